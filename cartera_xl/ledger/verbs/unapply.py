"""Taking one application back, exactly: the rest of its payment stays.

One of several (ERPNext #49458): each row is a reversal of its own. What went through a
transfer between two records comes back with both of its halves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.requests import Reversal
from cartera_xl.ledger.verbs.transfers import (
    halves_of,
    take_out_halves,
    with_other_halves,
)
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
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
    application = books.applications.get(asked.application_id)
    if application is None:
        refusal = refusals.application_not_found(asked.application_id)
        return Rejection(asked.row, refusal)
    if application.use is Use.VOID:
        return Rejection(asked.row, refusals.not_unapplied(application.id))
    halves = _halves(application, books)
    reversals = [
        Reversal(asked.row, a.id, asked.day, asked.note)
        for a in with_other_halves([application], books)
    ]
    return post_all(reversals, books, policy) or take_out_halves(
        asked.row, halves, asked.day, books, policy, asked.note
    )


def _halves(application: Application, books: Books) -> list[OpenItem]:
    """Return the transfer that goes with an application that still stands."""
    stands = application.id not in books.reversed_ids and application.reverses is None
    return halves_of([application], books) if stands else []
