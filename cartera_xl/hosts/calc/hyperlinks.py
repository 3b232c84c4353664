"""Links of cells.

A text has its link as a field within it, other contents have it as a property of the
cell; LibreOffice reads and saves them so. A cell that is given a link here has both:
what is written over a field takes it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.kept import Kept

# com.sun.star.sheet.CellFlags: texts of several parts
_FORMATTED: Final = 512
_LINK: Final = "Hyperlink"
_FIELD: Final = "com.sun.star.text.textfield.URL"


def link_of(document: Any, cell: Any) -> str:
    """Return where a cell's link leads; a place in the workbook begins with «#»."""
    url = _field_of(cell) or cell.Hyperlink
    own = document.URL
    return url.removeprefix(own) if own and url.startswith(f"{own}#") else url


def _field_of(cell: Any) -> str:
    fields = cell.TextFields
    found = (fields.getByIndex(index) for index in range(fields.Count))
    return next((field.URL for field in found if hasattr(field, "URL")), "")


def put_link(document: Any, cell: Any, address: str, text: str) -> None:
    """Make a link of a cell, which then shows a text."""
    field = document.createInstance(_FIELD)
    field.URL, field.Representation = address, text
    cell.String = ""
    cell.insertTextContent(cell.createTextCursor(), field, False)
    cell.Hyperlink = address


def clear_links(kept: Kept, cells: Any) -> None:
    """Take links off cells; they go on showing what they show."""
    for row, column in list(linked_cells(kept, cells)):
        cell = cells.getCellByPosition(column, row)
        if _field_of(cell):
            cell.String = cell.String
        cell.Hyperlink = ""


def linked_cells(kept: Kept, cells: Any) -> Iterator[tuple[int, int]]:
    """Yield the places, from 0, of the cells that have a link, in a few calls."""
    yield from dict.fromkeys((*_with_property(kept, cells), *_with_field(cells)))


def _with_property(kept: Kept, cells: Any) -> Iterator[tuple[int, int]]:
    values, several = kept.look([cells.RangeAddress], (_LINK,))
    if not several and not values[_LINK]:
        return
    groups = cells.getUniqueCellFormatRanges()
    for group in map(groups.getByIndex, range(groups.Count)):
        if group.Hyperlink:
            yield from _places(group.RangeAddresses, cells)


def _with_field(cells: Any) -> Iterator[tuple[int, int]]:
    found = cells.queryContentCells(_FORMATTED)
    for row, column in _places(found.RangeAddresses, cells):
        if _field_of(cells.getCellByPosition(column, row)):
            yield row, column


def _places(addresses: Any, cells: Any) -> Iterator[tuple[int, int]]:
    origin = cells.RangeAddress
    for address in addresses:
        for row in range(address.StartRow, address.EndRow + 1):
            for column in range(address.StartColumn, address.EndColumn + 1):
                yield row - origin.StartRow, column - origin.StartColumn
