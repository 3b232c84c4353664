"""The four indicators: what the workbook shows before anything else."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """An amount in minor units, and how many documents make it up."""

    amount: int = 0
    documents: int = 0


class Indicators(NamedTuple):
    """Por vencer, vencidas, créditos a favor; saldo neto follows from them."""

    not_due: Figure = Figure()
    overdue: Figure = Figure()
    credit: Figure = Figure()

    @property
    def net(self) -> int:
        """Return what the customer owes after all credits."""
        return self.not_due.amount + self.overdue.amount - self.credit.amount
