"""The portfolio (la cartera): who owes what, how old it is, and what it adds up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.ledger.aging import DEFAULT_RANGES, Basis
from cartera_xl.ledger.documents import CREDIT_KINDS
from cartera_xl.ledger.indicators import Figure, Indicators

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.aging import Ranges
    from cartera_xl.ledger.documents import OpenItem


# customer, currency, the date that age is counted from (None: a credit), due, amount
# above zero. Plain, as there is one for every open document of a whole ledger.
Balance: TypeAlias = "tuple[int, str, date | None, date, int]"

_NOTHING: Final = Figure()
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
    own = (
        (i.customer_id, i.currency, _start(i, basis), i.due, i.balance) for i in items
    )
    return portfolio_of(own, at, ranges)


def _start(item: OpenItem, basis: Basis) -> date | None:
    """Return the date that a document's age is counted from; a credit has no age."""
    if item.kind in CREDIT_KINDS:
        return None
    return item.due if basis is Basis.DUE else item.issued


def portfolio_of(balances: Iterable[Balance], at: date, ranges: Ranges) -> Portfolio:
    """Add up balances whose documents nobody asks for."""
    places = _Places(at, ranges)
    rows: defaultdict[tuple[int, str], list[int]]
    rows = defaultdict(([0] * (_AGED + 2 * len(ranges.labels))).copy)
    for customer_id, currency, start, due, amount in balances:
        row = rows[customer_id, currency]
        if start is None:
            row[_CREDIT] += amount
            row[_CREDIT + 1] += 1
            continue
        late, place, aged = places[start, due]
        row[place] += amount
        row[place + 1] += 1
        row[aged] += amount
        row[aged + 1] += 1
        if late > row[_DAYS]:
            row[_DAYS] = late
    found = (_balance(*key, row) for key, row in rows.items())
    return Portfolio(at, ranges, tuple(found))


class _Places(dict[tuple["date", "date"], tuple[int, int, int]]):
    """Days late and where to count, by date: a ledger has few dates and many rows.

    Due today is not overdue: the debtor has the whole day (C. Co. art. 829).
    """

    def __init__(self, at: date, ranges: Ranges) -> None:
        self.at = at
        self.ranges = ranges

    def __missing__(self, dates: tuple[date, date]) -> tuple[int, int, int]:
        start, due = dates
        late = (self.at - due).days
        aged = _AGED + 2 * self.ranges.index((self.at - start).days)
        self[dates] = place = late, _OVERDUE if late > 0 else _NOT_DUE, aged
        return place


def _balance(customer_id: int, currency: str, row: list[int]) -> CustomerBalance:
    """Return sums as figures; most are empty, and one empty figure serves for all."""
    not_due, overdue, credit, *buckets = [
        Figure(amount, documents) if documents else _NOTHING
        for amount, documents in zip(row[1::2], row[2::2], strict=True)
    ]
    indicators = Indicators(not_due, overdue, credit)
    return CustomerBalance(
        customer_id, currency, indicators, row[_DAYS], tuple(buckets)
    )


def _sum(figures: Sequence[Figure]) -> Figure:
    return Figure(sum(f.amount for f in figures), sum(f.documents for f in figures))
