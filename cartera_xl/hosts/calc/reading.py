"""What a rectangle of cells holds, read in a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.formats import Kind, areas_of
from cartera_xl.hosts.calc.serials import moment
from cartera_xl.hosts.calc.values import CellError

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
    rows = [[None if c == "" else c for c in row] for row in read]
    address = cells.RangeAddress
    for kind, area in areas_of(document, cells, Kind.DATE | Kind.LOGICAL):
        for row in rows[area.StartRow - address.StartRow :][: _height(area)]:
            for column in range(area.StartColumn, area.EndColumn + 1):
                at = column - address.StartColumn
                if isinstance(row[at], float):
                    row[at] = _typed(kind, row[at], epoch)
    if any(None in row for row in read):
        _put_errors(rows, cells, names_errors=names_errors)
    return rows


def _height(area: Any) -> int:
    height: int = area.EndRow - area.StartRow + 1
    return height


def _typed(kind: Kind, value: float, epoch: datetime) -> Any:
    if kind & Kind.LOGICAL:
        return bool(value) if value in (0.0, 1.0) else value
    return moment(value, epoch)


def _put_errors(rows: list[list[Any]], cells: Any, *, names_errors: bool) -> None:
    """Put errors where `getDataArray` gives nothing at all."""
    address = cells.RangeAddress
    for area in cells.queryFormulaCells(_ERROR).RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                at = row - address.StartRow, column - address.StartColumn
                rows[at[0]][at[1]] = _error(cells, *at) if names_errors else _UNNAMED


def _error(cells: Any, row: int, column: int) -> CellError:
    cell = cells.getCellByPosition(column, row)
    return CellError(_NAMES.get(cell.getError(), "#VALUE!"))
