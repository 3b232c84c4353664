"""How a sheet goes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def set_up_page(sheet: Worksheet, title: str, pages_high: int, area: str) -> None:
    """Set a sheet to landscape letter paper, one page wide.

    `pages_high` 0: as many as it takes; `area` "": everything.
    """
    page: Any = sheet.page_setup
    page.orientation = "landscape"
    page.paperSize = 1  # letter: «carta»
    page.fitToWidth = 1
    page.fitToHeight = pages_high
    properties: Any = sheet.sheet_properties
    properties.pageSetUpPr.fitToPage = True
    margins: Any = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.6
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    if area:
        sheet.print_area = area
    footer: Any = sheet.oddFooter
    footer.left.text = f"Cartera · {title}"
    footer.center.text = "Impreso &D &T"
    footer.right.text = "Página &P de &N"
    for part in (footer.left, footer.center, footer.right):
        part.size = 8
