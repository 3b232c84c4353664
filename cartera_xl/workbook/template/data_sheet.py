"""The two very hidden sheets: what refreshes write, and what xlwings reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from cartera_xl.tabs import data, names
from cartera_xl.tabs.samples import LOOKS
from cartera_xl.workbook.template import styles
from cartera_xl.workbook.template.canvas import Canvas
from cartera_xl.workbook.template.styles import Look
from cartera_xl.workbook.template.tab_body import style_body_cell

if TYPE_CHECKING:
    from openpyxl import Workbook

    from cartera_xl.tabs.data import Block
    from cartera_xl.tabs.tab import Tab

CONF_TITLE: Final = "xlwings.conf"
CONF_CODE_NAME: Final = "Hoja_conf"
_WIDEST: Final = max(len(block.formats) for block in data.BLOCKS)
_WIDTH: Final = 13
_FIRST_COLUMN: Final = 2  # the first holds each block's name, for whoever looks


def add_data(book: Workbook, tabs: tuple[Tab, ...]) -> tuple[Canvas, dict[str, str]]:
    """Add `_datos`; return it, and the address of every name that it defines."""
    canvas = Canvas(book.create_sheet(data.TITLE))
    _hide(canvas, data.CODE_NAME)
    addresses = {}
    row = 1
    # Columns of ranges are hidden and shown, so each needs a width to come back to.
    for column in range(_FIRST_COLUMN + 1, _FIRST_COLUMN + _WIDEST):
        canvas.sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    for block in data.BLOCKS:
        addresses[block.name] = _block(canvas, row, block)
        row += len(block.rows)
    for tab in tabs:
        addresses[names.samples(tab.table)] = _samples(canvas, row, tab)
        row += len(LOOKS)
    return canvas, addresses


def add_conf(book: Workbook) -> Canvas:
    """Add xlwings' sheet of settings.

    A planted pandas.py beside the workbook would run if its folder were on the path.
    """
    canvas = Canvas(book.create_sheet(CONF_TITLE))
    _hide(canvas, CONF_CODE_NAME)
    canvas.put(1, 1, "ADD_WORKBOOK_TO_PYTHONPATH", Look())
    canvas.put(1, 2, "False", Look(number_format="@"))
    return canvas


def _hide(canvas: Canvas, code_name: str) -> None:
    canvas.sheet.sheet_state = "veryHidden"
    canvas.sheet.sheet_properties.codeName = code_name
    for column, width in zip("AB", (28, 40), strict=True):
        canvas.sheet.column_dimensions[column].width = width


def _block(canvas: Canvas, first_row: int, block: Block) -> str:
    for row, values in enumerate(block.rows, first_row):
        label = block.name if row == first_row else None
        canvas.put(row, 1, label, Look(colour=styles.MUTED))
        for column, (value, format_) in enumerate(
            zip(values, block.formats, strict=True), _FIRST_COLUMN
        ):
            look = Look(number_format=styles.NUMBER_FORMATS[format_])
            canvas.put(row, column, value, look)
        if block.name == names.AGEING:
            # Charts leave hidden rows out, so a range that is not used takes no room.
            canvas.sheet.row_dimensions[row].hidden = values[0] is None
    return _address(canvas, first_row, len(block.rows), len(block.formats))


def _samples(canvas: Canvas, first_row: int, tab: Tab) -> str:
    canvas.put(first_row, 1, names.samples(tab.table), Look(colour=styles.MUTED))
    for row, sample in enumerate(LOOKS, first_row):
        for position, column in enumerate(tab.columns, _FIRST_COLUMN):
            style_body_cell(canvas, row, position, column, sample)
    return _address(canvas, first_row, len(LOOKS), len(tab.columns))


def _address(canvas: Canvas, row: int, rows: int, columns: int) -> str:
    first = f"${get_column_letter(_FIRST_COLUMN)}${row}"
    last_column = get_column_letter(_FIRST_COLUMN + columns - 1)
    last = f"${last_column}${row + rows - 1}"
    area = first if first == last else f"{first}:{last}"
    return f"'{canvas.sheet.title}'!{area}"
