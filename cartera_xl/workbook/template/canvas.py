"""A sheet while it is drawn, with the value of every formula that was put on it.

openpyxl writes formulas without values, and previews, phones and LibreOffice show
values: so whoever puts a formula says what it is worth in a new book.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from cartera_xl.workbook.template.styles import Look, paint

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    from cartera_xl.tabs.cell import Cell as Value

_FREE_ID: Final = 200  # number formats below 164 are Excel's own


@dataclass(frozen=True, slots=True)
class Canvas:
    """One worksheet and its formulas' values, by address."""

    sheet: Worksheet
    cached: dict[str, Value] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, counted from 1."""
        return cast("Cell", self.sheet.cell(row, column))

    def put(self, row: int, column: int, value: Value, look: Look) -> None:
        """Put a constant; text never becomes a formula."""
        cell = self.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        paint(cell, look)

    def formula(
        self, row: int, column: int, text: str, value: Value, look: Look
    ) -> None:
        """Put a formula (without the leading =) and the value that it has now."""
        cell = self.cell(row, column)
        cell.value = f"={text}"
        self.cached[cell.coordinate] = value
        paint(cell, look)

    def fill(self, row: int, first: int, last: int, look: Look) -> None:
        """Give a run of cells one look."""
        for column in range(first, last + 1):
            paint(self.cell(row, column), look)

    def merge(self, row: int, first: int, last: int) -> None:
        """Make one cell of a run, unless it is one already."""
        if last > first:
            self.sheet.merge_cells(
                start_row=row, end_row=row, start_column=first, end_column=last
            )

    def link(self, row: int, column: int, name: str) -> None:
        """Make a cell lead to a defined name."""
        cell: Any = self.cell(row, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=name)

    def colour(
        self,
        area: str,
        when: str,
        *,
        font: Font | None = None,
        fill: PatternFill | None = None,
        border: Border | None = None,
        number_format: str = "",
    ) -> None:
        """Let an area's cells look different while a formula holds on their row."""
        style = DifferentialStyle(font=font, fill=fill, border=border)
        if number_format:
            style.numFmt = NumberFormat(numFmtId=_FREE_ID, formatCode=number_format)
        rule = Rule(type="expression", dxf=style, formula=[when])
        self.sheet.conditional_formatting.add(area, rule)

    def heights(self, *heights: float) -> None:
        """Set the heights of the first rows, in points."""
        for row, height in enumerate(heights, 1):
            self.sheet.row_dimensions[row].height = height

    def address(self, row: int, column: int) -> str:
        """Return an absolute address that names the sheet."""
        return f"'{self.sheet.title}'!${get_column_letter(column)}${row}"
