"""Values into a rectangle of cells, in a block, read as Excel reads what is assigned.

A text that begins with "=" is a formula unless its cell is formatted as text, a first
apostrophe says that a text is one and is not kept, and a date or a bool gives its cell
a format where it has none. Unlike Excel, Calc takes no text for a number or a date:
whoever writes for both formats cells as text first.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc import formats
from cartera_xl.hosts.calc.addresses import area, runs
from cartera_xl.hosts.calc.faults import NotACellValueError
from cartera_xl.hosts.calc.formulas import to_calc
from cartera_xl.hosts.calc.values import Block, encode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def write_cells(
    document: Any, cells: Any, rows: Sequence[Sequence[object]], epoch: datetime
) -> None:
    """Write rows of exactly the cells' height and width.

    Raises:
        NotACellValueError: nothing was written.
    """
    block = encode(rows, epoch)
    formulas = _formulas(document, cells, block)
    _put(cells, block)
    for column, first, texts in formulas:
        put_formulas(cells, column, first, texts)
    _format(document, cells, block)


def _put(cells: Any, block: Block) -> None:
    try:
        cells.setDataArray(tuple(map(tuple, block.cells)))
    except SystemError:  # the bridge met what is no text: half of a character
        raise NotACellValueError(_broken_text(block)) from None


def _broken_text(block: Block) -> str:
    for cell in itertools.chain.from_iterable(block.cells):
        if isinstance(cell, str) and any("\ud800" <= c <= "\udfff" for c in cell):
            return cell
    return ""


def put_formulas(cells: Any, column: int, first: int, texts: Sequence[str]) -> None:
    """Put formulas of Excel's grammar one below another; places count from 0."""
    last = first + len(texts) - 1
    target = cells.getCellRangeByPosition(column, first, column, last)
    target.setFormulaArray(tuple((to_calc(text),) for text in texts))


def _formulas(
    document: Any, cells: Any, block: Block
) -> list[tuple[int, int, list[str]]]:
    """Take the formulas out of a block: column, first row and texts of each run."""
    if not block.signs:
        return []
    texts = _text_areas(document, cells)
    taken = []
    for column, rows in block.signs.items():
        signs = [row for row in rows if not _is_in(texts, row, column)]
        for first, last in runs(signs):
            lines = block.cells[first : last + 1]
            taken.append((column, first, [str(line[column]) for line in lines]))
            for line in lines:
                line[column] = ""
    return taken


def _text_areas(document: Any, cells: Any) -> list[tuple[int, int, int, int]]:
    """Return where cells are formatted as text: top, left, bottom, right."""
    origin = cells.RangeAddress
    row, column = origin.StartRow, origin.StartColumn
    return [
        (a.StartRow - row, a.StartColumn - column, a.EndRow - row, a.EndColumn - column)
        for _, a in formats.areas_of(document, cells, formats.Kind.TEXT)
    ]


def _is_in(areas: Sequence[tuple[int, int, int, int]], row: int, column: int) -> bool:
    return any(
        top <= row <= bottom and left <= column <= right
        for top, left, bottom, right in areas
    )


def _format(document: Any, cells: Any, block: Block) -> None:
    kinds = (
        (block.moments, formats.MOMENT),
        (block.dates, formats.DATE),
        (block.bools, formats.BOOLEAN),
    )
    for columns, code in kinds:
        for column, rows in columns.items():
            _format_column(document, cells, column, rows, code)


def _format_column(
    document: Any, cells: Any, column: int, rows: Sequence[int], code: str
) -> None:
    """Format a column's cells that show their values as they come."""
    whole = cells.getCellRangeByPosition(column, rows[0], column, rows[-1])
    key = whole.NumberFormat
    if key is not None and not formats.is_general(document, key):
        return
    origin = cells.RangeAddress
    left = origin.StartColumn + column
    found = []
    for first, last in runs(rows):
        run = cells.getCellRangeByPosition(column, first, column, last)
        if key is not None or _any_general(document, run):
            top, bottom = origin.StartRow + first, origin.StartRow + last
            found.append(area(origin.Sheet, left, top, left, bottom))
    if found:
        formats.format_cells(document, found, code)


def _any_general(document: Any, cells: Any) -> bool:
    key = cells.NumberFormat
    return key is None or formats.is_general(document, key)
