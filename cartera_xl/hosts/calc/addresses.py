"""Addresses as Excel writes them, and rectangles of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.hosts.calc.bridge import struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384


class Area(NamedTuple):
    """A rectangle within another, whose first row and column are 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a place lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def area_within(address: Any, origin: Any) -> Area:
    """Return a CellRangeAddress as it lies within another."""
    top, left = origin.StartRow, origin.StartColumn
    return Area(
        address.StartRow - top,
        address.StartColumn - left,
        address.EndRow - top,
        address.EndColumn - left,
    )


def corners(address: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the first and the last cell (row, column from 1), or None for a name."""
    from xlwings import utils

    try:
        first, last = utils.a1_to_tuples(  # type: ignore[no-untyped-call]
            address.replace("$", "")
        )
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    return (first, last or first) if first else None


def cell_name(row: int, column: int, *, row_fixed: bool, column_fixed: bool) -> str:
    """Return a cell's address."""
    from xlwings import utils

    letters = utils.col_name(column)  # type: ignore[no-untyped-call]
    dollars = "$" if column_fixed else "", "$" if row_fixed else ""
    return f"{dollars[0]}{letters}{dollars[1]}{row}"


def address_of(sheet: int, left: int, top: int, right: int, bottom: int) -> Any:
    """Return a CellRangeAddress; all count from 0."""
    return struct("table.CellRangeAddress", sheet, left, top, right, bottom)


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of what follows one another in rising numbers."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last
