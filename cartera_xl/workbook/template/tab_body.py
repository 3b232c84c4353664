"""A tab's table: its empty styled rows, what may be typed, and its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Border, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from cartera_xl.tabs import formulas, names
from cartera_xl.tabs.samples import USUAL
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.template import layout, styles
from cartera_xl.workbook.template.styles import Look, side
from cartera_xl.workbook.template.validation import validate

if TYPE_CHECKING:
    from cartera_xl.tabs.samples import Look as Sample
    from cartera_xl.tabs.tab import Column, Mark, Tab
    from cartera_xl.workbook.template.canvas import Canvas

_NUMBERS: Final = (Format.MONEY, Format.DAYS, Format.COUNT, Format.PERCENT)


def draw(canvas: Canvas, tab: Tab, table_id: int) -> None:
    """Draw the table, its validations and its conditional formats."""
    last = layout.HEADINGS + max(1, tab.entry_rows)
    for position, column in enumerate(tab.columns, 1):
        for row in range(layout.BODY, last + 1):
            style_body_cell(canvas, row, position, column)
        dimension = canvas.sheet.column_dimensions[get_column_letter(position)]
        dimension.width = column.width
        dimension.hidden = column.hidden
    canvas.sheet.add_table(_table(tab, table_id, last))
    for column in tab.inputs:
        validate(canvas.sheet, layout.body(tab, column.field), column)
    for mark in tab.marks:
        _mark(canvas, tab, mark)
    _colour_ranges(canvas, tab)


def style_body_cell(
    canvas: Canvas, row: int, position: int, column: Column, sample: Sample = USUAL
) -> None:
    """Style one empty cell of a column."""
    cell, look = canvas.cell(row, position), body_look(column, sample.decimals)
    if column.input:
        name = styles.REJECTED_STYLE if sample.rejected else styles.INPUT_STYLE
        styles.paint_input(cell, look, name)
    else:
        styles.paint(cell, look)


def body_look(column: Column, decimals: int | None = None) -> Look:
    """Return how a column's cells look; `decimals`: of amounts in other currencies."""
    number = column.format in _NUMBERS
    centred = column.centred or column.format is Format.DATE
    plain = column.format is Format.MONEY and decimals is not None
    return Look(
        bold=column.bold,
        horizontal="center" if centred else "right" if number else "left",
        indent=0 if centred or number else 1,
        shrink=column.shrinks,
        border=Border(bottom=side()),
        number_format=styles.plain_amount(decimals or 0)
        if plain
        else styles.NUMBER_FORMATS[column.format],
    )


def _table(tab: Tab, table_id: int, last_row: int) -> Table:
    right = get_column_letter(len(tab.columns))
    ref = f"A{layout.HEADINGS}:{right}{last_row}"
    # No table style: LibreOffice draws none, so the cells carry the look.
    return Table(
        id=table_id,
        name=tab.table,
        displayName=tab.table,
        ref=ref,
        autoFilter=AutoFilter(ref=ref),
        tableColumns=[
            TableColumn(id=position, name=title)
            for position, title in enumerate(tab.titles, 1)
        ],
    )


def _mark(canvas: Canvas, tab: Tab, mark: Mark) -> None:
    cells = {c.field: _first_cell(tab, c.field) for c in tab.columns}
    when = mark.when.format(**cells)
    fill, colour = styles.TONES[mark.tone]
    area = layout.body(tab, mark.field)
    canvas.colour(area, when, font=Font(color=colour), fill=styles.solid(fill))


def _colour_ranges(canvas: Canvas, tab: Tab) -> None:
    """Colour a tab's range column by the range's position, whatever its label."""
    if not any(c.field == "range" for c in tab.columns):
        return
    cell, area = _first_cell(tab, "range"), layout.body(tab, "range")
    for position, (fill, colour) in enumerate(styles.RANGE_CELLS, 1):
        label = formulas.cell(names.AGEING, position, 1)
        when = f'AND({cell}<>"",{cell}={label})'
        font = Font(color=colour, bold=colour == styles.WHITE)
        canvas.colour(area, when, font=font, fill=styles.solid(fill))


def _first_cell(tab: Tab, field: str) -> str:
    return f"${layout.column_letter(tab, field)}{layout.BODY}"
