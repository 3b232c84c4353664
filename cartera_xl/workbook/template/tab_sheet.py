"""One tab as a worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from cartera_xl.workbook.template import layout, tab_body, tab_head
from cartera_xl.workbook.template.canvas import Canvas
from cartera_xl.workbook.template.paper import set_up_page

if TYPE_CHECKING:
    from openpyxl import Workbook

    from cartera_xl.tabs.tab import Tab


def add_tab(book: Workbook, tab: Tab, table_id: int) -> Canvas:
    """Add a tab's worksheet and draw it."""
    canvas = Canvas(book.create_sheet(tab.title))
    tab_head.draw(canvas, tab)
    tab_body.draw(canvas, tab, table_id)
    _set_up_view(canvas, tab)
    set_up_page(canvas.sheet, tab.title, 0, _printed(tab))
    canvas.sheet.print_title_rows = f"{layout.BANDS}:{layout.HEADINGS}"
    return canvas


def _set_up_view(canvas: Canvas, tab: Tab) -> None:
    sheet = canvas.sheet
    sheet.sheet_properties.codeName = tab.code_name
    sheet.sheet_properties.tabColor = tab.colour
    sheet.sheet_view.showGridLines = False
    sheet.sheet_format.defaultRowHeight = 17
    sheet.sheet_format.customHeight = True
    sheet.freeze_panes = f"{get_column_letter(tab.frozen + 1)}{layout.BODY}"
    sheet.sheet_state = "visible" if tab.visible else "hidden"


def _printed(tab: Tab) -> str:
    """Return what goes on paper ("": everything).

    An area of whole columns is printed down to the last row in use. LibreOffice would
    print a hidden sheet that has an area of its own.
    """
    if not (tab.visible and tab.printed):
        return ""
    return f"A1:{get_column_letter(tab.printed)}{layout.LAST_ROW}"
