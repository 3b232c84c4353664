"""Rectangles of cells, as ranges of xlwings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.addresses import cell_name
from cartera_xl.hosts.calc.contents import Contents
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.hanging import Hanging
from cartera_xl.hosts.calc.lines import Lines
from cartera_xl.hosts.calc.looks import Looks
from cartera_xl.hosts.calc.walking import end_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.hosts.calc.name import Name
    from cartera_xl.hosts.calc.sheet import Sheet
    from cartera_xl.hosts.calc.table import Table


@guarded()
class Range(Contents, Looks, Lines, Hanging):
    """A range."""

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

    def __call__(self, *place: int) -> Range:
        """Return a cell by its place, from 1, or by row and column."""
        if len(place) == 1:
            row, column = divmod(place[0] - 1, self.shape[1])
        else:
            row, column = place[0] - 1, place[1] - 1
        return Range(self.sheet, self.row + row, self.column + column)

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

    def end(self, direction: str) -> Range:
        """Return the cell to which Ctrl and an arrow lead."""
        return Range(self.sheet, *end_of(self(1), direction))

    @property
    def current_region(self) -> Range:
        """Return the cells around that no empty row and column cuts off."""
        cursor = self.sheet.api.createCursorByRange(self.api)
        cursor.collapseToCurrentRegion()
        return Range.at(self.sheet, cursor.RangeAddress)

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


@guarded()
class Areas(Range):
    """Several rectangles of a sheet: the first, with the address of all, as Excel's."""

    def __init__(self, areas: Sequence[Range]) -> None:
        first = areas[0]
        super().__init__(first.sheet, first.row, first.column, *first.shape)
        self._areas = tuple(areas)

    def get_address(
        self, row_absolute: bool, col_absolute: bool, external: bool
    ) -> str:
        """Return the addresses of all, with commas between them."""
        return ",".join(
            area.get_address(row_absolute, col_absolute, external)
            for area in self._areas
        )
