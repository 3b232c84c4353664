"""Marks on a table's rows: what is said beside them, and refused cells painted.

All other bytes stay: a mark is no refresh, and what a person typed is not touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.workbook.parts.addresses import column_letters
from cartera_xl.workbook.parts.cells import (
    RawCell,
    cells_of,
    restyled,
    style_attribute,
)
from cartera_xl.workbook.parts.sheet_stream import Head, Row, Rows, Tail
from cartera_xl.workbook.parts.strings import text_element

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Iterable,
        Iterator,
        Mapping,
        Set,
    )

    from cartera_xl.tabs.tab import Format
    from cartera_xl.workbook.parts.tables import Table

_NOWHERE: Final[frozenset[int]] = frozenset()


class RowNote(NamedTuple):
    """What a row's status says, and the columns that are painted."""

    status: str
    rejected: Set[int]


@dataclass(frozen=True)
class Marking:
    """The marks of one table; what was marked before and is not here is unmarked.

    A number that a style of `shows` makes a date or a percentage is painted as a
    refused one in any column: painted as an amount it would be an amount. `own` tells
    a status of ours from a person's text under the table.
    """

    table: Table
    status: int  # the column of statuses
    styles: Mapping[int, Mapping[int, int]]  # by column: each style, and it refused
    notes: Mapping[int, RowNote]  # by row
    shows: Mapping[int, Format]
    strays: Mapping[Format, Mapping[int, int]]  # a date's style, and it refused
    own: Callable[[RawCell], bool]

    def sheet(self, pieces: Iterable[Head | Rows | Tail]) -> Iterator[bytes]:
        """Yield the sheet's XML with its marks."""
        suspect = self._suspect()
        for piece in pieces:
            match piece:
                case Head(data, opening):
                    yield data + opening
                case Rows():
                    changes = self._concerns(piece) or suspect.search(piece.data)
                    yield piece.rewritten(self.row) if changes else piece.data
                case Tail(closing, data):
                    yield closing + data

    def row(self, row: Row) -> Row:
        """Return a row with its mark, or without the one it had."""
        if row.number < self.table.first:
            return row
        note = self.notes.get(row.number)
        cells = {cell.column: cell for cell in cells_of(row.cells)}
        new = cells | dict(self._painted(row.number, cells, note))
        new |= self._status(row.number, cells.get(self.status), note)
        if new == cells:
            return row
        return row._replace(cells=b"".join(new[n].xml for n in sorted(new)))

    def _concerns(self, rows: Rows) -> bool:
        return any(rows.first <= number <= rows.last for number in self.notes)

    def _suspect(self) -> re.Pattern[bytes]:
        """Return a pattern of what an old mark leaves."""
        letters = column_letters(self.status)
        choices = [rf'<c r="{letters}\d+"[^/>]*+>']
        pairs = (self._stray_pairs, *self.styles.values())
        if painted := {s for styles in pairs for s in styles.values()}:
            choices.append(rf'\ss="(?:{"|".join(map(str, sorted(painted)))})"')
        return re.compile("|".join(choices).encode())

    def _painted(
        self, number: int, cells: Mapping[int, RawCell], note: RowNote | None
    ) -> Iterator[tuple[int, RawCell]]:
        wanted = note.rejected if note else _NOWHERE
        for column, styles in self.styles.items():
            cell = cells.get(column) or RawCell(number, column, b"", None)
            pairs = {**self._stray_pairs, **styles}
            usual = {refused: style for style, refused in pairs.items()}
            style = usual.get(cell.style, cell.style)
            if column in wanted:
                style = self._refused(style, styles)
            if style != cell.style:
                yield column, cell._replace(rest=restyled(cell.rest, style))

    def _refused(self, style: int, styles: Mapping[int, int]) -> int:
        if style in styles:
            return styles[style]
        refused = next(iter(styles.values()))
        shown = self.shows.get(style)
        if shown is None or self.shows.get(refused) is shown:
            return refused
        return next(iter(self.strays.get(shown, {}).values()), style)

    @cached_property
    def _stray_pairs(self) -> dict[int, int]:
        return {s: refused for p in self.strays.values() for s, refused in p.items()}

    def _status(
        self, number: int, cell: RawCell | None, note: RowNote | None
    ) -> dict[int, RawCell]:
        if note:
            return {self.status: _text_cell(number, self.status, cell, note.status)}
        if cell is None or not cell.filled:
            return {}
        if number > self.table.last and not self.own(cell):
            return {}
        return {self.status: _text_cell(number, self.status, cell, "")}


def _text_cell(number: int, column: int, cell: RawCell | None, text: str) -> RawCell:
    style = style_attribute(cell.style if cell else 0).encode()
    element = text_element(text) if text else ""
    if not element:
        return RawCell(number, column, style, None)
    inner = f"<is>{element}</is>".encode()
    return RawCell(number, column, style + b' t="inlineStr"', inner)
