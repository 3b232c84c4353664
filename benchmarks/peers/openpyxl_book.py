"""The same refresh the usual way: load with keep_vba, set cells, save."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils.cell import get_column_letter, range_boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def write(book: Path, tables: Mapping[str, Sequence[Sequence[Any]]], out: Path) -> None:
    """Write every table's rows with the styles of its first body row.

    What was typed is read first; rows that are left over from before are emptied.
    """
    workbook = openpyxl.load_workbook(book, keep_vba=True)
    for sheet in workbook.worksheets:
        for table in sheet.tables.values():
            if table.name in tables:
                _fill(sheet, table, tables[table.name])
    workbook.save(out)


def _fill(sheet: Any, table: Any, rows: Sequence[Sequence[Any]]) -> None:
    area: Any = range_boundaries(table.ref)
    left, top, right, bottom = area
    first = top + 1
    styles = [copy(sheet.cell(first, n)._style) for n in range(left, right + 1)]
    _read_typed(sheet, left, first, right, bottom)
    for number, row in enumerate(rows, first):
        for column, (value, style) in enumerate(zip(row, styles, strict=True), left):
            cell = sheet.cell(number, column)
            cell._style = style
            cell.value = value
    last = first + max(1, len(rows)) - 1
    if bottom > last:
        sheet.delete_rows(last + 1, bottom - last)
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{last}"


def _read_typed(
    sheet: Any, left: int, top: int, right: int, bottom: int
) -> list[tuple[Any, ...]]:
    """Return what stands in the table: the least that keeping typed input takes."""
    return list(sheet.iter_rows(top, bottom, left, right, values_only=True))
