"""Cells and grids: what a file holds before anyone knows what it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cartera_xl.importers.words import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.importers.reading import Finding

Cell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, or a whole text file: rows of cells, the first one being row 1."""

    title: str
    rows: Sequence[Sequence[Cell]]
    uses_1904: bool = False  # serial days count from 1904-01-01
    findings: tuple[Finding, ...] = ()

    def with_finding(self, finding: Finding) -> Grid:
        """Return the grid with one more thing to say about it."""
        return replace(self, findings=(*self.findings, finding))


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """Return a cell as the text that a person sees: 1001.0 is «1001»."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "verdadero" if cell else "falso"
    if isinstance(cell, float):
        return f"{cell:.15g}" if not cell.is_integer() else f"{cell:.0f}"
    return "" if cell is None else str(cell)


def texts_of(cells: Sequence[Cell]) -> list[str]:
    """Return a column as texts; each spelling is tidied once."""
    seen: dict[Cell, str] = {}
    texts = []
    for cell in cells:
        # 1, 1.0 and True are one dictionary key and three different texts.
        if not isinstance(cell, str):
            texts.append(text_of(cell))
            continue
        text = seen.get(cell)
        if text is None:
            text = seen[cell] = tidy(cell)
        texts.append(text)
    return texts
