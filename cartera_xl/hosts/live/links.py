"""Links of a tab's cells in an open workbook.

xlwings makes and reads the link of one cell. Neither it nor LibreOffice has a call that
lists a sheet's links or takes them off, so each program is asked in its own words; on
macOS there are none, and links stay at their address.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.live.blocks import is_calc
from cartera_xl.hosts.live.cells import entered
from cartera_xl.workbook.parts.addresses import Area, cell_address
from cartera_xl.workbook.parts.hyperlinks import Link
from cartera_xl.workbook.parts.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xlwings import Range

_ON_CELLS: Final = 0  # MsoHyperlinkType: the others are on pictures and shapes
_TIP: Final = "Clic para abrir el vínculo"


def links_on(cells: Range) -> Iterator[Link]:
    """Yield the links that cells have, cell by cell."""
    for (row, column), address in _listed(cells):
        where = cell_address(row, column).encode()
        place = escaped(address).replace('"', "&quot;").encode()
        element = b'<hyperlink ref="%s" location="%s"/>' % (where, place)
        yield Link(Area(column, row, column, row), element)


def put_links(cells: Range, links: Iterable[Link]) -> None:
    """Take the links of cells off, and put others on; what cells show stays."""
    _clear(cells)
    sheet = cells.sheet
    for link in links:
        for row in link.area.rows:
            for column in link.area.columns:
                _put(sheet.range((row, column)), link.place)


def _put(cell: Range, address: str) -> None:
    shown, formula = cell.value, cell.formula
    calculated = str(formula)[:1] == "=" and formula != shown
    text = shown if isinstance(shown, str) and not calculated else address
    cell.add_hyperlink(address, text_to_display=text, screen_tip=_TIP)
    # The program wrote the text into the cell, as if somebody had typed it.
    if calculated:
        cell.formula = formula
    elif cell.value != shown:
        cell.value = entered(shown, in_text=False)


def _listed(cells: Range) -> Iterator[tuple[tuple[int, int], str]]:
    if is_calc(cells):
        for place in cells.impl.linked_cells():
            yield place, cells.sheet.range(place).impl.hyperlink
    elif sys.platform == "win32":
        for link in cells.api.Hyperlinks:
            if link.Type == _ON_CELLS:
                yield from _of_excel(link)


def _of_excel(link: Any) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield a link of Excel's, one for each of its cells."""
    place = f"#{link.SubAddress}" if link.SubAddress else ""
    for cell in link.Range:
        yield (cell.Row, cell.Column), f"{link.Address or ''}{place}"


def _clear(cells: Range) -> None:
    if is_calc(cells):
        cells.impl.clear_hyperlinks()
    elif sys.platform == "win32":
        cells.api.ClearHyperlinks()
