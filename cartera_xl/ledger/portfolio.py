"""The portfolio (la cartera): who owes what, how old it is, and what it adds up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from cartera_xl.ledger.aging import DEFAULT_RANGES, Basis
from cartera_xl.ledger.documents import CREDIT_KINDS
from cartera_xl.ledger.indicators import Figure, Indicators
from cartera_xl.ledger.tuples import tuples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.aging import Ranges
    from cartera_xl.ledger.documents import OpenItem

Age = TypeVar("Age")  # what tells the rows of one age from others
# Customer, currency, age, amount above zero. Plain, as there is one for every open
# document of a whole ledger.
Balance: TypeAlias = "tuple[int, str, Age, int]"
# The day that age is counted from, and the due day.
AgeDays: TypeAlias = "tuple[date, date]"

# One customer's sums while they grow, in one list: the days overdue, then an amount and
# a count for each of not due, overdue, credit and every range.
_DAYS, _NOT_DUE, _OVERDUE, _CREDIT, _AGED = 0, 1, 3, 5, 7


class CustomerBalance(NamedTuple):
    """What one customer owes in one currency."""

    customer_id: int
    currency: str
    indicators: Indicators
    days_overdue: int  # of the oldest open document; 0 where nothing is overdue
    buckets: tuple[Figure, ...]  # by range; they add up to what is not due and overdue


@dataclass(frozen=True)
class Portfolio:
    """All balances at a date; currencies are never added.

    `sums` are plain, by customer and currency: most readers want the totals alone.
    """

    at: date
    ranges: Ranges
    sums: Mapping[tuple[int, str], Sequence[int]]

    @cached_property
    def balances(self) -> tuple[CustomerBalance, ...]:
        """Return what each customer owes in each currency."""
        return tuple(_balances(self.sums))

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies that something is owed in, in order."""
        return tuple(sorted({currency for _, currency in self.sums}))

    @property
    def customers(self) -> int:
        """Return how many customers have an open document or a free credit."""
        return len({customer for customer, _ in self.sums})

    def indicators(self, currency: str) -> Indicators:
        """Return the four indicators of one currency."""
        return Indicators(*self._figures(currency, slice(_NOT_DUE, _AGED)))

    def buckets(self, currency: str) -> tuple[Figure, ...]:
        """Return the ageing of one currency, a figure per range."""
        return self._figures(currency, slice(_AGED, None))

    def _figures(self, currency: str, columns: slice) -> tuple[Figure, ...]:
        """Add up some columns, where amounts and counts alternate."""
        rows = [
            sums[columns] for (_, own), sums in self.sums.items() if own == currency
        ]
        totals = [*map(sum, zip(_nothing(self.ranges)[columns], *rows, strict=True))]
        return tuple(map(Figure, totals[::2], totals[1::2]))


def portfolio(
    items: Iterable[OpenItem],
    at: date,
    ranges: Ranges = DEFAULT_RANGES,
    basis: Basis = Basis.DUE,
) -> Portfolio:
    """Add up open documents and free credits by customer and currency.

    Credits are never netted into the ranges: they have a column of their own.
    """
    own = ((i.customer_id, i.currency, _age(i, basis), i.balance) for i in items)
    return portfolio_of(own, at, ranges, lambda days: days)


def _age(item: OpenItem, basis: Basis) -> AgeDays | None:
    if item.kind in CREDIT_KINDS:
        return None
    return (item.due if basis is Basis.DUE else item.issued), item.due


def portfolio_of(
    balances: Iterable[Balance[Age]],
    at: date,
    ranges: Ranges,
    days: Callable[[Age], AgeDays | None],
) -> Portfolio:
    """Add up balances whose documents nobody asks for.

    Args:
        balances: a row for every document.
        at: the cut-off.
        ranges: the ageing ranges.
        days: reads a row's age, asked once for each; None: a credit, which has none.
    """
    places = _Places(at, ranges, days)
    rows: defaultdict[tuple[int, str], list[int]] = defaultdict(_nothing(ranges).copy)
    for customer_id, currency, age, amount in balances:
        row = rows[customer_id, currency]
        late, side, aged = places[age]
        row[side] += amount
        row[side + 1] += 1
        if not aged:
            continue
        row[aged] += amount
        row[aged + 1] += 1
        if late > row[_DAYS]:
            row[_DAYS] = late
    return Portfolio(at, ranges, dict(rows))


def _nothing(ranges: Ranges) -> list[int]:
    return [0] * (_AGED + 2 * len(ranges.labels))


class _Places(dict[Age, tuple[int, int, int]]):
    """Days late and where to count, by age: a ledger has few dates and many rows.

    Due today is not overdue: the debtor has the whole day (C. Co. art. 829).
    """

    def __init__(
        self, at: date, ranges: Ranges, days: Callable[[Age], AgeDays | None]
    ) -> None:
        self.at = at
        self.ranges = ranges
        self.days = days

    def __missing__(self, age: Age) -> tuple[int, int, int]:
        self[age] = place = self._place(self.days(age))
        return place

    def _place(self, days: AgeDays | None) -> tuple[int, int, int]:
        if days is None:
            return 0, _CREDIT, 0
        start, due = days
        late = (self.at - due).days
        aged = _AGED + 2 * self.ranges.index((self.at - start).days)
        return late, _OVERDUE if late > 0 else _NOT_DUE, aged


def _balances(
    rows: Mapping[tuple[int, str], Sequence[int]],
) -> Iterable[CustomerBalance]:
    """Return sums as figures: by columns, at a quarter of the time by rows."""
    if not rows:
        return ()
    customers, currencies = zip(*rows, strict=True)
    days, *sums = zip(*rows.values(), strict=True)
    figures = map(tuples, repeat(Figure), sums[::2], sums[1::2])
    not_due, overdue, credit, *buckets = figures
    indicators = tuples(Indicators, not_due, overdue, credit)
    by_range = zip(*buckets, strict=True)
    return tuples(CustomerBalance, customers, currencies, indicators, days, by_range)
