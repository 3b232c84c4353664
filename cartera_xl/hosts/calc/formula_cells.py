"""Formulas of a rectangle of cells, as a person types them in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.bridge import enum
from cartera_xl.hosts.calc.formulas import to_calc, to_excel
from cartera_xl.hosts.calc.writing import write_cells

if TYPE_CHECKING:
    from datetime import datetime


def read_formulas(cells: Any) -> tuple[tuple[str, ...], ...]:
    """Return formulas, and what other cells hold, as texts."""
    return tuple(tuple(map(_typed, row)) for row in cells.getFormulaArray())


def write_formulas(document: Any, cells: Any, value: Any, epoch: datetime) -> None:
    """Put formulas; one for many cells is adjusted from cell to cell."""
    if isinstance(value, (list, tuple)):
        rows = value if isinstance(value[0], (list, tuple)) else [value]
        write_cells(document, cells, rows, epoch)
        return
    first = cells.getCellByPosition(0, 0)
    if not isinstance(value, str) or not value.startswith("="):
        write_cells(document, first, [[value]], epoch)
    else:
        first.Formula = to_calc(value)
    _fill(cells)


def _fill(cells: Any) -> None:
    address = cells.RangeAddress
    height = address.EndRow - address.StartRow + 1
    if height > 1:
        column = cells.getCellRangeByPosition(0, 0, 0, height - 1)
        column.fillAuto(enum("sheet.FillDirection", "TO_BOTTOM"), 1)
    if address.EndColumn > address.StartColumn:
        cells.fillAuto(enum("sheet.FillDirection", "TO_RIGHT"), 1)


def _typed(text: str) -> str:
    return to_excel(text) if text.startswith(("=", "{=")) else text
