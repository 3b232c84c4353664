"""Rectangles of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc import colours, dimensions, formats, moving
from cartera_xl.hosts.calc.addresses import MAX_COLUMNS, MAX_ROWS, cell_name
from cartera_xl.hosts.calc.filling import fill_formats
from cartera_xl.hosts.calc.fonts import Font
from cartera_xl.hosts.calc.formula_cells import read_formulas, write_formulas
from cartera_xl.hosts.calc.formulas import to_calc
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.merging import is_merged
from cartera_xl.hosts.calc.protecting import refuse_locked, refuse_protected
from cartera_xl.hosts.calc.reading import read_cells
from cartera_xl.hosts.calc.walking import end_of
from cartera_xl.hosts.calc.writing import write_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cartera_xl.hosts.calc.names import Name
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.sheets import Sheet
    from cartera_xl.hosts.calc.tables import Table

# com.sun.star.sheet.CellFlags
_VALUE, _DATE, _STRING, _FORMULA = 1, 2, 4, 16
_CONTENTS = _VALUE | _DATE | _STRING | _FORMULA
_HARD_FORMATS, _STYLES = 32, 64
_ALL = 1023


@guarded()
class Range(base_classes.Range):
    """Cells of a sheet from (row, column), which count from 1, in a shape."""

    office: Office
    document: Any

    sheet: Sheet = None  # type: ignore[assignment]  # the base has properties
    row: int = 0
    column: int = 0
    shape: tuple[int, int] = (0, 0)

    def __init__(
        self, sheet: Sheet, row: int, column: int, height: int = 1, width: int = 1
    ) -> None:
        self.sheet = sheet
        self.office = sheet.office
        self.document = sheet.document
        self.row, self.column, self.shape = row, column, (height, width)
        self.options: dict[str, Any] = {}

    @classmethod
    def at(cls, sheet: Sheet, address: Any) -> Range:
        """Return the cells of a CellRangeAddress on a sheet."""
        top, left = address.StartRow + 1, address.StartColumn + 1
        return cls(
            sheet, top, left, address.EndRow - top + 2, address.EndColumn - left + 2
        )

    def to(self, other: Range) -> Range:
        """Return the smallest rectangle that holds this and another."""
        row, column = min(self.row, other.row), min(self.column, other.column)
        bottom = max(r.row + r.shape[0] for r in (self, other))
        right = max(r.column + r.shape[1] for r in (self, other))
        return Range(self.sheet, row, column, bottom - row, right - column)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __bool__(self) -> bool:
        return True

    def __call__(self, *place: int) -> Range:
        """Return a cell by its place, from 1, or by row and column."""
        if len(place) == 1:
            row, column = divmod(place[0] - 1, self.shape[1])
        else:
            row, column = place[0] - 1, place[1] - 1
        return Range(self.sheet, self.row + row, self.column + column)

    @property
    def api(self) -> Any:
        """Return UNO's cells."""
        top, left = self.row - 1, self.column - 1
        bottom, right = top + self.shape[0] - 1, left + self.shape[1] - 1
        return self.sheet.api.getCellRangeByPosition(left, top, right, bottom)

    @property
    def arg1_input(self) -> str:
        """Return the address as a person writes it."""
        return self.get_address(False, False, False)

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """Return sheet, row, column, height and width."""
        return (self.sheet.name, self.row, self.column, *self.shape)

    @property
    def address(self) -> str:
        """Return the address with its dollar signs."""
        return self.get_address(True, True, False)

    def get_address(
        self, row_absolute: bool, col_absolute: bool, external: bool
    ) -> str:
        """Return the address, with its workbook and sheet where `external`."""
        last = self.row + self.shape[0] - 1, self.column + self.shape[1] - 1
        cells = [(self.row, self.column), last][: 1 if len(self) == 1 else 2]
        text = ":".join(
            cell_name(*cell, row_fixed=row_absolute, column_fixed=col_absolute)
            for cell in cells
        )
        if not external:
            return text
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{text}"

    # Values and formulas

    @property
    def raw_value(self) -> Any:
        """Return rows of values, or the value of a single cell."""
        names_errors = bool(self.options.get("err_to_str"))
        rows = read_cells(
            self.document, self.api, self._epoch, names_errors=names_errors
        )
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        rows = _rows(value, self.shape)
        write_cells(self.document, self._unlocked(), rows, self._epoch)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        """Return what a person would type into each cell, in Excel's grammar."""
        rows = read_formulas(self.api)
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        write_formulas(self.document, self._unlocked(), value, self._epoch)

    @property
    def formula2(self) -> Any:
        """Return what `formula` returns."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:
        self.formula = value

    @property
    def formula_array(self) -> str:
        """Return the array formula of the first cell without its braces."""
        return read_formulas(self(1).api)[0][0].strip("{}")

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self._unlocked().ArrayFormula = to_calc(value)

    @property
    def has_array(self) -> bool:
        """Tell whether the first cell belongs to an array formula."""
        return bool(self(1).api.ArrayFormula)

    def clear_contents(self) -> None:
        """Empty the cells; their formats stay."""
        self._unlocked().clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        """Take the cells' formats away; what they hold stays."""
        self._unprotected().clearContents(_HARD_FORMATS | _STYLES)

    def clear(self) -> None:
        """Empty the cells and take their formats away."""
        self._unprotected().clearContents(_ALL)

    # Looks

    @property
    def number_format(self) -> str | None:
        """Return the English code of the format, None where there are several."""
        return formats.common_code(self.document, self.api)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._unprotected().NumberFormat = formats.format_key(self.document, value)

    @property
    def color(self) -> colours.Rgb | None:
        """Return the fill, None where there is none or there are several."""
        return colours.rgb(self.api.CellBackColor)

    @color.setter
    def color(self, value: colours.Rgb | int | str | None) -> None:
        self._unprotected().CellBackColor = colours.number(value)

    def set_colors(self, colors: Sequence[Sequence[Any]]) -> None:
        """Fill each cell with the colour at its place; `...` leaves one as it is."""
        colours.fill_each(self.document, self._unprotected(), colors)

    @property
    def font(self) -> Font:
        """Return the font."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Tell whether long texts are broken into lines."""
        wrapped: bool | None = self.api.IsTextWrapped
        return wrapped

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._unprotected().IsTextWrapped = value

    # Rows and columns

    @property
    def column_width(self) -> float | None:
        """Return the columns' width in characters, None where they differ."""
        return dimensions.column_width(self.api)

    @column_width.setter
    def column_width(self, value: float) -> None:
        dimensions.set_column_width(self._unprotected(), value)

    @property
    def row_height(self) -> float | None:
        """Return the rows' height in points, None where they differ."""
        return dimensions.row_height(self.api)

    @row_height.setter
    def row_height(self, value: float) -> None:
        dimensions.set_row_height(self._unprotected(), value)

    @property
    def row_hidden(self) -> bool | None:
        """Tell whether the rows are hidden, by hand or by a filter; None: some."""
        return dimensions.rows_hidden(self.api)

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._unprotected().Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Tell whether the columns are hidden; None: some are."""
        return dimensions.columns_hidden(self.api)

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._unprotected().Columns.IsVisible = not value

    def autofit(self, axis: str | None = None) -> None:
        """Make columns and rows as wide and high as they need."""
        dimensions.autofit(self._unprotected(), axis)

    def insert(self, shift: str | None = None, copy_origin: object = None) -> None:
        """Insert cells here and move these down or to the right."""
        moving.insert(self, self._unprotected(), shift)

    def delete(self, shift: str | None = None) -> None:
        """Remove the cells and move others up or to the left."""
        moving.delete(self, self._unprotected(), shift)

    @property
    def is_whole_rows(self) -> bool:
        """Tell whether the cells are rows from edge to edge."""
        return self.shape[1] == MAX_COLUMNS

    @property
    def is_whole_columns(self) -> bool:
        """Tell whether the cells are columns from edge to edge."""
        return self.shape[0] == MAX_ROWS

    # Going about

    def end(self, direction: str) -> Range:
        """Return the cell to which Ctrl and an arrow lead."""
        return Range(self.sheet, *end_of(self(1), direction))

    @property
    def current_region(self) -> Range:
        """Return the cells around that no empty row and column cuts off."""
        cursor = self.sheet.api.createCursorByRange(self.api)
        cursor.collapseToCurrentRegion()
        return Range.at(self.sheet, cursor.RangeAddress)

    def autofill(self, destination: Any, type_: str) -> None:
        """Give the formats of these rows to the rows of a range that begins with them.

        Raises:
            NotImplementedError: something else than formats is to be filled.
        """
        if type_ != "fill_formats":
            raise NotImplementedError(type_)
        fill_formats(destination.impl._unprotected(), self.shape[0])

    @property
    def merge_cells(self) -> bool | None:
        """Tell whether the cells are, or lie in, one merged cell; None: some are."""
        return is_merged(self.api)

    def select(self) -> None:
        """Show the sheet and select the cells."""
        self.sheet.activate()
        self.sheet.book.controller.select(self.api)

    @property
    def name(self) -> Name | None:
        """Return the first name that means exactly these cells."""
        for name in self.sheet.book.names:
            cells = name.refers_to_range
            if cells is not None and cells.coords == self.coords:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        sheet = self.sheet.name.replace("'", "''")
        self.sheet.book.names.add(value, f"='{sheet}'!{self.address}")

    @property
    def table(self) -> Table | None:
        """Return the table that the first cell stands in."""
        for table in self.sheet.tables:
            cells = table.range
            rows, columns = self.row - cells.row, self.column - cells.column
            if 0 <= rows < cells.shape[0] and 0 <= columns < cells.shape[1]:
                return table
        return None

    def merge(self, across: bool = False) -> None:
        """Make one cell of them, or one a row where `across`."""
        if not across:
            self._unprotected().merge(True)
            return
        for row in range(self.shape[0]):
            Range(self.sheet, self.row + row, self.column, 1, self.shape[1]).merge()

    def unmerge(self) -> None:
        """Make single cells of a merged one."""
        self._unprotected().merge(False)

    def _unlocked(self) -> Any:
        """Return UNO's cells, if what they hold may be changed."""
        cells = self.api
        refuse_locked(cells)
        return cells

    def _unprotected(self) -> Any:
        """Return UNO's cells, if their looks and places may be changed."""
        cells = self.api
        refuse_protected(cells)
        return cells

    @property
    def _epoch(self) -> datetime:
        return self.sheet.book.epoch


def _rows(value: Any, shape: tuple[int, int]) -> Sequence[Sequence[object]]:
    """Return what is assigned as rows: a scalar fills, a list is one row."""
    if not isinstance(value, (list, tuple)):
        return [[value] * shape[1]] * shape[0]
    if value and not isinstance(value[0], (list, tuple)):
        return [value]
    return value
