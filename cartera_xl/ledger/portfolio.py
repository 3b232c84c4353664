"""The portfolio (la cartera): who owes what, how old it is, and what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.aging import DEFAULT_RANGES, Basis
from cartera_xl.ledger.documents import CREDIT_KINDS
from cartera_xl.ledger.indicators import Figure, Indicators

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.aging import Ranges
    from cartera_xl.ledger.documents import OpenItem


class CustomerBalance(NamedTuple):
    """What one customer owes in one currency."""

    customer_id: int
    currency: str
    indicators: Indicators
    days_overdue: int  # of the oldest open document; 0 where nothing is overdue
    buckets: tuple[Figure, ...]  # by range; they add up to what is not due and overdue


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All balances at a date; currencies are never added."""

    at: date
    ranges: Ranges
    balances: tuple[CustomerBalance, ...]

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies that something is owed in, in order."""
        return tuple(sorted({row.currency for row in self.balances}))

    @property
    def customers(self) -> int:
        """Return how many customers have an open document or a free credit."""
        return len({row.customer_id for row in self.balances})

    def indicators(self, currency: str) -> Indicators:
        """Return the four indicators of one currency."""
        rows = [row.indicators for row in self.balances if row.currency == currency]
        return Indicators(*(_sum(column) for column in zip(*rows, strict=True)))

    def buckets(self, currency: str) -> tuple[Figure, ...]:
        """Return the ageing of one currency, a figure per range."""
        rows = [row.buckets for row in self.balances if row.currency == currency]
        if not rows:
            return (Figure(),) * len(self.ranges.labels)
        return tuple(_sum(column) for column in zip(*rows, strict=True))


def portfolio(
    items: Iterable[OpenItem],
    at: date,
    ranges: Ranges = DEFAULT_RANGES,
    basis: Basis = Basis.DUE,
) -> Portfolio:
    """Add up open documents and free credits by customer and currency.

    Credits are never netted into the ranges: they have a column of their own.
    """
    rows: dict[tuple[int, str], _Row] = {}
    place = _Places(at, ranges)
    by_due = basis is Basis.DUE
    for item in items:
        key = item.customer_id, item.currency
        if (row := rows.get(key)) is None:
            row = rows[key] = _Row(len(ranges.labels))
        if item.kind in CREDIT_KINDS:
            row.sums[2] += item.balance
            row.counts[2] += 1
        else:
            row.add(item.balance, *place[item.due if by_due else item.issued, item.due])
    return Portfolio(at, ranges, tuple(row.balance(*key) for key, row in rows.items()))


class _Places(dict[tuple["date", "date"], tuple[int, int, int]]):
    """Days late, indicator and range by date: a ledger has few dates and many rows.

    Due today is not overdue: the debtor has the whole day (C. Co. art. 829).
    """

    def __init__(self, at: date, ranges: Ranges) -> None:
        self.at = at
        self.ranges = ranges

    def __missing__(self, dates: tuple[date, date]) -> tuple[int, int, int]:
        start, due = dates
        late = (self.at - due).days
        aged = self.ranges.index((self.at - start).days)
        self[dates] = place = late, int(late > 0), aged
        return place


class _Row:
    """One customer's sums while they grow: amounts and counts side by side.

    Plain integers, since this runs once per open document of a whole ledger.
    """

    __slots__ = ("aged", "counts", "days", "sums")

    def __init__(self, ranges: int) -> None:
        self.sums = [0, 0, 0]  # not due, overdue, credit
        self.counts = [0, 0, 0]
        self.aged = [[0, 0] for _ in range(ranges)]
        self.days = 0

    def add(self, balance: int, late: int, place: int, aged: int) -> None:
        """Count one open document."""
        self.sums[place] += balance
        self.counts[place] += 1
        bucket = self.aged[aged]
        bucket[0] += balance
        bucket[1] += 1
        if late > self.days:
            self.days = late

    def balance(self, customer_id: int, currency: str) -> CustomerBalance:
        """Return the sums as they stand."""
        return CustomerBalance(
            customer_id,
            currency,
            Indicators(*map(Figure, self.sums, self.counts)),
            self.days,
            tuple(Figure(*bucket) for bucket in self.aged),
        )


def _sum(figures: Sequence[Figure]) -> Figure:
    return Figure(sum(f.amount for f in figures), sum(f.documents for f in figures))
