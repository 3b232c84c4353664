"""What taking back, voiding, closing and undoing must do: lines on top of balances."""

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

    today: date = EVER
    open_from: date = date.min  # nothing is dated before it
    uses: dict[int, Use] = field(default_factory=dict)
    voids: dict[int, date] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)  # records, by the one shown

    def use(self, row: int, use: Use) -> bool:
        fits = (
            use.day >= self.open_from
            and not set(use.ids) & set(self.voids)
            and self.allows(use.ids, use.amount, use.day, EVER)
        )
        if fits:
            self.uses[row] = use
            self.move(use.ids, use.amount, use.day, EVER)
        return fits

    def on(self, paper: int) -> list[int]:
        own = ((row, use) for row, use in self.uses.items() if use.stands)
        return [r for r, use in own if paper in use.ids or use.receipt == paper]

    def undoing(self, day: date) -> date:
        return day if day >= self.open_from else self.today

    def take_back(self, row: int, day: date | None = None) -> None:
        use = self.uses[row]
        use.stands = False
        self.move(use.ids, -use.amount, day or self.undoing(use.day), EVER)

    def join(self, who: int, into: int | None) -> bool:
        shown, chained = (
            self.joined.get(who, who),
            {*self.joined, *self.joined.values()},
        )
        if into is None:
            return self.joined.pop(who, None) is not None
        fits = who not in chained and into not in {shown, *self.joined}
        self.joined |= {who: into} if fits else {}
        return fits

    def void(self, paper: int) -> date:
        own, since = self.papers[paper], self.undoing(self.papers[paper].issued)
        days = {since, *(day for day, _, _ in own.moves if day > since)}
        self.voids[paper] = min(d for d in days if own.least(d, EVER) == own.total)
        self.move([paper], own.total, self.voids[paper], EVER)
        return self.voids[paper]
