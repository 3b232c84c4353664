"""Formats of some rows, given to the rows below them."""

from __future__ import annotations

from typing import Any, Final

from cartera_xl.hosts.calc.bridge import enum

_FORMULAS: Final = 16  # com.sun.star.sheet.CellFlags


def fill_formats(sheet: Any, cells: Any, height: int) -> None:
    """Give all rows the formats of the first ones, and leave what they hold.

    Calc fills what cells hold along with their formats: it is put back.
    """
    held = cells.getDataArray()
    formulas = [
        (area, area.getFormulaArray())
        for address in cells.queryContentCells(_FORMULAS).RangeAddresses
        for area in [_at(sheet, address)]
    ]
    cells.fillAuto(enum("sheet.FillDirection", "TO_BOTTOM"), height)
    # Errors come as None, which ends LibreOffice; they are formulas' and come next.
    cells.setDataArray(tuple(tuple("" if c is None else c for c in r) for r in held))
    for area, texts in formulas:
        area.setFormulaArray(texts)


def _at(sheet: Any, address: Any) -> Any:
    return sheet.getCellRangeByPosition(
        address.StartColumn, address.StartRow, address.EndColumn, address.EndRow
    )
