"""Marks beside the rows of an open workbook: why a row was refused, or its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.cells import entered
from cartera_xl.tabs.columns import ACCEPTED, REJECTED, STATUS
from cartera_xl.workbook.parts.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cartera_xl.hosts.entries import RowMark
    from cartera_xl.hosts.live.looks import CellLook, Looks
    from cartera_xl.hosts.live.tables import Found


class Marker:
    """Marks one tab; what was marked before and is not now is unmarked.

    `below` are the rows under the table that hold something.
    """

    def __init__(self, found: Found, below: Iterable[int], looks: Looks) -> None:
        self._found = found
        self._table = found.placement.table
        self._looks = looks
        numbers = list(found.placement.columns)
        fields = {c.field: n for n, c in found.placement.columns.items()}
        self._fields = fields
        self._status = fields[STATUS.field]
        self._positions = {n: numbers.index(n) for n in found.placement.inputs}
        self._below = list(below)

    def mark(self, marks: Iterable[RowMark]) -> None:
        """Write the statuses and paint the refused cells."""
        own = {mark.row: mark for mark in marks if mark.table == self._table.name}
        old = self._statuses()
        for number, status in old.items():
            if status.startswith(REJECTED):
                self._unpaint(number)
        self._write(old, {number: mark.status for number, mark in own.items()})
        for number, mark in own.items():
            for field in mark.rejected:
                self._paint(number, self._fields[field])

    def _statuses(self) -> dict[int, str]:
        """Return the statuses of ours that stand beside rows."""
        last = max([self._table.last, *self._below])
        rows = blocks.values(self._found.column(self._status, last))
        texts = enumerate((row[0] for row in rows), self._table.first)
        return {
            number: text
            for number, text in texts
            if isinstance(text, str) and self._is_ours(number, text)
        }

    def _is_ours(self, number: int, text: str) -> bool:
        """Tell a status of ours from what a person wrote under the table."""
        return number <= self._table.last or text.startswith((REJECTED, ACCEPTED))

    def _write(self, old: Mapping[int, str], new: Mapping[int, str]) -> None:
        changed = {n: new.get(n, "") for n in {*old, *new}}
        texts = {n: text for n, text in changed.items() if text != old.get(n, "")}
        for run in blocks.runs(texts):
            area = Area(self._status, run.start, self._status, run.stop - 1)
            column = [entered(texts[number], in_text=True) for number in run]
            blocks.put(self._found.cells(area), [column])

    def _paint(self, number: int, column: int) -> None:
        usual = self._looks.usual(self._positions[column])
        refused = usual and self._looks.rejected(self._positions[column], usual)
        if refused:
            self._colour(number, column, refused)

    def _unpaint(self, number: int) -> None:
        """Give the cells of a row that were refused their own look again."""
        for column, position in self._positions.items():
            usual = self._looks.usual(position)
            refused = usual and self._looks.rejected(position, usual)
            cell = self._found.cells(Area(column, number, column, number))
            if usual and refused and cell.color == refused.fill:
                self._colour(number, column, usual)

    def _colour(self, number: int, column: int, look: CellLook) -> None:
        cell = self._found.cells(Area(column, number, column, number))
        cell.color = look.fill
        if look.ink:
            cell.font.color = look.ink
