"""Single documents: which a reminder lists, and the level that one has come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.errors import CarteraError
from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.reminder_levels import DEFAULT_LEVELS, Levels, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem


class RunBeforeLastError(CarteraError):
    """A run dated before the last message about a document."""

    def __init__(self, at: date, last: date) -> None:
        super().__init__(
            f"El recordatorio sería del {texts.day(at)} y el último es del "
            f"{texts.day(last)}: use una fecha posterior."
        )


def to_remind(
    items: Iterable[OpenItem], at: date, levels: Levels = DEFAULT_LEVELS
) -> frozenset[int]:
    """Return the debits that have come to a level, whatever is free in credits.

    A credit note that nobody applied to the invoice leaves it open; only a customer
    whose credits cover all that it owes is not written to (`Reason.COVERED`).
    """
    return frozenset(
        item.id
        for item in items
        if item.kind.side is Side.DEBIT and level_of(days_overdue(item.due, at), levels)
    )


def next_level(
    item: OpenItem,
    at: date,
    sent: Sequence[tuple[date, int]],
    levels: Levels = DEFAULT_LEVELS,
) -> int | None:
    """Return the position of the level that a run reminds a document at.

    That is the level of its arrears, however many were missed before it; 0 is before
    due, None no level yet.

    Raises:
        RunBeforeLastError: a message about it is dated after the run.
    """
    last = max((day for day, _ in sent), default=at)
    if at < last:
        raise RunBeforeLastError(at, last)
    level = level_of(days_overdue(item.due, at), levels)
    return None if level is None else levels.index(level)
