"""What a rectangle of cells holds, read in a block."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.addresses import address_of, area_within, runs
from cartera_xl.hosts.calc.cleaning import CellError
from cartera_xl.hosts.calc.formats import Kind, areas_of
from cartera_xl.hosts.calc.serials import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cartera_xl.hosts.calc.addresses import Area
    from cartera_xl.hosts.calc.book import Book

_ERROR: Final = 4  # com.sun.star.sheet.FormulaResult
# com.sun.star.sheet.CellFlags; all that a cell holds: values, days, texts, formulas
_DAYS, _FORMULAS, _ANYTHING = 2, 16, 1 | 2 | 4 | 16
_LONG: Final = 1000  # rows that take longer to bring over than to ask which are blank
_BOOLS: Final = (0.0, 1.0)
_NOTHING: Final = type(None)
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


def read_cells(book: Book, cells: Any, *, names_errors: bool) -> list[list[Any]]:
    """Return floats, texts, bools, moments, errors, and None where a cell is empty.

    Each error costs a call of its own where it is to be named.
    """
    columns = list(map(_Column, _columns(cells)))
    if any(float in column.kinds for column in columns):
        days = _Days(book.epoch)
        for kind, area in _unlike_numbers(book, cells, columns):
            convert = _bool if kind & Kind.LOGICAL else days.__getitem__
            for column in columns[area.left : area.right + 1]:
                column.convert(area.top, area.bottom, convert)
    rows = list(map(list, zip(*(column.cells for column in columns), strict=True)))
    if any(_NOTHING in column.kinds for column in columns):
        _put_errors(rows, cells, names_errors=names_errors)
    return rows


def _columns(cells: Any) -> list[Sequence[Any]]:
    """Return what columns hold; blank ones of a long block are not brought over."""
    origin = cells.RangeAddress
    height = origin.EndRow - origin.StartRow + 1
    if height < _LONG:
        return list(zip(*cells.getDataArray(), strict=True))
    filled: set[int] = set()
    for address in cells.queryContentCells(_ANYTHING).RangeAddresses:
        area = area_within(address, origin)
        filled.update(range(area.left, area.right + 1))
    width = origin.EndColumn - origin.StartColumn + 1
    columns: list[Sequence[Any]] = [("",) * height] * width
    for first, last in runs(sorted(filled)):
        part = cells.getCellRangeByPosition(first, 0, last, height - 1)
        columns[first : last + 1] = zip(*part.getDataArray(), strict=True)
    return columns


class _Column:
    """A column as it is read: an empty cell is an empty text, an error is None."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.kinds = set(map(type, values))
        self.cells: list[Any]
        if not any(values) and self.kinds == {str}:
            self.cells = [None] * len(values)
        elif "" in values:
            self.cells = [None if value == "" else value for value in values]
        else:
            self.cells = list(values)

    def first_bool(self) -> int | None:
        """Return the first row that may be true or false."""
        if float not in self.kinds:
            return None
        found = [self.cells.index(value) for value in _BOOLS if value in self.cells]
        return min(found, default=None)

    def convert(self, top: int, bottom: int, convert: Callable[[float], Any]) -> None:
        """Make something else of the numbers in some rows."""
        self.cells[top : bottom + 1] = [
            convert(value) if isinstance(value, float) else value
            for value in self.cells[top : bottom + 1]
        ]


class _Days(dict[float, datetime | float]):
    """What numbers are as moments; most stand in many cells."""

    def __init__(self, epoch: datetime) -> None:
        self._epoch = epoch

    def __missing__(self, number: float) -> datetime | float:
        self[number] = moment(number, epoch=self._epoch)
        return self[number]


def _unlike_numbers(
    book: Book, cells: Any, columns: Sequence[_Column]
) -> Iterator[tuple[Kind, Area]]:
    """Yield where numbers are days, or true and false.

    LibreOffice knows the cells with days. Among formulas it does not, nor what is true
    or false by its format alone: formats are looked at where there is any such cell.
    """
    if cells.queryContentCells(_FORMULAS).RangeAddresses:
        yield from areas_of(book.formats, cells, Kind.DATE | Kind.LOGICAL)
        return
    origin = cells.RangeAddress
    for address in cells.queryContentCells(_DAYS).RangeAddresses:
        yield Kind.DATE, area_within(address, origin)
    last = len(columns[0].cells) - 1
    for number, column in enumerate(columns):
        first = column.first_bool()
        if first is not None and _may_be_logical(book, origin, number, first):
            down = cells.getCellRangeByPosition(number, 0, number, last)
            for kind, area in areas_of(book.formats, down, Kind.LOGICAL):
                yield kind, area._replace(left=number, right=number)


def _may_be_logical(book: Book, origin: Any, number: int, first: int) -> bool:
    """Tell whether some cell of a column may be, from one of its rows on."""
    left, top = origin.StartColumn + number, origin.StartRow + first
    column = address_of(origin.Sheet, left, top, left, origin.EndRow)
    values, several = book.kept.look([column], ("NumberFormat",))
    return bool(several or book.formats.kind(values["NumberFormat"]) & Kind.LOGICAL)


def _bool(value: float) -> bool | float:
    return bool(value) if value in _BOOLS else value


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
