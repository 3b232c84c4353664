"""A figure of ours beside a peer's, and the ratio that was aimed at."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.measuring import Sample


class Target(NamedTuple):
    """A ratio: at most so many times the peer's cost, or so many times cheaper."""

    limit: float
    at_most: bool

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.limit:g}×"

    def met(self, ratio: float) -> bool:
        return ratio <= self.limit if self.at_most else ratio >= self.limit


def at_most(limit: float) -> Target:
    return Target(limit, at_most=True)


def at_least(limit: float) -> Target:
    return Target(limit, at_most=False)


class Comparison(NamedTuple):
    """One line of the table; a peer without a sample is not on this machine."""

    code: str
    work: str
    ours: Sample
    peer: str
    theirs: Sample | None
    target: Target
    unit: str = "s"

    @property
    def ratio(self) -> Sample | None:
        """Return the ratio of each round, whose two figures were taken together."""
        if self.theirs is None:
            return None
        pairs = zip(self.ours.values, self.theirs.values, strict=True)
        if self.target.at_most:
            return Sample(tuple(ours / theirs for ours, theirs in pairs))
        return Sample(tuple(theirs / ours for ours, theirs in pairs))


def cells(line: Comparison) -> tuple[str, ...]:
    """Return a line as the table shows it."""
    ratio = line.ratio
    return (
        line.code,
        line.work,
        figure(line.ours.median, line.unit),
        line.peer,
        "–" if line.theirs is None else figure(line.theirs.median, line.unit),
        "no instalado" if ratio is None else f"{ratio.median:.2f}×",
        "–" if ratio is None else f"{ratio.spread:.0%}",
        str(line.target),
        "" if ratio is None else "sí" if line.target.met(ratio.median) else "NO",
    )


HEADINGS = ("Nº", "Trabajo", "Cartera XL", "Par", "Cifra", "Razón", "±", "Meta", "¿?")


def figure(value: float, unit: str) -> str:
    """Return a quantity at a readable scale."""
    if unit == "s" and value < 1:
        return f"{value * 1000:.1f} ms"
    return f"{value:.2f} {unit}" if value < 100 else f"{value:.0f} {unit}"


def thousands(number: int) -> str:
    """Return a count as it is written in Spanish."""
    return f"{number:,}".replace(",", ".")
