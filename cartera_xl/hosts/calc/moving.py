"""Cells inserted and removed, by themselves or as whole rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.calc.bridge import enum

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.ranges import Range


def insert(cells: Range, shift: str | None) -> None:
    """Insert as many cells as there are and move these away."""
    mode = enum("sheet.CellInsertMode", _way(cells, shift == "right", "RIGHT", "DOWN"))
    cells.sheet.sheet.insertCells(cells.api.RangeAddress, mode)


def delete(cells: Range, shift: str | None) -> None:
    """Remove cells and move others into their place."""
    mode = enum("sheet.CellDeleteMode", _way(cells, shift == "left", "LEFT", "UP"))
    cells.sheet.sheet.removeRange(cells.api.RangeAddress, mode)


def _way(cells: Range, sideways: bool, side: str, upright: str) -> str:
    if cells.is_whole_rows:
        return "ROWS"
    if cells.is_whole_columns:
        return "COLUMNS"
    return side if sideways else upright
