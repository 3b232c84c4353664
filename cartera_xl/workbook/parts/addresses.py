"""Cell addresses: letters, numbers, and rectangles of cells."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

LAST_ROW: Final = 1_048_576

_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


@cache
def column_number(letters: str) -> int:
    """Return a column's number, counted from 1, from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@cache
def column_letters(number: int) -> str:
    """Return a column's letters from its number, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Return the address of one cell, such as B7."""
    return f"{column_letters(column)}{row}"


class Area(NamedTuple):
    """A rectangle of cells: first and last column and row, all counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        return (
            f"{cell_address(self.top, self.left)}"
            f":{cell_address(self.bottom, self.right)}"
        )

    @property
    def rows(self) -> range:
        """Return the numbers of its rows."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Return the numbers of its columns."""
        return range(self.left, self.right + 1)

    def meets(self, other: Area) -> bool:
        """Tell whether two rectangles share a cell."""
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )


def parse_area(text: str) -> Area | None:
    """Read A1, $A$1 or A1:B9 (no sheet); None where the text is something else."""
    found = _AREA.fullmatch(text)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Area(
        column_number(left),
        int(top),
        column_number(right or left),
        int(bottom or top),
    )


class Place(NamedTuple):
    """An area of a sheet, as defined names and chart series write it."""

    sheet: str
    area: Area


def parse_place(text: str) -> Place | None:
    """Read Hoja!$A$1:$B$9 or 'Mi hoja'!$A$1; None where it is something else."""
    sheet, mark, area_text = text.rpartition("!")
    area = parse_area(area_text)
    if not mark or area is None:
        return None
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return Place(sheet, area)
