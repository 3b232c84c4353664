"""Cells inserted and removed, by themselves or as whole rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.bridge import enum

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.ranges import Range


def insert(place: Range, cells: Any, shift: str | None) -> None:
    """Insert as many cells as there are and move these away."""
    mode = enum("sheet.CellInsertMode", _way(place, shift == "right", "RIGHT", "DOWN"))
    cells.Spreadsheet.insertCells(cells.RangeAddress, mode)


def delete(place: Range, cells: Any, shift: str | None) -> None:
    """Remove cells and move others into their place."""
    mode = enum("sheet.CellDeleteMode", _way(place, shift == "left", "LEFT", "UP"))
    cells.Spreadsheet.removeRange(cells.RangeAddress, mode)


def _way(place: Range, sideways: bool, side: str, upright: str) -> str:
    if place.is_whole_rows:
        return "ROWS"
    if place.is_whole_columns:
        return "COLUMNS"
    return side if sideways else upright
