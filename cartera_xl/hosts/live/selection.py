"""The rows of a tab that a person has selected, those that are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.host import Chosen, ChosenRow
from cartera_xl.hosts.live.cells import read
from cartera_xl.hosts.live.rows import hidden_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlwings import Book, Range

    from cartera_xl.hosts.live.tables import Found


def selected(book: Book) -> Range | None:
    """Return the selected cells, if they are cells of this workbook."""
    cells: Range | None = book.app.selection
    if cells is None or cells.sheet.book.fullname != book.fullname:
        return None
    return cells


def chosen_in(found: Found, cells: Range) -> Chosen:
    """Return the rows of a tab that a selection touches.

    What a filter hides is not chosen, though it lies between the first row and the
    last: nobody saw it.
    """
    body = found.placement.table.body
    first = max(cells.row, body.top)
    last = min(cells.row + cells.shape[0] - 1, body.bottom)
    numbers = range(first, last + 1)
    hidden = hidden_among(found.sheet, body, numbers)
    rows = (_row(found, number) for number in numbers if number not in hidden)
    return Chosen(found.placement.tab, tuple(row for row in rows if row.key))


def _row(found: Found, number: int) -> ChosenRow:
    placement = found.placement
    left = placement.table.area.left
    values = found.body.iloc[number - placement.table.first].tolist()
    shown = {
        column.field: read(values[place - left])
        for place, column in placement.columns.items()
    }
    return ChosenRow(number, tuple(_key(found, shown)), shown)


def _key(found: Found, shown: Mapping[str, object]) -> Iterator[str]:
    """Yield what names the row; a row without anything in it has no name."""
    tab = found.placement.tab
    if tab.key:
        fields = [c.field for c in tab.columns if c.title in tab.key]
        values = [shown[field] for field in fields]
    else:
        values = [shown[column.field] for column in tab.columns if not column.input]
    if any(value not in (None, "") for value in values):
        yield from ("" if value is None else str(value) for value in values)
