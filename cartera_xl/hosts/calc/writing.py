"""Values into a rectangle of cells, in a block, read as Excel reads what is assigned.

A text that begins with "=" is a formula unless its cell is formatted as text, a first
apostrophe says that a text is one and is not kept, and a date or a bool gives its cell
a format where it has none. Unlike Excel, Calc takes no text for a number or a date:
whoever writes for both formats cells as text first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc import formats
from cartera_xl.hosts.calc.addresses import address_of, runs
from cartera_xl.hosts.calc.formulas import to_calc
from cartera_xl.hosts.calc.note import keeping_notes
from cartera_xl.hosts.calc.values import Block, encode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cartera_xl.hosts.calc.addresses import Area


def write_cells(
    document: Any, cells: Any, rows: Sequence[Sequence[object]], epoch: datetime
) -> None:
    """Write rows of exactly the cells' height and width.

    Raises:
        NotACellValueError, FormulaUnreadableError: nothing was written.
    """
    block = encode(rows, epoch)
    formulas = _formulas(document, cells, block)
    with keeping_notes(cells):
        cells.setDataArray(tuple(map(tuple, block.cells)))
    for column, first, texts in formulas:
        last = first + len(texts) - 1
        target = cells.getCellRangeByPosition(column, first, column, last)
        target.setFormulaArray(tuple((text,) for text in texts))
    _format(document, cells, block)


def _formulas(
    document: Any, cells: Any, block: Block
) -> list[tuple[int, int, list[str]]]:
    """Take the formulas out of a block: column, first row, Calc's texts of each run."""
    if not block.signs:
        return []
    texts = _text_areas(document, cells)
    taken = []
    for column, rows in block.signs.items():
        signs = [row for row in rows if not any(a.holds(row, column) for a in texts)]
        for first, last in runs(signs):
            lines = block.cells[first : last + 1]
            formulas = [to_calc(str(line[column])) for line in lines]
            taken.append((column, first, formulas))
            for line in lines:
                line[column] = ""
    return taken


def _text_areas(document: Any, cells: Any) -> list[Area]:
    """Return where cells are formatted as text."""
    found = formats.areas_of(document, cells, formats.Kind.TEXT)
    return [area for _, area in found]


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
    """Format a column's cells that show what they hold as it comes."""
    top = rows[0]
    lines = cells.getCellRangeByPosition(column, top, column, rows[-1])
    general = list(formats.general_areas(document, lines))
    origin = lines.RangeAddress
    found = []
    for first, last in runs(rows):
        for area in general:
            start, end = max(first - top, area.top), min(last - top, area.bottom)
            if start <= end:
                x, y = origin.StartColumn, origin.StartRow
                found.append(address_of(origin.Sheet, x, y + start, x, y + end))
    if found:
        formats.format_cells(document, found, code)
