"""Transfers: how a credit of one record pays an invoice of another of its customer.

An application cannot leave its customer's account. A debit takes the credit up in one
record, a credit of the same number gives it out in the other: two documents that exist
only together, each used up by its one application.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Document, Kind, Side, Use
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy

TRANSFER_PREFIX: Final = "TR-"
TRANSFERS: Final = (Kind.TRANSFER_OUT, Kind.TRANSFER_IN)


def post_across(
    row: int,
    ends: tuple[OpenItem, OpenItem],
    amount: int,
    day: date,
    books: Books,
    policy: Policy,
    use: Use,
) -> Refusal | None:
    """Post that a credit pays a debit of another record of the same customer.

    Args:
        row: where the outcome is written.
        ends: the credit and the debit.
        amount: minor units.
        day: from which it counts.
        books: where it is posted.
        policy: what the company allows.
        use: a payment, or the use of a credit.
    """
    credit, debit = ends
    if credit.currency != debit.currency:
        return refusals.currencies_differ(credit, debit)
    out_id, in_id = _enter(credit, debit, amount, day, books)
    up = Request(row, use, credit.id, out_id, amount, day)
    down = Request(row, use, in_id, debit.id, amount, day)
    return applying.post(up, books, policy) or applying.post(down, books, policy)


def _enter(
    credit: OpenItem, debit: OpenItem, amount: int, day: date, books: Books
) -> tuple[int, int]:
    out = Document(
        0,
        Kind.TRANSFER_OUT,
        books.number(TRANSFER_PREFIX),
        1,
        credit.customer_id,
        credit.currency,
        day,
        day,
        amount,
        reference=credit.number,
    )
    into = out._replace(
        kind=Kind.TRANSFER_IN, customer_id=debit.customer_id, reference=debit.number
    )
    return books.enter(out), books.enter(into)


def is_transfer(item: Document | OpenItem) -> bool:
    """Tell whether a document is half of a transfer."""
    return item.kind in TRANSFERS


def halves_of(applications: Iterable[Application], books: Books) -> list[OpenItem]:
    """Return both documents of every transfer that some applications go through."""
    ends = {end for a in applications for end in (a.from_id, a.to_id)}
    numbers = {
        books.items[end].number: books.items[end]
        for end in ends
        if end is not None and is_transfer(books.items[end])
    }
    return [
        half
        for number in sorted(numbers)
        for kind in TRANSFERS
        for half in books.same(numbers[number]._replace(kind=kind))
    ]


def moved_days(halves: Iterable[OpenItem], books: Books) -> dict[int, date]:
    """Return the last day on which either half of each transfer moved, for both.

    They come and go together: where a correction moved one of them in a later month,
    neither can be taken for never there before that.
    """
    days: dict[str, date] = {}
    halves = list(halves)
    for half in halves:
        last = books.last_moved(half.id)
        days[half.number] = max(last, days.get(half.number, last))
    return {half.id: days[half.number] for half in halves}


def with_other_halves(
    applications: Iterable[Application], books: Books
) -> list[Application]:
    """Return applications with those at the other end of each transfer, in order."""
    found = {a.id: a for a in applications}
    for half in halves_of(found.values(), books):
        found |= {a.id: a for a in books.live(half.id)}
    return list(found.values())


def take_out_halves(
    row: int,
    halves: Iterable[OpenItem],
    day: date,
    books: Books,
    policy: Policy,
    reason: str,
) -> Rejection | None:
    """Void the documents of transfers that were taken back."""
    return post_all((voiding(row, half, day, reason) for half in halves), books, policy)


def voiding(row: int, item: OpenItem, day: date, reason: str) -> Request:
    """Return the request that takes a whole document out."""
    debit = item.kind.side is Side.DEBIT
    from_id, to_id = (None, item.id) if debit else (item.id, None)
    return Request(row, Use.VOID, from_id, to_id, item.total, day, reason)
