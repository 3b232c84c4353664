"""Ageing: how late a balance is, and in which range."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from datetime import date


class Basis(StrEnum):
    """The date that age is counted from."""

    DUE = "vencimiento"
    ISSUE = "emision"


MAX_LIMITS: Final = 8  # the workbook has room for ten ranges


class RangesError(CarteraError):
    """Ageing ranges that are no rising list of days."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Los rangos de edades «{text}» no sirven: escriba hasta {MAX_LIMITS} "
            "límites en días, en orden ascendente y separados por comas, por ejemplo "
            "30,60,90,180,360."
        )


@dataclass(frozen=True, slots=True)
class Ranges:
    """Closed ranges of whole days: ≤ 0, then up to each limit, then beyond the last."""

    limits: tuple[int, ...] = (30, 60, 90, 180, 360)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the ranges' names as the screen shows them, «Corriente» first."""
        first = (1, *(limit + 1 for limit in self.limits))
        closed = (f"{a}–{b}" for a, b in zip(first, self.limits, strict=False))
        return ("Corriente", *closed, f">{self.limits[-1]}")

    def index(self, days: int) -> int:
        """Return the position of the range that so many days of arrears fall in."""
        return 0 if days <= 0 else 1 + bisect_left(self.limits, days)


DEFAULT_RANGES: Final = Ranges()


def parse_ranges(text: str) -> Ranges:
    """Read ranges as a person writes them, `30,60,90`.

    Raises:
        RangesError: not a rising list of up to eight whole days above zero.
    """
    try:
        limits = tuple(int(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise RangesError(text) from None
    rising = all(a < b for a, b in itertools.pairwise(limits))
    if limits[0] <= 0 or len(limits) > MAX_LIMITS or not rising:
        raise RangesError(text)
    return Ranges(limits)


def days_overdue(due: date, at: date) -> int:
    """Return whole days since the due date: 0 on the day itself, negative before."""
    return (at - due).days
