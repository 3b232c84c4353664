"""When a person may be contacted: the law's hours, or those that the person asked for.

Ley 2300 of 2023, art. 3: Monday to Friday from 7:00 to 19:00, Saturdays from 8:00 to
15:00, never on Sundays and holidays; the consumer may ask for other hours. All of it
in Colombia's legal time.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.ledger.legal_time import BOGOTA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.ledger.holidays import Calendar

HOLIDAY: Final = 7  # a weekday of its own, after Sunday
_DAYS: Final = ("lun", "mar", "mie", "jue", "vie", "sab", "dom", "fes")
_ACCENTS: Final = str.maketrans("áéíóú", "aeiou")
_PART: Final = re.compile(
    r"(?P<first>[a-z]{3})(?:\s*-\s*(?P<last>[a-z]{3}))?"
    r"\s+(?P<start>\d{1,2}(?::\d{2})?)\s*-\s*(?P<end>\d{1,2}(?::\d{2})?)"
)


class HoursError(CarteraError):
    """Hours that cannot be read, or that no week has for sure."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"No se entienden las horas «{text}»: escriba, por ejemplo, "
            "«lun-vie 14:00-18:00, sab 9-12» (días: lun, mar, mie, jue, vie, sab, dom "
            "y fes para los festivos)."
        )


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when on a day; the end is no longer inside."""

    weekday: int  # 0 is Monday, 6 Sunday, 7 any holiday
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Hours:
    """When contact is allowed, as windows of weekdays."""

    windows: tuple[Window, ...]

    def allow(self, at: datetime, calendar: Calendar) -> bool:
        """Tell whether a moment, of any zone, is inside."""
        local = at.astimezone(BOGOTA)
        now = time(local.hour, local.minute, local.second)
        return any(w.start <= now < w.end for w in self._of(local.date(), calendar))

    def next_allowed(self, at: datetime, calendar: Calendar) -> datetime:
        """Return the moment itself where it is inside, else the next one that is."""
        if self.allow(at, calendar):
            return at.astimezone(BOGOTA)
        return next(start for start in self._starts(at, calendar) if start >= at)

    def _starts(self, at: datetime, calendar: Calendar) -> Iterator[datetime]:
        first = at.astimezone(BOGOTA).date()
        for n in itertools.count():
            day = first + timedelta(days=n)
            for window in self._of(day, calendar):
                yield datetime.combine(day, window.start, BOGOTA)

    def _of(self, day: date, calendar: Calendar) -> Iterator[Window]:
        is_holiday = day in calendar.holidays(day.year)
        weekday = HOLIDAY if is_holiday else day.weekday()
        return (window for window in self.windows if window.weekday == weekday)


def _window(weekday: int, start: int, end: int) -> Window:
    return Window(weekday, time(start), time(end))


LEGAL_HOURS: Final = Hours(
    (*(_window(day, 7, 19) for day in range(5)), _window(5, 8, 15))
)


def parse_hours(text: str) -> Hours:
    """Read hours as a person writes them: «lun-vie 14:00-18:00, sab 9-12».

    Raises:
        HoursError: no such days or hours, or an end before its start.
    """
    parts = text.casefold().translate(_ACCENTS).replace(";", ",").split(",")
    windows = [window for part in parts for window in _read(part.strip(), text)]
    if all(window.weekday == HOLIDAY for window in windows):
        raise HoursError(text)
    return Hours(tuple(sorted(windows, key=lambda w: (w.weekday, w.start))))


def _read(part: str, text: str) -> Iterator[Window]:
    match = _PART.fullmatch(part)
    if match is None:
        raise HoursError(text)
    first, last = match["first"], match["last"] or match["first"]
    if first not in _DAYS or last not in _DAYS:
        raise HoursError(text)
    start, end = _time(match["start"], text), _time(match["end"], text)
    days = range(_DAYS.index(first), _DAYS.index(last) + 1)
    if not days or start >= end:
        raise HoursError(text)
    yield from (Window(day, start, end) for day in days)


def _time(text: str, whole: str) -> time:
    hour, _, minute = text.partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise HoursError(whole) from None
