"""What taking back, voiding and undoing must do, few lines on top of the balances'."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.acceptance.main_job.oracle import Oracle as Balances

EVER = date.max  # nothing here is asked «as known then»


@dataclass
class Use:
    """An amount taken from every paper that it names, while it stands."""

    ids: list[int]
    amount: int
    day: date
    receipt: int | None = None  # that it came with
    refund: bool = False
    stands: bool = True


@dataclass
class Oracle(Balances):
    """Papers, which of them are void, and the uses of their balances by row."""

    uses: dict[int, Use] = field(default_factory=dict)
    voids: dict[int, date] = field(default_factory=dict)

    def use(self, row: int, use: Use) -> bool:
        fits = not set(use.ids) & set(self.voids) and self.allows(
            use.ids, use.amount, use.day, EVER
        )
        if fits:
            self.uses[row] = use
            self.move(use.ids, use.amount, use.day, EVER)
        return fits

    def on(self, paper: int) -> list[int]:
        own = ((row, use) for row, use in self.uses.items() if use.stands)
        return [r for r, use in own if paper in use.ids or use.receipt == paper]

    def take_back(self, row: int, day: date | None = None) -> None:
        use = self.uses[row]
        use.stands = False
        self.move(use.ids, -use.amount, day or use.day, EVER)

    def void(self, paper: int) -> date:
        own = self.papers[paper]
        days = {own.issued, *(day for day, _, _ in own.moves)}
        self.voids[paper] = min(d for d in days if own.least(d, EVER) == own.total)
        self.move([paper], own.total, self.voids[paper], EVER)
        return self.voids[paper]
