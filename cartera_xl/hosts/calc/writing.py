"""Values into a rectangle of cells, in a block, read as Excel reads what is assigned.

A text that begins with "=" is a formula unless its cell is formatted as text, a first
apostrophe says that a text is one and is not kept, and a date or a bool gives its cell
a format where it has none. Unlike Excel, Calc takes no text for a number or a date:
whoever writes for both formats cells as text first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.addresses import address_of, runs
from cartera_xl.hosts.calc.formats import (
    BOOLEAN,
    DATE,
    GENERAL,
    MOMENT,
    Kind,
    areas_of,
    general_areas,
)
from cartera_xl.hosts.calc.formulas import to_calc
from cartera_xl.hosts.calc.heights import keeping_heights
from cartera_xl.hosts.calc.note import keeping_notes
from cartera_xl.hosts.calc.values import Block, encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.calc.book import Book
    from cartera_xl.hosts.calc.formats import Formats
    from cartera_xl.hosts.calc.sheet import Sheet


def write_cells(sheet: Sheet, cells: Any, rows: Sequence[Sequence[object]]) -> None:
    """Write rows of exactly the cells' height and width.

    Raises:
        NotACellValueError, FormulaUnreadableError: nothing was written.
    """
    block = encode(rows, sheet.book.epoch)
    formulas = _formulas(sheet.book.formats, cells, block)
    with keeping_notes(sheet.api, cells), keeping_heights(sheet.document, cells, block):
        cells.setDataArray(block.rows)
    for column, first, texts in formulas:
        last = first + len(texts) - 1
        target = cells.getCellRangeByPosition(column, first, column, last)
        target.setFormulaArray(tuple((text,) for text in texts))
    _format(sheet.book, cells, block)


def _formulas(
    formats: Formats, cells: Any, block: Block
) -> list[tuple[int, int, list[str]]]:
    """Take the formulas out of a block: column, first row, Calc's texts of each run."""
    if not block.signs:
        return []
    texts = [area for _, area in areas_of(formats, cells, Kind.TEXT)]
    taken = []
    for column, rows in block.signs.items():
        signs = [row for row in rows if not any(a.holds(row, column) for a in texts)]
        for first, last in runs(signs):
            lines = block.columns[column][first : last + 1]
            taken.append((column, first, [to_calc(str(line)) for line in lines]))
            block.columns[column][first : last + 1] = [""] * len(lines)
    return taken


def _format(book: Book, cells: Any, block: Block) -> None:
    kinds = (
        (block.moments, MOMENT),
        (block.dates, DATE),
        (block.bools, BOOLEAN),
    )
    for columns, code in kinds:
        if not columns or _are_formatted(book, cells, columns):
            continue
        for column, rows in columns.items():
            _format_column(book.formats, cells, column, rows, code)


def _are_formatted(
    book: Book, cells: Any, columns: Mapping[int, Sequence[int]]
) -> bool:
    """Tell that the cells of columns have one format already, and not that of all."""
    origin = cells.RangeAddress
    x, y = origin.StartColumn, origin.StartRow
    areas = [
        address_of(origin.Sheet, x + column, y + rows[0], x + column, y + rows[-1])
        for column, rows in columns.items()
    ]
    values, several = book.kept.look(areas, ("NumberFormat",))
    return not several and book.formats.code(values["NumberFormat"]) != GENERAL


def _format_column(
    formats: Formats, cells: Any, column: int, rows: Sequence[int], code: str
) -> None:
    """Format a column's cells that show what they hold as it comes."""
    top = rows[0]
    lines = cells.getCellRangeByPosition(column, top, column, rows[-1])
    general = list(general_areas(formats, lines))
    origin = lines.RangeAddress
    found = []
    for first, last in runs(rows):
        for area in general:
            start, end = max(first - top, area.top), min(last - top, area.bottom)
            if start <= end:
                x, y = origin.StartColumn, origin.StartRow
                found.append(address_of(origin.Sheet, x, y + start, x, y + end))
    if found:
        formats.put(found, code)
