"""Formats of some rows, given to the rows below them."""

from __future__ import annotations

from typing import Any

from cartera_xl.hosts.calc.bridge import enum

# com.sun.star.sheet.CellFlags; all that a cell holds: values, days, texts, formulas
_FORMULAS, _ANYTHING = 16, 1 | 2 | 4 | 16


def fill_formats(sheet: Any, cells: Any, height: int) -> None:
    """Give all rows the formats of the first ones, and leave what they hold.

    Calc fills what cells hold along with their formats: it is put back.
    """
    if not cells.queryContentCells(_ANYTHING).RangeAddresses:
        _fill(cells, height)
        return
    held = cells.getDataArray()
    formulas = [
        (area, area.getFormulaArray())
        for address in cells.queryContentCells(_FORMULAS).RangeAddresses
        for area in [_at(sheet, address)]
    ]
    _fill(cells, height)
    # Errors come as None, which ends LibreOffice; they are formulas' and come next.
    cells.setDataArray(tuple(tuple("" if c is None else c for c in r) for r in held))
    for area, texts in formulas:
        area.setFormulaArray(texts)


def _fill(cells: Any, height: int) -> None:
    """Fill all columns: LibreOffice leaves hidden ones out."""
    columns = cells.Columns
    hidden = [columns.getByIndex(number) for number in _hidden_columns(cells)]
    for column in hidden:
        column.IsVisible = True
    cells.fillAuto(enum("sheet.FillDirection", "TO_BOTTOM"), height)
    for column in hidden:
        column.IsVisible = False


def _hidden_columns(cells: Any) -> list[int]:
    address = cells.RangeAddress
    shown: set[int] = set()
    for area in cells.queryVisibleCells().RangeAddresses:
        shown.update(range(area.StartColumn, area.EndColumn + 1))
    first, last = address.StartColumn, address.EndColumn
    return [number - first for number in range(first, last + 1) if number not in shown]


def _at(sheet: Any, address: Any) -> Any:
    return sheet.getCellRangeByPosition(
        address.StartColumn, address.StartRow, address.EndColumn, address.EndRow
    )
