"""Telling at a glance that a run of a table's rows holds nothing but our own cells.

Typed cells are few among millions. A run of rows in which no column to type in is
filled, no cell stands outside the table and no row lacks the mark of ours needs no
closer look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cartera_xl.workbook.parts.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.workbook.bodies.placement import Placement

_FILLED = r'\d++"[^/>]*+>'
_BLANK = r'\d++"[^>]*/>'


class Glance:
    """The patterns of one table, ready to be looked for."""

    def __init__(self, placement: Placement) -> None:
        area = placement.table.area
        suspects = [_columns([*placement.inputs, *placement.own], _FILLED)]
        suspects.append(_columns(range(1, area.left), r"\d"))
        suspects.append(f"(?:{right_of(area.right)})\\d")
        self._presence = b""
        if placement.presence:
            suspects.append(_columns([placement.presence], _BLANK))
            letters = column_letters(placement.presence)
            self._presence = f'<c r="{letters}'.encode()
        # Cells of another form than ours get the closer look, which refuses them.
        pattern = f'<c(?: r="(?:{"|".join(filter(None, suspects))})|(?! r="))'
        self._suspect = re.compile(pattern.encode())

    def nothing_typed(self, rows: bytes) -> bool:
        """Tell that a run of body rows holds our cells only; in doubt, say no."""
        # Where columns such as A and AB share their first letter the counts differ,
        # and the rows get their closer look.
        if self._presence and rows.count(self._presence) != rows.count(b'<row r="'):
            return False
        return self._suspect.search(rows) is None


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
