"""Rows of a tab as a plain workbook, for whoever has no Cartera: headings and rows."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from cartera_xl.tabs.tab import Colour, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cartera_xl.tabs.cell import Cell
    from cartera_xl.tabs.tab import Column, Tab

# Without a currency's sign: the column Moneda says which it is.
_FORMATS: Final = {
    Format.TEXT: "@",
    Format.DATE: "dd/mm/yyyy",
    Format.MONEY: "#,##0.00",
    Format.DAYS: "0",
    Format.COUNT: "0",
    Format.PERCENT: "0.00%",
    Format.STAMP: "dd/mm/yyyy hh:mm",
}
_HEAD: Final = PatternFill("solid", fgColor=Colour.DARK.value)
_HEAD_FONT: Final = Font(color="FFFFFF", bold=True)


def export(tab: Tab, rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """Return an .xlsx with the columns that a tab shows, and some rows by field.

    Outside text is always text: «=1+1» stays what a customer is called.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(tab.title)
    columns = tab.shown
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.append(_headings(sheet, columns))
    for row in rows:
        sheet.append(_cell(sheet, row.get(column.field), column) for column in columns)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _headings(sheet: Any, columns: Iterable[Column]) -> Iterator[Any]:
    for column in columns:
        cell = WriteOnlyCell(sheet, column.title)
        cell.fill, cell.font = _HEAD, _HEAD_FONT
        cell.alignment = Alignment(horizontal="center", vertical="center")
        yield cell


def _cell(sheet: Any, value: Cell, column: Column) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
        cell.quotePrefix = True
    elif isinstance(value, (int, float, date)):
        cell.number_format = _FORMATS[column.format]
    return cell
