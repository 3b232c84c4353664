"""Telling at a glance which of a table's rows hold anything but our own cells.

Typed cells are few among millions. A row in which no column to type in is filled, no
cell stands outside the table and the mark of ours is not missing needs no closer look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cartera_xl.workbook.parts.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.sheet_stream import Row, Rows

_ROW = b'<row r="'
# Blank is <c …/>, or as openpyxl has it <c …></c>.
_FILLED = r'\d++"[^>]*+>(?<!/>)(?!</c>)'
_BLANK = r'\d++"[^>]*+>(?:(?<=/>)|(?=</c>))'
_STRANGE = re.compile(rb'<c(?! r=")')


class Glance:
    """The patterns of one table, ready to be looked for."""

    def __init__(self, placement: Placement) -> None:
        area = placement.table.area
        inputs = [n for n in placement.inputs if n not in placement.prefilled]
        suspects = [_columns([*inputs, *placement.own], _FILLED)]
        suspects.append(_columns(range(1, area.left), r"\d"))
        suspects.append(f"(?:{right_of(area.right)})\\d")
        self._presence = b""
        self._end: re.Pattern[bytes] | None = None
        if placement.presence:
            suspects.append(_columns([placement.presence], _BLANK))
            letters = column_letters(placement.presence)
            self._presence = f'<c r="{letters}'.encode()
            if (area.left, area.right) == (1, placement.presence):
                end = rf'<c r="{letters}\d++"[^>/]*+><v>[^<]++</v></c></row>'
                self._end = re.compile(end.encode())
        # Cells of another form than ours get the closer look, which refuses them.
        pattern = f'<c(?: r="(?:{"|".join(filter(None, suspects))})|(?! r="))'
        self._suspect = re.compile(pattern.encode())
        self._typed = re.compile(f'<c r="{suspects[0] or "(?!)"}'.encode())

    def suspects(self, rows: Rows) -> Rows:
        """Return the body rows that need a closer look; in doubt, all of them."""
        if self.doubts(rows):
            return rows
        if self._is_plain(rows.data):
            return rows.holding(self._typed)
        found = rows.holding(self._suspect)
        return rows if self._unmarked(rows) != self._unmarked(found) else found

    def doubts(self, rows: Rows) -> bool:
        """Tell that rows may refer to others, or are of no form of ours."""
        data = rows.data
        return b't="shared"' in data or (b"!" in data and b"<!" in data)

    def _is_plain(self, data: bytes) -> bool:
        """Tell that cells are of our form, and our mark the last one of each row.

        As it nearly always is: then there is nothing outside, and only the columns to
        type in are left to look for. The parts take less time than the whole.
        """
        if self._end is None or _STRANGE.search(data):
            return False
        return data.count(_ROW) == len(self._end.findall(data))

    def passes(self, row: Row) -> bool:
        """Tell that a row needs no closer look."""
        return self._presence in row.cells and not self._suspect.search(row.cells)

    def _unmarked(self, rows: Rows) -> int:
        """Return how many rows lack the mark of ours.

        Where columns such as A and AB share their first letter it is not to be told,
        and all rows get their closer look.
        """
        if not self._presence:
            return 0
        return rows.data.count(_ROW) - rows.data.count(self._presence)


def _columns(numbers: Iterable[int], then: str) -> str:
    letters = [column_letters(number) for number in numbers]
    single = "".join(letter for letter in letters if len(letter) == 1)
    others = [letter for letter in letters if len(letter) > 1]
    choices = [f"[{single}]"] if single else []
    choices += others
    return f"(?:{'|'.join(choices)}){then}" if choices else ""


def right_of(column: int) -> str:
    """Return a pattern of the letters of every column to the right of one."""
    letters = column_letters(column)
    same_length = [
        f"{letters[:at]}[{chr(ord(letter) + 1)}-Z]{'[A-Z]' * (len(letters) - at - 1)}"
        for at, letter in enumerate(letters)
        if letter < "Z"
    ]
    longer = ["[A-Z]" * length for length in range(len(letters) + 1, 4)]
    return "|".join([*same_length, *longer])
