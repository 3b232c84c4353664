"""The workbook as openpyxl writes it, before its package is finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties

from cartera_xl.tabs import names
from cartera_xl.tabs.book import OPENING, TABS
from cartera_xl.workbook.template import layout, styles, summary_sheet
from cartera_xl.workbook.template.charts import add_charts
from cartera_xl.workbook.template.data_sheet import add_conf, add_data
from cartera_xl.workbook.template.tab_sheet import add_tab

if TYPE_CHECKING:
    from cartera_xl.workbook.template.canvas import Canvas

WORKBOOK_CODE_NAME: Final = "ThisWorkbook"
CALC_ID: Final = 191029  # Excel 2019 and later; an older one would recalculate
MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - the same input gives the same bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn workbook and its sheets, in order."""

    book: Workbook
    canvases: tuple[Canvas, ...]


def draw() -> Drawn:
    """Draw every sheet of a new workbook."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for style in styles.typed_styles():
        book.add_named_style(style)
    summary = summary_sheet.add_summary(book)
    tabs = [add_tab(book, tab, number) for number, tab in enumerate(TABS, 1)]
    data, addresses = add_data(book, TABS)
    addresses |= summary_sheet.addresses(summary)
    for tab, canvas in zip(TABS, tabs, strict=True):
        addresses[names.link(tab.table)] = canvas.address(layout.BODY, 1)
        for index, setting in enumerate(tab.settings):
            addresses[setting.name] = canvas.address(layout.SETTINGS, 2 * index + 2)
    add_charts(summary.sheet, addresses)
    for name, address in sorted(addresses.items()):
        book.defined_names[name] = DefinedName(name, attr_text=address)
    _set_up(book)
    return Drawn(book, (summary, *tabs, data, add_conf(book)))


def _set_up(book: Any) -> None:
    book.code_name = WORKBOOK_CODE_NAME
    book.calculation = CalcProperties(calcId=CALC_ID, fullCalcOnLoad=None)
    book.active = book.sheetnames.index(OPENING.title)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == OPENING.title
    book.properties.creator = "Cartera XL"
    book.properties.title = "Cartera"
    book.properties.created = MADE
