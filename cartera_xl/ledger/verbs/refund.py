"""Giving a free credit back in money, where the company allows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import Tender
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that goes back to the customer, out of one credit."""

    row: int
    credit_id: int
    amount: int  # minor units
    day: date
    means: str = ""
    cash_account: str = ""
    reference: str = ""

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Refund, books: Books, policy: Policy) -> Rejection | None:
    """Post a refund with the means by which the money went out."""
    request = Request(
        asked.row, Use.REFUND, asked.credit_id, None, asked.amount, asked.day
    )
    if rejection := post_all([request], books, policy):
        return rejection
    books.state(
        Tender(
            0,
            None,
            books.new[-1].id,
            asked.means,
            asked.cash_account,
            asked.reference,
            asked.amount,
        )
    )
    return None
