"""What hangs on the cells of a table, notes and links: it follows its document.

Left at its address it would speak of another document after the next refresh.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from cartera_xl.workbook.bodies.old_sheet import TypedCells, key_of
from cartera_xl.workbook.parts.addresses import Area
from cartera_xl.workbook.parts.cells import cells_of
from cartera_xl.workbook.parts.sheet_stream import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from cartera_xl.workbook.bodies.old_sheet import Key
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.hyperlinks import Link
    from cartera_xl.workbook.parts.notes import Note
    from cartera_xl.workbook.parts.sheet_stream import Head, Tail
    from cartera_xl.workbook.parts.tables import Table

# Where each row of the body and of the totals goes; None: its document is gone.
NewRows: TypeAlias = "Mapping[int, int | None]"


@dataclass(frozen=True)
class Attached:
    """What hangs on a sheet's cells, and the documents of the rows it hangs on."""

    notes: tuple[Note, ...] = ()  # of the whole sheet
    links: tuple[Link, ...] = ()
    keys: Mapping[int, Key] = field(default_factory=dict)  # by row


def rows_with_something(
    table: Table, notes: Iterable[Note], links: Iterable[Link]
) -> set[int]:
    """Return the rows of a table, its totals among them, that something hangs on."""
    body = with_totals(table)
    rows = {note.cell[0] for note in notes if on_cell(note).meets(body)}
    for link in links:
        if link.area.meets(body) and not covers_column(link.area, table):
            rows.update(row for row in link.area.rows if row in body.rows)
    return rows


def with_totals(table: Table) -> Area:
    """Return all that a table has below its headings."""
    return table.area._replace(top=table.first)


def on_cell(note: Note) -> Area:
    """Return the area that is a note's cell."""
    row, column = note.cell
    return Area(column, row, column, row)


def covers_column(area: Area, table: Table) -> bool:
    """Tell that something hangs on whole columns, whatever document stands there."""
    return area.top <= table.first < table.last <= area.bottom


def rows_below(attached: Attached, area: Area) -> set[int]:
    """Return the rows under a table, in its columns, that notes hang in."""
    cells = (note.cell for note in attached.notes)
    under = (row for row, column in cells if column in area.columns)
    return {row for row in under if row > area.bottom}


def keys_at(
    placement: Placement,
    pieces: Iterable[Head | Rows | Tail],
    numbers: Collection[int],
    shared: Callable[[int], str],
) -> dict[int, Key]:
    """Return the keys of some rows; a row that names no document has an empty one."""
    keys: dict[int, Key] = {}
    for piece in pieces:
        if isinstance(piece, Rows):
            first, last = piece.first, piece.last
            if any(first <= number <= last for number in numbers):
                keys.update(_keys(placement, piece, numbers, shared))
    return keys


def _keys(
    placement: Placement,
    rows: Rows,
    numbers: Collection[int],
    shared: Callable[[int], str],
) -> Iterator[tuple[int, Key]]:
    for row in rows:
        if row.number in numbers:
            filled = {cell.column: cell for cell in cells_of(row.cells) if cell.filled}
            yield row.number, key_of(placement, filled, shared)


def entry_rows(
    placement: Placement, attached: Attached, typed: Iterable[TypedCells]
) -> Iterator[TypedCells]:
    """Yield the blank rows to type in that something hangs on: they are entries too."""
    known = {row.number for row in typed}
    body = placement.table.body.rows
    for number, key in attached.keys.items():
        if not key and number not in known and number in body:
            yield TypedCells(number, key, {}, {})


def on_new_rows(link: Link, table: Table, rows: NewRows, end: int) -> Iterator[Link]:
    """Yield a link on the cells that it will be on; `end` is the table's new last row.

    Where its rows part, so does the link. What hangs on whole columns stays.
    """
    body = with_totals(table)
    if not link.area.meets(body) or covers_column(link.area, table):
        yield link
        return
    left = max(link.area.left, body.left)
    right = min(link.area.right, body.right)
    for first, last in _runs(sorted(_targets(link.area, body, rows, end))):
        yield link.on(Area(left, first, right, last))
    if link.area.left < left:
        yield link.on(link.area._replace(right=left - 1))
    if link.area.right > right:
        yield link.on(link.area._replace(left=right + 1))


def _targets(area: Area, body: Area, rows: NewRows, end: int) -> Iterator[int]:
    """Yield the new rows of an area: above the body as they are, below it if free."""
    for row in area.rows:
        target = rows.get(row) if row in body.rows else row
        if target is not None and (row <= body.bottom or target > end):
            yield target


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]
