"""Formulas of a rectangle of cells, as a person types them in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.addresses import area_within
from cartera_xl.hosts.calc.bridge import enum
from cartera_xl.hosts.calc.formulas import spread_formula, to_calc, to_excel
from cartera_xl.hosts.calc.writing import write_cells

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.sheet import Sheet

_FORMULAS: Final = 16  # com.sun.star.sheet.CellFlags


def read_formulas(cells: Any) -> tuple[tuple[str, ...], ...]:
    """Return formulas, and what other cells hold, as texts."""
    typed: tuple[tuple[str, ...], ...] = cells.getFormulaArray()
    signs = {text[:1] for row in typed for text in row}
    if signs.isdisjoint("'={"):
        return typed
    rows = [
        list(map(_plain, *pair))
        for pair in zip(typed, cells.getDataArray(), strict=True)
    ]
    origin = cells.RangeAddress
    # Only Calc knows a formula from a text that looks like one.
    for address in cells.queryContentCells(_FORMULAS).RangeAddresses:
        area = area_within(address, origin)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                rows[row][column] = to_excel(typed[row][column])
    return tuple(map(tuple, rows))


def _plain(typed: str, held: float | str | None) -> str:
    """Return a text itself: typed, it may need an apostrophe before it."""
    return held if isinstance(held, str) else typed


def write_formulas(sheet: Sheet, cells: Any, value: Any) -> None:
    """Put formulas; one for many cells is adjusted from cell to cell.

    Raises:
        NotACellValueError, FormulaUnreadableError: nothing was written.
    """
    if isinstance(value, (list, tuple)):
        rows = value if isinstance(value[0], (list, tuple)) else [value]
        write_cells(sheet, cells, rows)
        return
    height, width = cells.Rows.Count, cells.Columns.Count
    if not isinstance(value, str) or not value.startswith("="):
        write_cells(sheet, cells, [[value] * width] * height)
        return
    if cells.getUniqueCellFormatRanges().Count == 1:
        _fill(cells, to_calc(value))
    else:
        _spread(cells, value)


def _fill(cells: Any, formula: str) -> None:
    """Let Calc adjust a formula; it fills formats too, which here are all the same."""
    height, width = cells.Rows.Count, cells.Columns.Count
    cells.getCellByPosition(0, 0).Formula = formula
    if height > 1:
        column = cells.getCellRangeByPosition(0, 0, 0, height - 1)
        column.fillAuto(enum("sheet.FillDirection", "TO_BOTTOM"), 1)
    if width > 1:
        cells.fillAuto(enum("sheet.FillDirection", "TO_RIGHT"), 1)


def _spread(cells: Any, formula: str) -> None:
    """Adjust a formula here, at a hundred times the cost, where formats differ."""
    height, width = cells.Rows.Count, cells.Columns.Count
    origin = cells.RangeAddress
    spread = spread_formula(formula, origin.StartRow, origin.StartColumn, height, width)
    cells.setFormulaArray(tuple(tuple(map(to_calc, row)) for row in spread))
