"""Moments and days as the database keeps them: as text that sorts."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


def stamp(moment: datetime) -> str:
    """Write a moment as UTC text of fixed width, so that it sorts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class IsoDays(dict[date, str]):
    """Dates as ISO text; a ledger has many rows and few dates."""

    def __missing__(self, day: date) -> str:
        self[day] = text = day.isoformat()
        return text


class Days(dict[str, date]):
    """ISO texts as dates."""

    def __missing__(self, text: str) -> date:
        self[text] = day = date.fromisoformat(text)
        return day


class StoredDays(Days):
    """SQLite gives days as text, a server's driver as dates."""

    def __missing__(self, day: Any) -> date:
        return day if isinstance(day, date) else super().__missing__(day)
