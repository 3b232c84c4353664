"""Taking one application back, exactly: the rest of its payment stays.

One of several (ERPNext #49458): each row is a reversal of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger.requests import Reversal
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Unapply:
    """An application to take back, from a day on: today, unless somebody says so."""

    row: int
    application_id: int
    day: date
    note: str = ""

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Unapply, books: Books, policy: Policy) -> Rejection | None:
    """Post the reversal of one application."""
    reversal = Reversal(asked.row, asked.application_id, asked.day, asked.note)
    return post_all([reversal], books, policy)
