"""Marks beside the rows of a closed workbook: why a row was refused, or its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.closed_samples import read_samples, rejections
from cartera_xl.tabs.columns import ACCEPTED, REJECTED, STATUS
from cartera_xl.workbook.bodies.marking import Marking, RowNote
from cartera_xl.workbook.bodies.old_sheet import key_part
from cartera_xl.workbook.parts.cells import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
) -> Marking:
    """Decide what a tab's marks change; a workbook without samples is not painted."""
    own = [mark for mark in marks if mark.table == placement.table.name]
    numbers = {column.field: n for n, column in placement.columns.items()}
    return Marking(
        table=placement.table,
        status=numbers[STATUS.field],
        styles=_styles(placement, book, cells),
        notes={
            mark.row: RowNote(mark.status, {numbers[f] for f in mark.rejected})
            for mark in own
        },
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


def _is_status(cell: RawCell, shared: Callable[[int], str]) -> bool:
    """Tell a status of ours from what a person wrote under the table."""
    text = key_part(value_of(cell, shared))
    return cell.formula is None and text.startswith((REJECTED, ACCEPTED))
