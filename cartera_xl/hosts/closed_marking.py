"""Marks beside the rows of a closed workbook: why a row was refused, or its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.closed_samples import read_samples, rejections
from cartera_xl.tabs.columns import ACCEPTED, REJECTED, STATUS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.tab import DATED, Format
from cartera_xl.workbook.bodies.marking import Marking, RowNote
from cartera_xl.workbook.bodies.old_sheet import key_part
from cartera_xl.workbook.parts.cells import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cartera_xl.hosts.entries import RowMark
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cell_reader import CellReader
    from cartera_xl.workbook.parts.cells import RawCell
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart


def has_statuses(tab: Tab) -> bool:
    """Tell whether a tab has a column that says what became of a row."""
    return STATUS in tab.columns


def plan_marks(
    placement: Placement,
    marks: Iterable[RowMark],
    book: WorkbookPart,
    cells: CellReader,
    shared: Callable[[int], str],
    shows: Mapping[int, Format],
) -> Marking:
    """Decide what a tab's marks change; a workbook without samples is not painted."""
    own = [mark for mark in marks if mark.table == placement.table.name]
    styles = _styles(placement, book, cells)
    numbers = {column.field: n for n, column in placement.columns.items()}
    return Marking(
        table=placement.table,
        status=numbers[STATUS.field],
        styles=styles,
        notes={
            mark.row: RowNote(mark.status, {numbers[f] for f in mark.rejected})
            for mark in own
        },
        shows=shows,
        strays=_strays(book, cells),
        own=lambda cell: _is_status(cell, shared),
    )


def _styles(
    placement: Placement, book: WorkbookPart, cells: CellReader
) -> dict[int, dict[int, int]]:
    samples = read_samples(book, cells, placement.table.name)
    titles = placement.tab.titles
    found = {
        number: rejections(samples, titles.index(column.title))
        for number, column in placement.inputs.items()
    }
    return {number: styles for number, styles in found.items() if styles}


def _strays(book: WorkbookPart, cells: CellReader) -> dict[Format, dict[int, int]]:
    """Return how dates and percentages look, and refused ones, in whatever column.

    Registro has columns for both.
    """
    samples = read_samples(book, cells, ENTRY.table)
    found: dict[Format, dict[int, int]] = {}
    for position, column in enumerate(ENTRY.columns):
        shown = Format.DATE if column.format in DATED else column.format
        if column.input and shown in (Format.DATE, Format.PERCENT):
            found.setdefault(shown, rejections(samples, position))
    return found


def _is_status(cell: RawCell, shared: Callable[[int], str]) -> bool:
    """Tell a status of ours from what a person wrote under the table."""
    text = key_part(value_of(cell, shared))
    return cell.formula is None and text.startswith((REJECTED, ACCEPTED))
