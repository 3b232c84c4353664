"""Notes and links of an open workbook: they follow their document.

Where each goes is decided by the rules of the closed workbook. A note's text moves; the
program writes the name of whoever refreshes, and formats within the text stay behind.
"""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from cartera_xl.errors import ThreadedCommentError
from cartera_xl.hosts.closed_attached import plan_attached
from cartera_xl.hosts.live.busy import is_unknown_there
from cartera_xl.hosts.live.links import links_on, put_links
from cartera_xl.workbook.bodies.attached import (
    Attached,
    entry_rows,
    rows_with_something,
    with_totals,
)
from cartera_xl.workbook.parts.addresses import Area, cell_address
from cartera_xl.workbook.parts.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlwings import Sheet
    from xlwings.main import Comment

    from cartera_xl.hosts.closed_attached import Hanging
    from cartera_xl.hosts.live.plan import TabPlan
    from cartera_xl.hosts.live.tables import Found
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.workbook.parts.notes import Cell


def with_attached(found: Found, old: OldTable) -> OldTable:
    """Return a tab with what hangs on its cells."""
    placement, sheet = found.placement, old.sheet
    table = placement.table
    notes = tuple(_notes(found.sheet))
    links = tuple(links_on(found.cells(with_totals(table))))
    rows = sorted(rows_with_something(table, notes, links))
    keys = {row: found.key(row) if row in table.body.rows else () for row in rows}
    attached = Attached(notes, links, keys)
    typed = list(sheet.typed)
    if placement.has_entries:
        typed += entry_rows(placement, attached, typed)
        typed.sort(key=itemgetter(0))
    faults = [*sheet.faults, *_threads(found)]
    return replace(
        old, sheet=replace(sheet, typed=typed, faults=faults), attached=attached
    )


def _notes(sheet: Sheet) -> Iterator[Note]:
    """Yield a sheet's notes; `content` is the text as it is put back."""
    for note in sheet.notes:
        cell, text = note.location, note.text
        shown = " ".join(text.split())
        yield Note((cell.row, cell.column), "", shown, text.encode("utf-8"))


def _threads(found: Found) -> Iterator[ThreadedCommentError]:
    """Yield the conversations in a table, which no refresh can carry."""
    table = found.placement.table
    for comment in _comments(found.sheet):
        row, column = comment.location.row, comment.location.column
        if Area(column, row, column, row).meets(with_totals(table)):
            yield ThreadedCommentError(table.sheet.name, cell_address(row, column))


def _comments(sheet: Sheet) -> list[Comment]:
    """Return a sheet's conversations; Excel 2016 and 2019 know of none."""
    try:
        return list(sheet.comments)
    except Exception as fault:
        if is_unknown_there(fault):
            return []
        raise


def plan_hanging(plans: Sequence[TabPlan]) -> list[Hanging[TabPlan]]:
    """Decide where everything goes."""
    named = {plan.placement.table.name: plan for plan in plans}
    return list(plan_attached(named, lambda _: {}).values())


def hang(own: Hanging[TabPlan]) -> None:
    """Move what hangs on a tab that was written to where it hangs now."""
    _move_notes(own)
    links = [*own.links, *(link for link, _ in own.arrived)]
    if links or own.plan.attached.links:
        table = own.plan.placement.table
        last = max(table.area.bottom, own.plan.last + table.total_rows)
        body = with_totals(table)._replace(bottom=last)
        put_links(own.plan.found.cells(body), links)


def _move_notes(own: Hanging[TabPlan]) -> None:
    """Take notes off before any is put: they may change places with one another."""
    sheet = own.plan.found.sheet
    texts = {note.cell: note.content for note in own.plan.attached.notes}
    moves = {old: new for old, new in own.moves.items() if old != new}
    for cell in moves:
        if there := sheet.range(cell).note:
            there.delete()
    for old, new in moves.items():
        if new is not None:
            _add(sheet, new, texts[old])
    for note in own.notes:
        _add(sheet, note.cell, note.content)


def _add(sheet: Sheet, cell: Cell, content: bytes) -> None:
    sheet.range(cell).add_note(content.decode("utf-8"))
