"""Functions of an add-in in a workbook that LibreOffice has loaded.

LibreOffice 7.4 knows an add-in's functions by the names that Excel's files have only
when a formula is typed: loaded, they are #NAME? until they are entered again.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from contextlib import AbstractContextManager

_FORMULAS: Final = 16  # com.sun.star.sheet.CellFlags


def enter_again(
    document: Any,
    names: Collection[str],
    within: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> int:
    """Enter every formula that calls a function again; return how many there were.

    Each is entered `within` a context of its own.
    """
    if not names:
        return 0
    known = "|".join(map(re.escape, names))
    call = re.compile(rf"(?<![\w.])(?:{known})(?=\()", re.IGNORECASE)
    count = 0
    for cell, formula in _formulas(document, call):
        # What was not known was written in small letters.
        text = call.sub(lambda name: name[0].upper(), formula)
        with within():
            _enter(cell, text)
        count += 1
    return count


def _formulas(document: Any, call: re.Pattern[str]) -> Iterator[tuple[Any, str]]:
    sheets = document.Sheets
    for sheet in map(sheets.getByIndex, range(sheets.Count)):
        for address in sheet.queryContentCells(_FORMULAS).RangeAddresses:
            left, top = address.StartColumn, address.StartRow
            area = sheet.getCellRangeByPosition(
                left, top, address.EndColumn, address.EndRow
            )
            for y, row in enumerate(area.getFormulaArray()):
                for x, text in enumerate(row):
                    if call.search(text):
                        yield sheet.getCellByPosition(left + x, top + y), text


def _enter(cell: Any, formula: str) -> None:
    if formula.startswith("{"):
        cursor = cell.Spreadsheet.createCursorByRange(cell)
        cursor.collapseToCurrentArray()
        cursor.ArrayFormula = formula.strip("{}")
    else:
        cell.Formula = formula
