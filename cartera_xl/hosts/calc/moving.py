"""Cells inserted and removed, by themselves or as whole rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.addresses import MAX_COLUMNS, MAX_ROWS
from cartera_xl.hosts.calc.bridge import enum

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.cells import Cells


def insert(place: Cells, cells: Any, shift: str | None) -> None:
    """Insert as many cells as there are and move these away."""
    mode = enum("sheet.CellInsertMode", _way(place, shift == "right", "RIGHT", "DOWN"))
    cells.Spreadsheet.insertCells(cells.RangeAddress, mode)


def delete(place: Cells, cells: Any, shift: str | None) -> None:
    """Remove cells and move others into their place."""
    mode = enum("sheet.CellDeleteMode", _way(place, shift == "left", "LEFT", "UP"))
    cells.Spreadsheet.removeRange(cells.RangeAddress, mode)


def _way(place: Cells, sideways: bool, side: str, upright: str) -> str:
    if place.shape[1] == MAX_COLUMNS:
        return "ROWS"
    if place.shape[0] == MAX_ROWS:
        return "COLUMNS"
    return side if sideways else upright
