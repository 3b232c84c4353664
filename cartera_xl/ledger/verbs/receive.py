"""Receiving a payment: one receipt for one or many invoices, net of withholdings.

The invoices stay gross: what the customer withheld settles them as applications of
their own kind beside the money (domain: ERPNext #54135, #18334).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Document, Kind, Side, Use
from cartera_xl.ledger.facts import Certificate, Tender, Withholding
from cartera_xl.ledger.fifo import Share, oldest_first
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.enter import broken_document
from cartera_xl.ledger.verbs.sharing import draw, on_day, post_shares
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


class Means(NamedTuple):
    """Money by one means: cash, a transfer, a cheque, …."""

    amount: int  # minor units
    means: str = ""
    cash_account: str = ""
    reference: str = ""


class Withheld(NamedTuple):
    """What a customer kept back of an invoice, and what it was worked out from."""

    use: Use  # a withholding or a deduction
    amount: int
    base: int | None = None
    rate: int | None = None  # millionths
    town: str = ""
    certificate: str = ""


class Line(NamedTuple):
    """What a payment does to one invoice; amounts in minor units, 0 for none."""

    row: int
    document_id: int
    payment: int = 0
    withheld: tuple[Withheld, ...] = ()
    credit: int = 0  # of the customer's credits
    adjustment: int = 0
    in_favour: bool = False  # what the invoice cannot take becomes a credit

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.payment or self.withheld or self.credit or self.adjustment)


@dataclass(frozen=True, slots=True)
class Receive:
    """Money that came on a day, and what it is for.

    Without lines it pays the oldest due first. What the lines do not use becomes a
    credit. Without money the lines settle by the rest: withholdings, credits.
    """

    row: int
    customer_id: int
    currency: str
    day: date
    money: tuple[Means, ...]
    lines: tuple[Line, ...] = ()
    concept: str = ""
    also: tuple[int, ...] = ()  # rows that only add money

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the rows that this is typed on."""
        lines = (line.row for line in self.lines)
        return tuple(dict.fromkeys((self.row, *lines, *self.also)))

    @property
    def total(self) -> int:
        """Return all the money, in minor units."""
        return sum(means.amount for means in self.money)


def post(asked: Receive, books: Books, policy: Policy) -> Rejection | None:
    """Post a payment: the receipt, then each line's settlements."""
    if refusal := _broken_rule(asked, policy):
        return Rejection(asked.row, refusal)
    receipt = None
    if asked.money:
        document = _receipt(asked, books, policy)
        if refusal := broken_document(document, books, policy):
            return Rejection(asked.row, refusal)
        receipt = _enter(document, asked, books)
    for line in asked.lines:
        if rejection := _post_line(line, receipt, asked, books, policy):
            return rejection
    if asked.lines or receipt is None:
        return None
    return _pay_oldest(asked, receipt, books, policy)


def _broken_rule(asked: Receive, policy: Policy) -> Refusal | None:
    """Return why the payment as a whole cannot be; its lines have their own rules."""
    if any(means.amount <= 0 for means in asked.money):
        return refusals.AMOUNT_NOT_POSITIVE
    if not asked.money and all(line.is_empty for line in asked.lines):
        return refusals.AMOUNT_NOT_POSITIVE
    lines_total = sum(line.payment for line in asked.lines)
    if lines_total > asked.total:
        return refusals.exceeds_payment(lines_total, asked.total, asked.currency)
    return applying.broken_date(asked.day, policy)


def _receipt(asked: Receive, books: Books, policy: Policy) -> Document:
    return Document(
        0,
        Kind.RECEIPT,
        books.number(policy.receipt_prefix),
        1,
        asked.customer_id,
        asked.currency,
        asked.day,
        asked.day,
        asked.total,
        asked.concept,
    )


def _enter(document: Document, asked: Receive, books: Books) -> int:
    receipt = books.enter(document)
    for amount, means, cash_account, reference in asked.money:
        books.state(Tender(0, receipt, None, means, cash_account, reference, amount))
    return receipt


def _post_line(
    line: Line, receipt: int | None, asked: Receive, books: Books, policy: Policy
) -> Rejection | None:
    if refusal := _wrong_document(line, asked, books):
        return Rejection(line.row, refusal)
    for request, withheld in _settlements(line, asked.day):
        if refusal := applying.post(request, books, policy):
            return Rejection(line.row, refusal)
        _explain(books, receipt, withheld)
    return (
        _draw_credit(line, receipt, asked.day, books, policy)
        or _adjust(line, receipt, asked.day, books, policy)
        or _pay(line, receipt, asked.day, books, policy)
    )


def _wrong_document(line: Line, asked: Receive, books: Books) -> Refusal | None:
    """Refuse what is no standing invoice of this customer in this currency."""
    item = books.items.get(line.document_id)
    if item is None:
        return refusals.not_entered(line.document_id)
    if books.is_voided(item.id):
        return refusals.voided(item)
    if item.kind.side is not Side.DEBIT:
        return refusals.not_a_credit(item, Side.DEBIT)
    if books.family(item.customer_id) != books.family(asked.customer_id):
        return refusals.other_customer(item)
    if item.currency != asked.currency:
        return refusals.other_currency(item, asked.currency)
    return None


def _settlements(line: Line, day: date) -> Iterator[tuple[Request, Withheld]]:
    for withheld in line.withheld:
        yield (
            Request(
                line.row, withheld.use, None, line.document_id, withheld.amount, day
            ),
            withheld,
        )


def _explain(books: Books, receipt: int | None, withheld: Withheld) -> None:
    """State what stands behind the settlement that was posted last."""
    settlement = books.new[-1].id
    _, _, base, rate, town, certificate = withheld
    books.state(Withholding(0, settlement, receipt, base, rate, town))
    if certificate:
        books.state(Certificate(0, settlement, certificate, None))


def _draw_credit(
    line: Line, receipt: int | None, day: date, books: Books, policy: Policy
) -> Rejection | None:
    if line.credit == 0:
        return None
    debit = books.items[line.document_id]
    shares = draw(debit, line.credit, day, books, apart=receipt)
    if not isinstance(shares, list):
        return Rejection(line.row, shares)
    return post_shares(line.row, shares, day, books, policy)


def _adjust(
    line: Line, receipt: int | None, day: date, books: Books, policy: Policy
) -> Rejection | None:
    if line.adjustment == 0:
        return None
    request = Request(
        line.row, Use.ADJUSTMENT, None, line.document_id, line.adjustment, day
    )
    if refusal := applying.post(request, books, policy):
        return Rejection(line.row, refusal)
    _explain(books, receipt, Withheld(Use.ADJUSTMENT, line.adjustment))
    return None


def _pay(
    line: Line, receipt: int | None, day: date, books: Books, policy: Policy
) -> Rejection | None:
    if line.payment == 0 or receipt is None:
        return None
    amount = line.payment
    if line.in_favour:
        amount = min(amount, books.available(line.document_id, day))
        if amount == 0:
            return None
    share = Share(receipt, line.document_id, amount)
    return post_shares(line.row, [share], day, books, policy, Use.PAYMENT)


def _pay_oldest(
    asked: Receive, receipt: int, books: Books, policy: Policy
) -> Rejection | None:
    """Pay the oldest due first; what nothing takes stays free."""
    left = asked.total
    own = books.debits_of(asked.customer_id, asked.currency)
    there = on_day(own, asked.day, books)
    for debit in oldest_first(there, policy.interest_first):
        amount = min(left, debit.balance)
        if amount == 0:
            return None
        share = Share(receipt, debit.id, amount)
        rejection = post_shares(
            asked.row, [share], asked.day, books, policy, Use.PAYMENT
        )
        if rejection:
            return rejection
        left -= amount
    return None
