"""Where Ctrl and an arrow lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.addresses import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.hosts.calc.ranges import Range

_SHORT: Final = {"d": "down", "u": "up", "r": "right", "l": "left"}


def end_of(cell: Range, direction: str) -> tuple[int, int]:
    """Return the row and column at the end of what is full, or of what is empty."""
    way = _SHORT.get(direction, direction)
    steps = steps_to_end(_filled(cell, way))
    upright, back = way in ("down", "up"), way in ("up", "left")
    here = cell.row if upright else cell.column
    edge = 1 if back else MAX_ROWS if upright else MAX_COLUMNS
    there = edge if steps is None else here - steps if back else here + steps
    return (there, cell.column) if upright else (cell.row, there)


def steps_to_end(filled: Sequence[bool]) -> int | None:
    """Return how far it is to go from the first of cells; None: to the edge."""
    if len(filled) > 1 and filled[0] and filled[1]:
        return next((i for i, full in enumerate(filled) if not full), len(filled)) - 1
    return next((i for i, full in enumerate(filled) if i and full), None)


def _filled(cell: Range, way: str) -> list[bool]:
    """Tell of each used cell on the way, this one first, whether it holds something."""
    used = cell.sheet.used_range
    last = used.row + used.shape[0] - 1, used.column + used.shape[1] - 1
    top, left, bottom, right = cell.row, cell.column, cell.row, cell.column
    if way == "down":
        bottom = max(bottom, last[0])
    elif way == "up":
        top = 1
    elif way == "right":
        right = max(right, last[1])
    elif way == "left":
        left = 1
    else:
        raise ValueError(way)
    sheet: Any = cell.sheet.api
    cells = sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)
    found = [value != "" for row in cells.getDataArray() for value in row]
    return found[::-1] if way in ("up", "left") else found
