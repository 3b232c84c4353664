"""Withholding rates: data that the company enters, each from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger.facts import Rate

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Use
    from cartera_xl.ledger.requests import Policy
    from cartera_xl.ledger.verbs.verb import Rejection


@dataclass(frozen=True, slots=True)
class SetRate:
    """A rate from a day on, and the base below which nothing is withheld.

    It takes the place of the one before; a rate of zero ends it.
    """

    row: int
    use: Use
    name: str
    town: str
    since: date
    rate: int  # millionths
    minimum: int = 0  # minor units

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: SetRate, books: Books, _policy: Policy) -> Rejection | None:
    """Post a rate; one of the future is as good as one of the past."""
    books.state(
        Rate(
            0,
            asked.use.value,
            asked.name,
            asked.town,
            asked.since,
            asked.rate,
            asked.minimum,
        )
    )
    return None
