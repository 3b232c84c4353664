"""The rows of a tab that a person has selected, those that are seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.hosts.host import Chosen, ChosenRow
from cartera_xl.hosts.live.cells import read
from cartera_xl.workbook.parts.addresses import LAST_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlwings import Book, Range

    from cartera_xl.hosts.live.tables import Found


# Excel ends an address after 255 signs, without a word; an area takes 26 at most.
_WHOLE: Final = 255 - 26


class TooManyAreasError(CarteraError):
    """Rows are selected one by one, more of them than Excel says."""

    def __init__(self) -> None:
        super().__init__(
            "Son demasiadas filas sueltas a la vez: elija filas seguidas, o menos."
        )


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

    Raises:
        TooManyAreasError: not all that is selected can be known.
    """
    body = found.placement.table.body
    numbers = rows_among(cells.address, body.rows)
    hidden = found.hidden_among(numbers)
    rows = (_row(found, number) for number in numbers if number not in hidden)
    return Chosen(found.placement.tab, tuple(row for row in rows if row.key))


def seen_in(found: Found) -> Chosen:
    """Return the rows of a tab that are in sight: a filter hides the others."""
    body = found.placement.table.body
    gone = found.hidden_among(body.rows)
    rows = (_row(found, number) for number in body.rows if number not in gone)
    return Chosen(found.placement.tab, tuple(row for row in rows if row.key))


def blank_row(found: Found) -> int | None:
    """Return the first row in sight that holds nothing at all; None: there is none."""
    body = found.placement.table.body
    blank = [n for n in body.rows if not any(_said(v) for v in _values(found, n))]
    hidden = found.hidden_among(blank)
    return next((number for number in blank if number not in hidden), None)


def rows_among(address: str, rows: range) -> list[int]:
    """Return which of some rows a selection touches, each once, top to bottom.

    A range's own row and shape are those of its first area; only its address has the
    others, which Ctrl adds: $A$9:$C$12,$B$20 and, whole, $9:$12 or $A:$C.

    Raises:
        TooManyAreasError: the address may have been cut off.
    """
    if len(address) > _WHOLE:
        raise TooManyAreasError
    found: set[int] = set()
    for area in re.split("[,;]", address):
        ends = [int(number) for number in re.findall("[0-9]+", area)] or [1, LAST_ROW]
        found.update(range(max(ends[0], rows.start), min(ends[-1] + 1, rows.stop)))
    return sorted(found)


def _row(found: Found, number: int) -> ChosenRow:
    placement = found.placement
    left = placement.table.area.left
    values = _values(found, number)
    shown = {
        column.field: read(values[place - left])
        for place, column in placement.columns.items()
    }
    return ChosenRow(number, tuple(_key(found, shown)), shown)


def _values(found: Found, number: int) -> Sequence[object]:
    return found.row(number)


def _said(value: object) -> bool:
    return read(value) not in (None, "")


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
