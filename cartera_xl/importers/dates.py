"""Dates as people write them: what one text says, and what it leaves open."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from cartera_xl.importers.words import fold


class Order(Enum):
    """Which number comes first in a date without a written month."""

    DAY_FIRST = "d/m"
    MONTH_FIRST = "m/d"


ORDER_NAMES: Final = {Order.DAY_FIRST: "día/mes", Order.MONTH_FIRST: "mes/día"}


class Pair(NamedTuple):
    """A date whose day and month are two numbers in an unknown order."""

    first: int
    second: int
    year: int

    def orders(self) -> set[Order]:
        """Return the orders under which this is a date; both where day = month."""
        return {o for o in Order if self.under(o) is not None}

    def under(self, order: Order) -> date | None:
        """Return the date under an order, or None where it is none."""
        day, month = self.first, self.second
        if order is Order.MONTH_FIRST:
            day, month = month, day
        return _date(self.year, month, day)


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "ene enero jan january",
            "feb febrero february",
            "mar marzo march",
            "abr abril apr april",
            "may mayo",
            "jun junio june",
            "jul julio july",
            "ago agosto aug august",
            "sep sept set septiembre setiembre september",
            "oct octubre october",
            "nov noviembre november",
            "dic diciembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
# A time of day after a date, as systems add it: T08:00:00Z, 12:00:00 a. m.
_TIME: Final = re.compile(r"(?<=\d)[T ]\s*\d{1,2}:\d{2}.*$", re.DOTALL)
COMPACT: Final = re.compile(r"(?:19|20)\d{6}")  # 20210128
_YEARS: Final = range(1950, 2101)


def _date(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    """Return a year; two digits mean 1970 to 2069."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def parse(text: str) -> date | Pair | None:
    """Return what a text says: a date, a pair whose order is open, or nothing.

    >>> parse("28 de enero de 2021")
    datetime.date(2021, 1, 28)
    """
    words = fold(_TIME.sub("", text.strip())).split()
    numbers = [word for word in words if word.isdigit()]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    if any(len(number) > 8 for number in numbers):
        return None
    if len(numbers) == 2 and len(months) == 1:
        return _with_month(numbers, months[0])
    if len(numbers) == 3 and len(words) == 3:
        return _of_three(numbers)
    if len(words) == 1 and COMPACT.fullmatch(words[0]):
        whole = words[0]
        return _date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    return None


def _with_month(numbers: list[str], month: int) -> date | None:
    """Read «28 enero 2021», «enero 28 2021» or «2021-ene-28»."""
    first, second = numbers
    if len(first) == 4:
        first, second = second, first
    return _date(_year(second), month, int(first))


def _of_three(numbers: list[str]) -> date | Pair | None:
    first, second, third = numbers
    if len(first) == 4:
        return _date(int(first), int(second), int(third))
    if len(third) not in (2, 4):
        return None
    pair = Pair(int(first), int(second), _year(third))
    return pair if pair.orders() else None
