"""Resumen as a worksheet: the title, the tiles, and where everything else goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cartera_xl.tabs import data, formulas, names, summary
from cartera_xl.workbook.template import amount_looks, charts, styles, summary_tables
from cartera_xl.workbook.template.canvas import Canvas
from cartera_xl.workbook.template.paper import set_up_page
from cartera_xl.workbook.template.styles import Look

if TYPE_CHECKING:
    from openpyxl import Workbook

    from cartera_xl.tabs.summary import Tile

_PAIR: Final = (15.5, 15.5)
_GAP: Final = 1.6
_EDGE: Final = 1.0
_WIDTHS: Final = (_EDGE, *(*_PAIR, _GAP) * 3, *_PAIR, _EDGE)
_LAST: Final = len(_WIDTHS)
_HEIGHTS: Final = (38, 20, 6, 5, 20, 34, 17, 15, 21, 10)
_TITLE, _COMPANY, _, _STRIPE, _LABEL, _FIGURE, _DETAIL, _OTHERS, _BUTTON = range(1, 10)
_WORDS: Final = Look(
    9, styles.MUTED, indent=1, shrink=True, number_format=styles.WORDS_ONLY
)


def add_summary(book: Workbook) -> Canvas:
    """Add Resumen, all but its charts: their cells do not exist yet."""
    canvas = Canvas(book.create_sheet(summary.TITLE))
    for position, width in enumerate(_WIDTHS, 1):
        letter = get_column_letter(position)
        canvas.sheet.column_dimensions[letter].width = width
    canvas.heights(*_HEIGHTS)
    _title(canvas)
    _corte(canvas)
    for index, tile in enumerate(summary.TILES):
        _tile(canvas, _tile_column(index), tile)
    summary_tables.draw(canvas)
    _set_up(canvas)
    return canvas


def addresses(canvas: Canvas) -> dict[str, str]:
    """Return the names that stand on Resumen, and their cells."""
    tiles = {
        names.tile(tile.key): canvas.address(_FIGURE, _tile_column(index))
        for index, tile in enumerate(summary.TILES)
    }
    corte = canvas.address(_TITLE, _LAST - 1)
    return {names.CORTE: corte, names.home(): canvas.address(1, 1), **tiles}


def _tile_column(index: int) -> int:
    return 2 + index * (len(_PAIR) + 1)


def _title(canvas: Canvas) -> None:
    title = Look(20, styles.WHITE, bold=True, fill=styles.INK)
    canvas.fill(_TITLE, 1, _LAST, title)
    canvas.put(_TITLE, 2, summary.HEADING, title)
    words = replace(_WORDS, size=10, indent=0, shrink=False)
    canvas.formula(_COMPANY, 2, names.COMPANY, data.shown(names.COMPANY), words)
    stamp = replace(_WORDS, italic=True, horizontal="right", indent=0)
    first, last = summary_tables.RIGHT
    canvas.formula(_COMPANY, first, names.STAMP, data.shown(names.STAMP), stamp)
    canvas.merge(_COMPANY, first, last)


def _corte(canvas: Canvas) -> None:
    column = _LAST - 1
    label = Look(10, styles.PALE, fill=styles.INK, horizontal="right", indent=1)
    canvas.put(_TITLE, column - 1, "Fecha de corte", label)
    look = Look(
        13,
        styles.WHITE,
        bold=True,
        fill=styles.INK_LINE,
        horizontal="center",
        number_format=styles.DATE,
    )
    canvas.put(_TITLE, column, data.EMPTY_CORTE, look)
    cell = canvas.cell(_TITLE, column)
    cell.protection = Protection(locked=False)
    canvas.sheet.add_data_validation(
        DataValidation(
            type="date",
            operator="greaterThanOrEqual",
            formula1="36526",  # 2000-01-01
            allow_blank=False,
            showErrorMessage=True,
            errorTitle="Fecha de corte",
            error="Digite una fecha, por ejemplo 31/01/2026.",
            showInputMessage=True,
            promptTitle="Fecha de corte",
            prompt="La fecha a la que se ven los saldos. Cámbiela y actualice.",
            sqref=cell.coordinate,
        )
    )


def _tile(canvas: Canvas, first: int, tile: Tile) -> None:
    tint = styles.TINTS[tile.colour]
    canvas.fill(_STRIPE, first, first + 1, Look(fill=tile.colour))
    title = Look(10, tile.colour, bold=True, fill=tint, indent=1)
    canvas.put(_LABEL, first, tile.title, title)
    figure = Look(20, bold=True, fill=tint, horizontal="left", indent=1, shrink=True)
    figure = replace(figure, number_format=styles.MONEY)
    canvas.formula(_FIGURE, first, formulas.indicator(tile.key), 0, figure)
    words = replace(_WORDS, fill=tint)
    for row, name in (
        (_DETAIL, names.detail(tile.key)),
        (_OTHERS, names.others(tile.key)),
    ):
        canvas.formula(row, first, name, data.shown(name), words)
    button = Look(10, styles.WHITE, bold=True, fill=tile.colour, indent=1)
    link = formulas.go_to(names.link(tile.table), summary.SEE_DETAIL)
    canvas.formula(_BUTTON, first, link, summary.SEE_DETAIL, button)
    for row in range(_LABEL, _BUTTON + 1):
        canvas.merge(row, first, first + 1)
    canvas.link(_FIGURE, first, names.link(tile.table))
    amount_looks.follow_base(canvas, canvas.cell(_FIGURE, first).coordinate)


def _set_up(canvas: Canvas) -> None:
    sheet = canvas.sheet
    sheet.sheet_properties.codeName = summary.CODE_NAME
    sheet.sheet_properties.tabColor = styles.INK
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.showRowColHeaders = False
    sheet.sheet_format.defaultRowHeight = 17
    sheet.sheet_format.customHeight = True
    sheet.freeze_panes = f"A{charts.TOP - 2}"
    sheet.protection.sheet = True
    letter = get_column_letter(_LAST)
    area = f"A1:{letter}{summary_tables.BOTTOM}"
    set_up_page(sheet, summary.TITLE, 1, area)
