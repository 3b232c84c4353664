"""Cells and grids: what a file holds before anyone knows what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, cast

from cartera_xl.importers.words import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.importers.reading import Finding

Cell = str | float | int | bool | date | datetime | time | timedelta | None
Column = list[Cell]

# All of them but the tab and the ends of lines: nobody sees them, and a number that
# ends in one is no number.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_APART: Final = "|"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, or a whole text file, column by column; all are of one length."""

    title: str
    columns: Sequence[Column]  # None: the row of a text file ends before
    uses_1904: bool = False  # serial days count from 1904-01-01
    findings: tuple[Finding, ...] = ()
    delimiter: str = ""  # of a text file

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def top(self, rows: int) -> list[tuple[Cell, ...]]:
        """Return the first rows, row 1 first."""
        return list(zip(*(column[:rows] for column in self.columns), strict=True))

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
    """Return a column as texts; nearly all are tidy already, and none is looked at."""
    strings = strings_in(cells)
    if strings is cells and _are_tidy(strings):
        return list(strings)
    # 1, 1.0 and True are one dictionary key and three different texts.
    known = {cell: tidy(cell) for cell in set(strings)}
    return [known[c] if isinstance(c, str) else text_of(c) for c in cells]


def strings_in(cells: Sequence[Cell]) -> Sequence[str]:
    """Return the cells that are texts: often all of them, or none."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return cast("Sequence[str]", cells)
    return [c for c in cells if isinstance(c, str)] if str in kinds else ()


def _are_tidy(texts: Sequence[str]) -> bool:
    """Tell whether texts certainly are as `tidy` would write them."""
    joined = _APART.join(("", *texts, ""))
    return joined.isprintable() and not any(
        untidy in joined for untidy in ("  ", f"{_APART} ", f" {_APART}")
    )


def without_controls(cells: Column) -> tuple[Column, int]:
    """Return a column without control characters, and how many cells had some."""
    written = "".join(strings_in(cells))
    if written.isprintable() or not _CONTROL.search(written):
        return cells, 0
    clean = [_CONTROL.sub("", c) if isinstance(c, str) else c for c in cells]
    changed = sum(a is not b and a != b for a, b in zip(cells, clean, strict=True))
    return clean, changed
