"""The cut-off date that a report prints above its headings: «Cartera a 31/12/2025»."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from cartera_xl.importers.cells import is_blank
from cartera_xl.importers.dates import Order, Pair, parse
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.importers.cells import Cell

# Once folded, «31/12/2025» is three words and «31 de dic. de 2025» is five.
_WRITTEN: Final = re.compile(
    r"\b(?:corte|hasta|al?)(?: (?:a|al|de|del|el|fecha))*"
    r" (\d{1,4} \d{1,2} \d{1,4}|\d{1,2} (?:de )?[a-z]+ (?:del? )?\d{4}"
    r"|[a-z]+ \d{1,2} (?:del? )?\d{4})\b"
)
_LABEL: Final = re.compile(r"\b(?:corte|hasta)\b")


def cutoff_above(rows: Sequence[Sequence[Cell]]) -> date | None:
    """Return the last cut-off that the lines above a table state.

    A date with the word in one cell, or in the cell after the word. Where day and month
    may be either, they stand as in Colombia.
    """
    found = [day for row in rows if (day := _in_row(row)) is not None]
    return found[-1] if found else None


def _in_row(row: Sequence[Cell]) -> date | None:
    cells = [cell for cell in row if not is_blank(cell)]
    for i, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        text = fold(cell)
        if written := _WRITTEN.findall(text):
            return _day(written[-1])
        if _LABEL.search(text) and i + 1 < len(cells):
            return _day(cells[i + 1])
    return None


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    said = parse(cell) if isinstance(cell, str) else cell
    if isinstance(said, Pair):
        return said.under(Order.DAY_FIRST) or said.under(Order.MONTH_FIRST)
    return said if isinstance(said, date) else None
