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
    from cartera_xl.ledger.refusals import Refusal
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
    month = asked.month.replace(day=1)
    refusal = _broken_rule(asked, month, policy)
    if refusal:
        return Rejection(asked.row, refusal)
    since = month if asked.reopen else next_month(month)
    books.state(Closing(0, since, asked.reason))
    return None


def _broken_rule(asked: Close, month: date, policy: Policy) -> Refusal | None:
    if not asked.reopen:
        if next_month(month) <= policy.open_from:
            return refusals.already_closed(month)
        ends_later = next_month(month) > policy.today
        return refusals.month_not_over(month) if ends_later else None
    if not asked.reason.strip():
        return refusals.REASON_MISSING
    return refusals.not_closed(month) if month >= policy.open_from else None


def next_month(month: date) -> date:
    """Return the first day of the month that follows."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
