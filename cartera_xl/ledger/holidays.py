"""Colombian holidays by rule: no table to run out, and the user has the last word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

# Ley 51 de 1983 («Ley Emiliani»), art. 1: the holidays, and those that move to the
# following Monday where they do not fall on one.
_FIXED: Final = ((1, 1), (5, 1), (7, 20), (8, 7), (12, 8), (12, 25))
_MOVED: Final = ((1, 6), (3, 19), (6, 29), (8, 15), (10, 12), (11, 1), (11, 11))
_CHIQUINQUIRA: Final = (7, 9)
# Ley 2578 de 2026 (1 June), as the package `holidays` 0.109 cites it.
_CHIQUINQUIRA_SINCE: Final = 2026
# Days after Easter Sunday: Maundy Thursday, Good Friday; then Ascension, Corpus
# Christi and Sacred Heart, which move.
_FIXED_FROM_EASTER: Final = (-3, -2)
_MOVED_FROM_EASTER: Final = (39, 60, 68)

_DAY: Final = timedelta(days=1)
_SUNDAY: Final = 6


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian computus, Meeus/Jones/Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leap_years, odd_years = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - odd_years) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """Return the national holidays of a year, by the law in force since 1984."""
    sunday = easter(year)
    moved = [*_MOVED, *([_CHIQUINQUIRA] if year >= _CHIQUINQUIRA_SINCE else [])]
    on_their_day = {
        *(date(year, *day) for day in _FIXED),
        *(sunday + offset * _DAY for offset in _FIXED_FROM_EASTER),
    }
    on_monday = {
        *(_monday_from(date(year, *day)) for day in moved),
        *(_monday_from(sunday + offset * _DAY) for offset in _MOVED_FROM_EASTER),
    }
    return frozenset(on_their_day | on_monday)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays that count for a company: the rule's, with the user's edits.

    `rest_days` are weekdays off (Monday is 0). Saturday is no holiday in law; a company
    that does not work on Saturdays adds 5.
    """

    extra: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()
    rest_days: frozenset[int] = frozenset({_SUNDAY})

    def holidays(self, year: int) -> frozenset[date]:
        """Return the holidays of a year; an added date wins over a removed one."""
        added = {day for day in self.extra if day.year == year}
        return (holidays(year) - self.removed) | added

    def is_business_day(self, day: date) -> bool:
        """Tell whether the day is neither a weekly rest day nor a holiday."""
        return day.weekday() not in self.rest_days and day not in self.holidays(
            day.year
        )

    def next_business_day(self, day: date) -> date:
        """Return the day itself where it is a business day, else the next one."""
        while not self.is_business_day(day):
            day += _DAY
        return day


COLOMBIA: Final = Calendar()
