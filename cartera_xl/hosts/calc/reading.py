"""What a rectangle of cells holds, read in a block."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.addresses import area_within
from cartera_xl.hosts.calc.cleaning import CellError
from cartera_xl.hosts.calc.formats import Kind, areas_of
from cartera_xl.hosts.calc.serials import moment

if TYPE_CHECKING:
    from datetime import datetime

_ERROR: Final = 4  # com.sun.star.sheet.FormulaResult
_NAMES: Final = {
    502: "#VALUE!",
    503: "#NUM!",
    504: "#REF!",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
_UNNAMED: Final = CellError("#VALUE!")


def read_cells(
    document: Any, cells: Any, epoch: datetime, *, names_errors: bool
) -> list[list[Any]]:
    """Return floats, texts, bools, moments, errors, and None where a cell is empty.

    Each error costs a call of its own where it is to be named.
    """
    read = cells.getDataArray()
    rows: list[list[Any]] = [[None if c == "" else c for c in row] for row in read]
    for kind, area in areas_of(document, cells, Kind.DATE | Kind.LOGICAL):
        convert = _bool if kind & Kind.LOGICAL else partial(moment, epoch=epoch)
        columns = range(area.left, area.right + 1)
        for row in rows[area.top : area.bottom + 1]:
            for column in columns:
                if isinstance(row[column], float):
                    row[column] = convert(row[column])
    if any(None in row for row in read):
        _put_errors(rows, cells, names_errors=names_errors)
    return rows


def _bool(value: float) -> bool | float:
    return bool(value) if value in (0.0, 1.0) else value


def _put_errors(rows: list[list[Any]], cells: Any, *, names_errors: bool) -> None:
    """Put errors where `getDataArray` gives nothing at all."""
    origin = cells.RangeAddress
    for address in cells.queryFormulaCells(_ERROR).RangeAddresses:
        area = area_within(address, origin)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                error = _error(cells, row, column) if names_errors else _UNNAMED
                rows[row][column] = error


def _error(cells: Any, row: int, column: int) -> CellError:
    cell = cells.getCellByPosition(column, row)
    return CellError(_NAMES.get(cell.getError(), "#VALUE!"))
