"""Following a quote up until the customer answers; accepted, it becomes an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.facts import ACCEPTED, QuoteStep
from cartera_xl.ledger.verbs import enter
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What came of a quote on a day.

    `state` is "" while it stays open. `invoice` is the number of the invoice that an
    accepted quote becomes, `due` when that falls due; without a number it becomes none,
    and may still become one later. `invoiced` names the invoice that it became already.
    """

    row: int
    quote_id: int
    day: date
    state: str = ""
    note: str = ""
    next_day: date | None = None
    invoice: str = ""
    due: date | None = None
    invoiced: str = ""

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: FollowUp, books: Books, policy: Policy) -> Rejection | None:
    """Post a follow-up, and the invoice of an accepted quote."""
    if refusal := _broken_rule(asked, books, policy):
        return Rejection(asked.row, refusal)
    if not _is_accepted(asked, books):
        books.state(
            QuoteStep(
                0, asked.quote_id, asked.day, asked.state, asked.note, asked.next_day
            )
        )
    if asked.state == ACCEPTED and asked.invoice:
        document = _invoice(asked, books.items[asked.quote_id])
        return enter.post(enter.Enter(asked.row, document), books, policy)
    return None


def _broken_rule(asked: FollowUp, books: Books, policy: Policy) -> Refusal | None:
    quote = books.items.get(asked.quote_id)
    if quote is None:
        return refusals.document_not_found(asked.quote_id)
    if quote.kind is not Kind.QUOTE:
        return refusals.not_a_quote(quote)
    if asked.day < quote.issued:
        return refusals.before_issue(quote)
    if asked.day > policy.today:
        return applying.broken_date(asked.day, policy)
    if asked.next_day is not None and asked.next_day < policy.today:
        return refusals.next_in_past(policy.today)
    if asked.invoice and asked.invoiced:
        return refusals.quote_invoiced(quote, asked.invoiced)
    if asked.state == ACCEPTED and asked.invoice and _is_accepted(asked, books):
        return None
    state = books.known.quote_state(quote.id)
    return refusals.quote_closed(quote, state) if state else None


def _is_accepted(asked: FollowUp, books: Books) -> bool:
    return books.known.quote_state(asked.quote_id) == ACCEPTED


def _invoice(asked: FollowUp, quote: OpenItem) -> Document:
    return Document(
        0,
        Kind.INVOICE,
        asked.invoice,
        1,
        quote.customer_id,
        quote.currency,
        asked.day,
        asked.due or asked.day,
        quote.total,
        quote.concept or asked.note,
        quote.number,
    )
