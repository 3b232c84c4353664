"""What a person changed in a table that a refresh takes back: it is told, not kept.

Programs that save a workbook write every row anew: Excel shares the texts of cells,
LibreOffice and openpyxl state the type of numbers. A run of rows that has neither is as
we wrote it, and so are those that follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.bodies.comparing import Comparer, Overwritten
from cartera_xl.workbook.parts.addresses import column_number
from cartera_xl.workbook.parts.sheet_stream import Head, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from cartera_xl.workbook.bodies.comparing import Expected
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.sheet_stream import Tail

_OTHERS: Final = (b't="s"', b't="n"')
_DRESSED: Final = re.compile(rb'<row r="\d++" ')
_HEIGHT: Final = re.compile(rb'\sht="([\d.]+)"')
_BY_HAND: Final = re.compile(rb'\scustomHeight="(?:1|true)"')
_USUAL: Final = re.compile(rb'\bdefaultRowHeight="([\d.]+)"')


@dataclass
class Changes:
    """The rows, by number, and the cells that a person changed."""

    hidden: list[int] = field(default_factory=list)
    resized: list[int] = field(default_factory=list)
    painted: list[int] = field(default_factory=list)
    overwritten: list[Overwritten] = field(default_factory=list)


def changes_in(
    pieces: Iterable[Head | Rows | Tail],
    placement: Placement,
    styles: Collection[int],
    expected: Expected | None,
    shared: Callable[[int], str],
) -> Changes:
    """Look a table's body over.

    `styles` are those that its cells may have, the most frequent ones first.
    """
    comparer = Comparer(placement, expected, shared) if expected else None
    return _Looker(placement, styles, comparer).look(pieces)


class _Looker:
    def __init__(
        self, placement: Placement, styles: Collection[int], comparer: Comparer | None
    ) -> None:
        self.columns = placement.columns
        self.body = placement.table.body.rows
        self.comparer = comparer
        self.done = Changes()
        self.usual_height = 0.0
        self.ours = [b'" s="%d"' % style for style in styles]
        self.foreign = _foreign(styles)

    def look(self, pieces: Iterable[Head | Rows | Tail]) -> Changes:
        for piece in pieces:
            if isinstance(piece, Head):
                usual = _USUAL.search(piece.data)
                self.usual_height = float(usual[1]) if usual else 0.0
            elif isinstance(piece, Rows) and piece.last >= self.body.start:
                rows = piece.parted(self.body.start)[1].parted(self.body.stop)[0]
                if not rows or _is_ours(rows):
                    break
                self._rows(rows)
        return self.done

    def _rows(self, rows: Rows) -> None:
        self._look_for_paint(rows.data)
        dressed = b'hidden="' in rows.data or b'customHeight="' in rows.data
        if not (dressed or self.comparer):
            return
        for row in rows:
            if dressed:
                self._look_at_dress(row)
            if self.comparer:
                self.done.overwritten += self.comparer.overwritten(row)

    def _look_at_dress(self, row: Row) -> None:
        if row.hidden:
            self.done.hidden.append(row.number)
        height = _HEIGHT.search(row.rest) if _BY_HAND.search(row.rest) else None
        if height and float(height[1]) != self.usual_height:
            self.done.resized.append(row.number)

    def _look_for_paint(self, data: bytes) -> None:
        """Note the rows with a style that is none of ours.

        Where our styles account for every cell, counting them is enough.
        """
        if self._has_our_styles_only(data):
            return
        painted = self.done.painted
        for letters, number in self.foreign.findall(data):
            row = int(number)
            if painted and painted[-1] == row:
                continue
            if column_number(letters.decode()) in self.columns:
                painted.append(row)

    def _has_our_styles_only(self, data: bytes) -> bool:
        cells = data.count(b'<c r="')
        for style in self.ours:
            cells -= data.count(style)
            if not cells:
                return True
        return False


def _is_ours(rows: Rows) -> bool:
    saved_by_others = any(mark in rows.data for mark in _OTHERS)
    return not saved_by_others and not _DRESSED.search(rows.data)


def _foreign(styles: Collection[int]) -> re.Pattern[bytes]:
    """Return a pattern of cells that have another style."""
    ours = "|".join(map(str, sorted(styles)))
    return re.compile(rf'<c r="([A-Z]++)(\d++)"(?! s="(?:{ours})")'.encode())
