"""Closing a month: nothing is dated in it any more, until it is reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cartera_xl.ledger import refusals
from cartera_xl.ledger.facts import Closing
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Close:
    """A month to close, with all before it; or to reopen, with all after it."""

    row: int
    month: date  # its first day
    reason: str = ""
    reopen: bool = False

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Close, books: Books, policy: Policy) -> Rejection | None:
    """Post where the books are open from."""
    following = next_month(asked.month)
    if asked.reopen:
        if not asked.reason.strip():
            return Rejection(asked.row, refusals.REASON_MISSING)
        if asked.month >= policy.open_from:
            return Rejection(asked.row, refusals.not_closed(asked.month))
        books.state(Closing(0, asked.month, asked.reason))
        return None
    if following <= policy.open_from:
        return Rejection(asked.row, refusals.already_closed(asked.month))
    if following > policy.today:
        return Rejection(asked.row, refusals.month_not_over(asked.month))
    books.state(Closing(0, following, asked.reason))
    return None


def next_month(month: date) -> date:
    """Return the first day of the month that follows."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
