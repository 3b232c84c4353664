"""What stands above a tab's table, always in view: title, tiles, totals, headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Border

from cartera_xl.tabs import data, formulas, names, summary
from cartera_xl.tabs.columns import CURRENCY_INDEX
from cartera_xl.tabs.tab import Total
from cartera_xl.workbook.template import amount_looks, layout, styles
from cartera_xl.workbook.template.layout import Holds
from cartera_xl.workbook.template.styles import Look, side
from cartera_xl.workbook.template.validation import validate

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Column, Setting, Tab
    from cartera_xl.workbook.template.canvas import Canvas
    from cartera_xl.workbook.template.layout import Band, Run

_ROW_HEIGHTS: Final = (30, 18, 17, 25, 7, 20, 15, 31)
_SETTINGS_HEIGHT: Final = 20
_HEADING: Final = Look(
    10, styles.WHITE, bold=True, fill=styles.INK, horizontal="center", wrap=True
)


def draw(canvas: Canvas, tab: Tab) -> None:
    """Draw everything above the table's body."""
    canvas.heights(*_ROW_HEIGHTS)
    _title(canvas, tab)
    for run, tile in zip(layout.tile_runs(tab), summary.TILES, strict=True):
        _tile(canvas, run, tile)
    _settings(canvas, tab)
    for position, column in enumerate(tab.columns, 1):
        _total(canvas, tab, position, column)
        _heading(canvas, position, column)
    for index, band in enumerate(layout.bands(tab)):
        _band(canvas, tab, band, with_corte=index == 0)


def _title(canvas: Canvas, tab: Tab) -> None:
    *_, third, fourth = layout.tile_runs(tab)
    width = max(layout.last_shown(tab), fourth.last)
    band = Look(fill=tab.colour, colour=styles.WHITE)
    canvas.fill(layout.TITLE, 1, width, band)
    title = Look(16, styles.WHITE, bold=True, fill=tab.colour, indent=1)
    canvas.put(layout.TITLE, 1, tab.heading, title)
    back = Look(
        10, styles.WHITE, bold=True, fill=tab.colour, horizontal="right", indent=1
    )
    link = formulas.go_to(names.home(), summary.BACK)
    canvas.formula(layout.TITLE, fourth.first, link, summary.BACK, back)
    canvas.merge(layout.TITLE, *fourth)
    corte = Look(
        11,
        styles.WHITE,
        fill=tab.colour,
        horizontal="right",
        number_format='"Corte  "dd/mm/yyyy',
    )
    canvas.formula(layout.TITLE, third.first, names.CORTE, data.EMPTY_CORTE, corte)
    canvas.merge(layout.TITLE, *third)
    canvas.put(layout.HINT, 1, tab.hint, Look(9, styles.MUTED, indent=1))


def _tile(canvas: Canvas, run: Run, tile: summary.Tile) -> None:
    gap = side(styles.WHITE, "thick")
    tint = styles.TINTS[tile.colour]
    label = Look(
        9,
        tile.colour,
        bold=True,
        fill=tint,
        indent=1,
        border=Border(top=side(tile.colour, "medium"), right=gap),
    )
    text = f"{tile.title}  ›"
    link = formulas.go_to(names.link(tile.table), text)
    canvas.formula(layout.TILE_LABELS, run.first, link, text, label)
    figure = Look(
        14,
        bold=True,
        fill=tint,
        horizontal="left",
        indent=1,
        shrink=True,
        border=Border(right=gap),
        number_format=styles.MONEY,
    )
    canvas.formula(layout.TILE_VALUES, run.first, names.tile(tile.key), 0, figure)
    canvas.link(layout.TILE_VALUES, run.first, names.link(tile.table))
    cell = canvas.cell(layout.TILE_VALUES, run.first).coordinate
    amount_looks.follow_base(canvas, cell)
    canvas.merge(layout.TILE_LABELS, *run)
    canvas.merge(layout.TILE_VALUES, *run)


def _settings(canvas: Canvas, tab: Tab) -> None:
    if not tab.settings:
        return
    canvas.sheet.row_dimensions[layout.SETTINGS].height = _SETTINGS_HEIGHT
    for index, setting in enumerate(tab.settings):
        _setting(canvas, 2 * index + 1, setting)
    if tab.note:
        note = Look(
            9, styles.MUTED, italic=True, indent=1, number_format=styles.WORDS_ONLY
        )
        position = 2 * len(tab.settings) + 1
        canvas.formula(layout.SETTINGS, position, tab.note, 0, note)


def _setting(canvas: Canvas, position: int, setting: Setting) -> None:
    label = Look(10, styles.MUTED, bold=True, horizontal="right", indent=1)
    canvas.put(layout.SETTINGS, position, setting.title, label)
    look = Look(
        horizontal="center", number_format=styles.NUMBER_FORMATS[setting.format]
    )
    canvas.put(layout.SETTINGS, position + 1, setting.initial, look)
    cell = canvas.cell(layout.SETTINGS, position + 1)
    styles.paint_input(cell, look)
    validate(canvas.sheet, cell.coordinate, setting)


def _total(canvas: Canvas, tab: Tab, position: int, column: Column) -> None:
    if column.total is None:
        return
    cell = canvas.cell(layout.TOTALS, position).coordinate
    text, look = _TOTALS[column.total](canvas, tab, column, cell)
    canvas.formula(layout.TOTALS, position, text, 0, look)


def _count(canvas: Canvas, tab: Tab, column: Column, cell: str) -> tuple[str, Look]:
    _count_several(canvas, tab, cell)
    look = Look(10, styles.MUTED, bold=True, horizontal="left", indent=1)
    counted = replace(look, number_format=_counted(*tab.nouns))
    return formulas.count(tab.table, column.title), counted


def _largest(canvas: Canvas, tab: Tab, column: Column, cell: str) -> tuple[str, Look]:
    return formulas.largest(tab.table, column.title), Look()


def _sum(canvas: Canvas, tab: Tab, column: Column, cell: str) -> tuple[str, Look]:
    if CURRENCY_INDEX in tab.columns:
        amount_looks.follow_rows(canvas, cell, _index(tab))
    else:  # what is typed is of the base currency unless it says so
        amount_looks.follow_base(canvas, cell)
    colour = styles.INPUT_DARK if column.input else styles.INK
    look = Look(10, colour, bold=True, horizontal="right", shrink=True)
    return formulas.total(tab, column), replace(look, number_format=styles.MONEY)


_TOTALS: Final = {Total.COUNT: _count, Total.LARGEST: _largest, Total.SUM: _sum}


def _counted(one: str, several: str) -> str:
    return f'[=1]#,##0" {one}";#,##0" {several}"'


def _count_several(canvas: Canvas, tab: Tab, cell: str) -> None:
    """Call the rows what they are where one noun would count somebody twice."""
    if not tab.several:
        return
    summed = next(c for c in tab.columns if c.total is Total.SUM)
    total = f"${layout.column_letter(tab, summed.field)}${layout.TOTALS}"
    when = f'{total}="{formulas.SEVERAL_CURRENCIES}"'
    canvas.colour(cell, when, number_format=f'#,##0" {tab.several}"')


def _index(tab: Tab) -> str:
    """Return the cell above the hidden column that tells currencies apart."""
    letter = layout.column_letter(tab, CURRENCY_INDEX.field)
    return f"${letter}${layout.TOTALS}"


def _heading(canvas: Canvas, position: int, column: Column) -> None:
    if column.range:
        _range_heading(canvas, position, column)
        return
    fill = styles.INPUT_DARK if column.input else styles.INK
    edge = side(styles.INPUT_DARK_LINE if column.input else styles.INK_LINE)
    look = replace(_HEADING, fill=fill, border=Border(right=edge))
    canvas.put(layout.HEADINGS, position, column.title, look)


def _range_heading(canvas: Canvas, position: int, column: Column) -> None:
    edge = Border(right=side(styles.INK_LINE))
    small = replace(_HEADING, size=8, bold=False, colour=styles.PALE, border=edge)
    canvas.put(layout.HEADINGS, position, column.title, small)
    label = replace(_HEADING, border=edge, number_format=styles.WORDS_ONLY)
    text = formulas.cell(names.AGEING, column.range, 1)
    value = data.shown(names.AGEING, column.range)
    canvas.formula(layout.BANDS, position, text, value, label)


def _band(canvas: Canvas, tab: Tab, band: Band, *, with_corte: bool) -> None:
    if band.holds is Holds.RANGES:
        return
    typed = band.holds is Holds.TYPED
    look = Look(
        8,
        styles.INPUT_DARK if typed else styles.MUTED,
        bold=True,
        fill=styles.INPUT_FILL if typed else styles.PANEL,
        horizontal="left",
        indent=1,
    )
    first = band.run.first
    canvas.fill(layout.BANDS, first, band.run.last, look)
    if with_corte:
        # The headings are repeated on every printed page, and the cut-off date with
        # them: footers cannot refer to a cell.
        canvas.formula(layout.BANDS, first, names.CORTE, data.EMPTY_CORTE, look)
        dated = f'"{band.text}  ·  corte "{styles.DATE}'
        canvas.cell(layout.BANDS, first).number_format = dated
    else:
        canvas.put(layout.BANDS, first, band.text, look)
    canvas.merge(layout.BANDS, *band.run)
