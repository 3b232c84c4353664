"""A table: in Calc, a database range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.filters import TableFilter
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.ranges import Range
from cartera_xl.hosts.calc.table_columns import TableColumns

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.sheet import Sheet


@guarded()
class Table(base_classes.Table):
    """A table."""

    office: Office
    document: Any

    parent: Sheet = None  # type: ignore[assignment]  # the base has a property
    table_style = None
    insert_row_range = None

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.parent = sheet
        self.office = sheet.office
        self.document = sheet.document
        self._name = name

    @property
    def api(self) -> Any:
        """Return UNO's database range."""
        return self.parent.book.kept.table(self._name)

    @property
    def name(self) -> str:
        """Return the table's name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
        self._name = value

    @property
    def display_name(self) -> str:
        """Return the table's name."""
        return self._name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def range(self) -> Range:
        """Return all cells: headings, rows and totals."""
        return Range.at(self.parent, self.api.DataArea)

    @property
    def header_row_range(self) -> Range | None:
        """Return the headings."""
        cells = self.range
        return self._rows_of(cells, 0, 1) if self.show_headers else None

    @property
    def data_body_range(self) -> Range | None:
        """Return the rows, None where there are none."""
        cells, above = self.range, int(self.show_headers)
        height = cells.shape[0] - above - int(self.show_totals)
        return self._rows_of(cells, above, height) if height > 0 else None

    @property
    def totals_row_range(self) -> Range | None:
        """Return the totals, None where they are not shown."""
        cells = self.range
        last = cells.shape[0] - 1
        return self._rows_of(cells, last, 1) if self.show_totals else None

    @property
    def columns(self) -> TableColumns:
        """Return the columns."""
        return TableColumns(self)

    @property
    def autofilter(self) -> TableFilter:
        """Return the filter."""
        return TableFilter(self)

    @property
    def show_autofilter(self) -> bool:
        """Tell whether the headings have the filter's buttons."""
        shown: bool = self.api.AutoFilter
        return shown

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        if not value:
            self.autofilter.clear()  # as in Excel: without buttons nothing is filtered
        self.api.AutoFilter = bool(value)

    @property
    def show_headers(self) -> bool:
        """Tell whether the first row holds headings."""
        shown: bool = self.api.ContainsHeader
        return shown

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        self.api.ContainsHeader = bool(value)

    @property
    def show_totals(self) -> bool:
        """Tell whether the last row holds totals."""
        shown: bool = self.api.TotalsRow
        return shown

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        """Add a row below for totals, or take it away with what it holds."""
        if value == self.show_totals:
            return
        cells = self.range
        row = self._rows_of(cells, cells.shape[0] if value else cells.shape[0] - 1, 1)
        if value:
            row.insert("down")
            self.api.DataArea = cells.to(row).api.RangeAddress
        self.api.TotalsRow = bool(value)
        if not value:
            row.delete("up")

    def resize(self, cells: Any) -> None:
        """Make the table these cells; what they hold is as it was."""
        self.api.DataArea = cells.impl.api.RangeAddress

    def _rows_of(self, cells: Range, first: int, height: int) -> Range:
        return Range(
            self.parent, cells.row + first, cells.column, height, cells.shape[1]
        )
