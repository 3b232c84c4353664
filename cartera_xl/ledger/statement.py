"""The statement of one customer in one currency, between two dates.

Opening balance + movements = closing balance, and the opening of a period is the
closing of the one before: both are sums of the same movements.

What moves nothing is left out. A credit that pays an invoice changes what is owed by
neither; a transfer between two records of the customer takes from one what it gives to
the other. What was taken back as of its own day (by a void, a correction, an undone
batch, while the month is open) is in no balance of any day, so neither end appears
(ERPNext #24655: cancelled transactions in the statement). Taken back on a later day,
because its month was closed or because it was un-applied, it is in the balances of the
days between, so both ends appear, each on its day: the statement of a closed month,
which the customer may have, stays as it was, and the next one starts where it ended.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.balances import open_item, settled_amounts
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.status import credit_status, invoice_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import Application, Document, OpenItem
    from cartera_xl.ledger.status import CreditStatus, InvoiceStatus


class View(StrEnum):
    """What a statement lists: what is open at its end, or all that moved it."""

    OPEN_ITEMS = "open_items"
    MOVEMENTS = "movements"


class Line(NamedTuple):
    """A line of a statement; amounts in minor units.

    `what` is the kind of a document, or the use of an application that settled one
    without a credit; `number` and `instalment` are the document's either way. Among
    movements `balance` is what is owed after the line; among open items, what is left
    of the document, below zero for a credit.
    """

    day: date
    what: Kind | Use
    number: str
    instalment: int
    concept: str
    due: date | None
    days: int | None  # late at the end of the statement, of an open invoice
    debit: int
    credit: int
    balance: int
    is_reversal: bool = False
    status: InvoiceStatus | CreditStatus | None = None  # of an open item


@dataclass(frozen=True, slots=True)
class Statement:
    """What a customer owed before a period and after it, and the lines between."""

    currency: str
    since: date
    until: date
    opening: int  # minor units, below zero where the customer has more than it owes
    lines: tuple[Line, ...]
    closing: int


def statement(
    documents: Iterable[Document],
    applications: Iterable[Application],
    currency: str,
    since: date,
    until: date,
    view: View = View.MOVEMENTS,
) -> Statement:
    """Return the statement of a customer.

    Args:
        documents: all of the customer's, on every record of it.
        applications: all that touch those documents.
        currency: the only one that the statement counts.
        since: the first day of the period.
        until: its last day.
        view: which lines it lists.
    """
    papers = [d for d in documents if d.currency == currency]
    rows = [a for a in applications if a.currency == currency]
    moves = sorted(_moves(papers, rows), key=_order)
    before = [move for move in moves if move.day < since]
    opening = _sum(before)
    inside = [move for move in moves if since <= move.day <= until]
    if view is View.MOVEMENTS:
        lines = _running(inside, opening)
    else:
        lines = _open_lines(papers, rows, until)
    return Statement(
        currency, since, until, opening, tuple(lines), opening + _sum(inside)
    )


# Both sides of a joined customer's transfer take and give the same on one day.
_TRANSFERS: Final = (Kind.TRANSFER_OUT, Kind.TRANSFER_IN)


def _moves(
    documents: Sequence[Document], applications: Sequence[Application]
) -> Iterator[Line]:
    """Return what changes the balance, each with its running balance still 0."""
    by_id = {document.id: document for document in documents}
    counting = [a for a in _lasting(applications) if _moves_balance(a)]
    gone = {
        _end(a)
        for a in counting
        if a.use is Use.VOID and a.effective == by_id[_end(a)].issued
    } | _whole_transfers(documents)
    for document in documents:
        if document.id not in gone and document.kind.side is not Side.NONE:
            yield _of_document(document)
    for application in counting:
        if _end(application) not in gone:
            yield _of_application(application, by_id[_end(application)])


def _lasting(applications: Sequence[Application]) -> Iterator[Application]:
    """Leave out what was taken back as of its own day, both ends."""
    own_day = {(a.id, a.effective) for a in applications}
    undone = {a.reverses for a in applications if (a.reverses, a.effective) in own_day}
    for application in applications:
        if application.id not in undone and application.reverses not in undone:
            yield application


def _moves_balance(application: Application) -> bool:
    return application.from_id is None or application.to_id is None


def _end(application: Application) -> int:
    """Return the only document of an application that links none."""
    end = application.to_id if application.from_id is None else application.from_id
    assert end is not None
    return end


def _whole_transfers(documents: Iterable[Document]) -> set[int]:
    halves = [d for d in documents if d.kind in _TRANSFERS]
    shown = Counter(d.number for d in halves)
    return {d.id for d in halves if shown[d.number] == len(_TRANSFERS)}


def _of_document(document: Document) -> Line:
    debit = document.kind.side is Side.DEBIT
    return Line(
        document.issued,
        document.kind,
        document.number,
        document.instalment,
        document.concept,
        document.due if debit else None,
        None,
        *((document.total, 0) if debit else (0, document.total)),
        0,
    )


def _of_application(application: Application, document: Document) -> Line:
    """Settling a debit lessens what is owed; using a credit up without one adds."""
    amount = application.amount
    lessens = (application.from_id is None) == (amount > 0)
    return Line(
        application.effective,
        application.use,
        document.number,
        document.instalment,
        application.note,
        None,
        None,
        *((0, abs(amount)) if lessens else (abs(amount), 0)),
        0,
        application.reverses is not None,
    )


def _order(line: Line) -> tuple[object, ...]:
    """By day; on a day what is charged first, and documents before what settles."""
    return line.day, line.what not in _KINDS, line.credit > 0, line.number, line.what


_KINDS: Final = frozenset(Kind)


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.debit - line.credit for line in lines)


def _running(lines: Sequence[Line], opening: int) -> Iterator[Line]:
    changes = (line.debit - line.credit for line in lines)
    balances = accumulate(changes, initial=opening)
    next(balances)
    for line, balance in zip(lines, balances, strict=True):
        yield line._replace(balance=balance)


def _open_lines(
    documents: Iterable[Document], applications: Iterable[Application], until: date
) -> Iterator[Line]:
    settled = settled_amounts(a for a in applications if a.effective <= until)
    there = (d for d in documents if d.issued <= until)
    items = [
        open_item(d, d.total - settled.get(d.id, 0))
        for d in there
        if d.kind.side is not Side.NONE
    ]
    for item in sorted((i for i in items if i.balance), key=_by_age):
        yield _of_open_item(item, until)


def _by_age(item: OpenItem) -> tuple[object, ...]:
    """Invoices first, the oldest due first; then the credits."""
    return item.kind.side is Side.CREDIT, item.due, item.number, item.instalment


def _of_open_item(item: OpenItem, until: date) -> Line:
    debit = item.kind.side is Side.DEBIT
    taken = item.total - item.balance
    return Line(
        item.issued,
        item.kind,
        item.number,
        item.instalment,
        item.concept,
        item.due if debit else None,
        days_overdue(item.due, until) if debit else None,
        *((item.total, taken) if debit else (taken, item.total)),
        item.balance if debit else -item.balance,
        status=_status(item, until),
    )


def _status(item: OpenItem, until: date) -> InvoiceStatus | CreditStatus:
    if item.kind.side is Side.CREDIT:
        return credit_status(item.total, item.balance)
    return invoice_status(item.total, item.balance, item.due, until)
