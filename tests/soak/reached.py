"""How far a soak came, beside what was promised: 50 must not pass for 1,000."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Reached(NamedTuple):
    """A count that was reached; 0 is promised of what has no number to reach."""

    what: str  # in Spanish, plural
    number: int
    promised: int = 0

    @property
    def falls_short(self) -> bool:
        """Tell whether the time was up before what was promised."""
        return self.number < self.promised

    @property
    def words(self) -> str:
        """Return it in words: «50 de 1.000 duelos»."""
        of = f" de {_grouped(self.promised)}" if self.promised else ""
        return f"{_grouped(self.number)}{of} {self.what}"


def account(name: str, reached: Iterable[Reached], seconds: float) -> str:
    """Return what is said of a soak without faults, and a line on what it lacks."""
    counts = tuple(reached)
    listed = "; ".join(count.words for count in counts)
    told = f"{name}: {listed}, en {seconds:.0f} s, sin fallas en lo que se recorrió\n"
    short = [count for count in counts if count.falls_short]
    if not short:
        return told
    lacking = "; ".join(count.words for count in short)
    return (
        f"{told}{name}: NO alcanzó lo prometido: {lacking}{_needed(short, seconds)}\n"
    )


def _needed(short: list[Reached], seconds: float) -> str:
    """Return how long the slowest count would take at this pace, where it has one."""
    if not all(count.number for count in short):
        return ""
    longest = max(count.promised / count.number for count in short)
    return f"; a este paso harían falta {_grouped(ceil(longest * seconds / 60))} min"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
