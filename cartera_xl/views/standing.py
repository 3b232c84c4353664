"""What is owed at a day, laid out to be asked customer by customer.

A sheet asks a thousand times for what was added up once: every answer is a look-up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from cartera_xl.ledger.indicators import Figure, Indicators

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.portfolio import Portfolio

# Customer, currency, due day, balance above zero: of a debit.
Due: TypeAlias = "tuple[int, str, date, int]"


class Standing:
    """The indicators and the ageing of a portfolio, of everybody or of one."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._labels = portfolio.ranges.labels
        self._own = {(row.customer_id, row.currency): row for row in portfolio.balances}
        self._all = {
            currency: (portfolio.indicators(currency), portfolio.buckets(currency))
            for currency in portfolio.currencies
        }

    def __len__(self) -> int:
        return len(self._own)

    def indicators(self, customer_id: int | None, currency: str) -> Indicators:
        """Return the indicators of a customer, or of all; zeros where nothing is."""
        if customer_id is None:
            return self._all[currency][0] if currency in self._all else Indicators()
        row = self._own.get((customer_id, currency))
        return row.indicators if row else Indicators()

    def ageing(
        self, customer_id: int | None, currency: str
    ) -> list[tuple[str, Figure]]:
        """Return the ranges, each with its figure, of a customer or of all."""
        figures = (Figure(),) * len(self._labels)
        if customer_id is None:
            figures = self._all[currency][1] if currency in self._all else figures
        elif row := self._own.get((customer_id, currency)):
            figures = row.buckets
        return list(zip(self._labels, figures, strict=True))


class Arrears:
    """How much is later than so many days, of everybody or of one."""

    def __init__(self, dues: Iterable[Due], at: date) -> None:
        late: defaultdict[tuple[int | None, str], list[tuple[int, int]]]
        late = defaultdict(list)
        for customer_id, currency, due, balance in dues:
            if (days := (at - due).days) > 0:
                late[customer_id, currency].append((-days, balance))
                late[None, currency].append((-days, balance))
        self._late = {who: _Late(rows) for who, rows in late.items()}

    def __len__(self) -> int:
        return sum(map(len, self._late.values()))

    def beyond(self, days: int, customer_id: int | None, currency: str) -> int:
        """Return what is more than so many days overdue, in minor units."""
        own = self._late.get((customer_id, currency))
        return own.beyond(days) if own else 0


class _Late:
    """Overdue balances, the latest first, with their running sums."""

    def __init__(self, rows: list[tuple[int, int]]) -> None:
        rows.sort()
        self._days = [days for days, _ in rows]  # below zero, so that they rise
        self._sums = list(accumulate((balance for _, balance in rows), initial=0))

    def __len__(self) -> int:
        return len(self._days)

    def beyond(self, days: int) -> int:
        return self._sums[bisect_left(self._days, -days)]
