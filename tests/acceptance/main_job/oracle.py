"""What a ledger must say, in few enough lines to be checked by reading them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003


@dataclass
class Paper:
    """A document: for whom, from when, known since when, for how much."""

    account: tuple[int, str]
    issued: date
    known: date
    total: int
    moves: list[tuple[date, date, int]] = field(default_factory=list)

    def left(self, at: date, known: date) -> int:
        taken = [a for day, seen, a in self.moves if day <= at and seen <= known]
        return self.total - sum(taken)

    def least(self, since: date, known: date) -> int:
        later = {day for day, _, _ in self.moves if day > since}
        return min(self.left(day, known) for day in later | {since})


@dataclass
class Oracle:
    """Papers by id; a move takes one amount from every paper that it names."""

    papers: dict[int, Paper] = field(default_factory=dict)

    def allows(self, ids: list[int], amount: int, day: date, known: date) -> bool:
        papers = [self.papers[i] for i in ids]
        return amount > 0 and all(
            paper.account == papers[0].account
            and paper.issued <= day
            and amount <= paper.least(day, known)
            for paper in papers
        )

    def move(self, ids: list[int], amount: int, day: date, known: date) -> None:
        for i in ids:
            self.papers[i].moves.append((day, known, amount))

    def balances(self, at: date, known: date) -> dict[int, int]:
        own = self.papers.items()
        seen = {i: p for i, p in own if p.issued <= at and p.known <= known}
        return {i: left for i, p in seen.items() if (left := p.left(at, known))}
