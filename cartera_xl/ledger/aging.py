"""Ageing: how late a balance is, in which range, and what each range adds up to."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import CarteraError
from cartera_xl.ledger.documents import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem


class Basis(StrEnum):
    """The date that age is counted from."""

    DUE = "vencimiento"
    ISSUE = "emision"


class RangesError(CarteraError):
    """Ageing ranges that are no rising list of days."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Los rangos de edades «{text}» no sirven: escriba días en orden "
            "ascendente separados por comas, por ejemplo 30,60,90,180,360."
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
        RangesError: not a rising list of whole days above zero.
    """
    try:
        limits = tuple(int(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise RangesError(text) from None
    if limits[0] <= 0 or any(a >= b for a, b in itertools.pairwise(limits)):
        raise RangesError(text)
    return Ranges(limits)


def days_overdue(due: date, at: date) -> int:
    """Return whole days since the due date: 0 on the day itself, negative before."""
    return (at - due).days


class Bucket(NamedTuple):
    """What one range holds, in one currency."""

    label: str
    amount: int
    documents: int


def age(
    items: Iterable[OpenItem],
    at: date,
    ranges: Ranges = DEFAULT_RANGES,
    basis: Basis = Basis.DUE,
) -> tuple[Bucket, ...]:
    """Spread debit balances of one currency over the ranges.

    Credits have a column of their own in every report and take no part here. The
    amounts always add up to the balance, whatever the basis.
    """
    amounts = [0] * len(ranges.labels)
    counts = [0] * len(ranges.labels)
    for item in items:
        if item.kind.side is Side.DEBIT:
            start = item.due if basis is Basis.DUE else item.issued
            position = ranges.index(days_overdue(start, at))
            amounts[position] += item.balance
            counts[position] += 1
    return tuple(map(Bucket, ranges.labels, amounts, counts))


def add(rows: Iterable[Sequence[Bucket]]) -> tuple[Bucket, ...]:
    """Add up ageing rows that share their ranges."""
    return tuple(
        Bucket(
            column[0].label, sum(b.amount for b in column), sum(b[2] for b in column)
        )
        for column in zip(*rows, strict=True)
    )
