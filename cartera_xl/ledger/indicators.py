"""The four indicators: what the workbook shows before anything else."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.documents import Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem


class Figure(NamedTuple):
    """An amount in minor units, and how many documents make it up."""

    amount: int = 0
    documents: int = 0

    def plus(self, amount: int) -> Figure:
        """Return the figure with one more document in it."""
        return Figure(self.amount + amount, self.documents + 1)


class Indicators(NamedTuple):
    """Por vencer, vencidas, créditos a favor; saldo neto follows from them."""

    not_due: Figure = Figure()
    overdue: Figure = Figure()
    credit: Figure = Figure()

    @property
    def net(self) -> int:
        """Return what the customer owes after all credits."""
        return self.not_due.amount + self.overdue.amount - self.credit.amount

    def with_item(self, item: OpenItem, at: date) -> Indicators:
        """Return the indicators with one more open document counted.

        Due today is not overdue: the debtor has the whole day (C. Co. art. 829).
        """
        if item.kind.side is Side.CREDIT:
            return self._replace(credit=self.credit.plus(item.balance))
        if item.due < at:
            return self._replace(overdue=self.overdue.plus(item.balance))
        return self._replace(not_due=self.not_due.plus(item.balance))


def indicators(items: Iterable[OpenItem], at: date) -> dict[str, Indicators]:
    """Return the four indicators by currency; currencies are never added."""
    result: defaultdict[str, Indicators] = defaultdict(Indicators)
    for item in items:
        result[item.currency] = result[item.currency].with_item(item, at)
    return dict(sorted(result.items()))
