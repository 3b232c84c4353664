"""A tab's sheet anew: the person's rows and cells around a new table body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import MergedCellsError, NoRoomBelowError
from cartera_xl.workbook.bodies.new_body import BodyPlan, body_xml
from cartera_xl.workbook.parts.addresses import Area, parse_area
from cartera_xl.workbook.parts.cells import cells_of
from cartera_xl.workbook.parts.edited_sheet import Edits, edited_row
from cartera_xl.workbook.parts.ranges import stretched
from cartera_xl.workbook.parts.shared_strings import used_in
from cartera_xl.workbook.parts.sheet_stream import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.workbook.bodies.old_sheet import OldSheet
    from cartera_xl.workbook.formulas.revaluing import Revaluer
    from cartera_xl.workbook.parts.cells import RawCell
    from cartera_xl.workbook.parts.notes import Note
    from cartera_xl.workbook.parts.tables import Table

_MERGED: Final = re.compile(rb'<mergeCell\b[^>]*\bref="([^"]+)"')
_DIMENSION: Final = re.compile(rb'(<dimension\b[^>]*\bref=")[^"]*"')


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A tab's sheet, ready to be written."""

    table: Table
    old: OldSheet
    body: BodyPlan
    edits: Edits
    notes: Sequence[Note] = ()  # as they were found

    @property
    def end(self) -> int:
        """Return the number of the table's last row, total rows among them."""
        return self.body.last + self.table.total_rows

    def check(self) -> None:
        """Refuse what the new body would run over.

        Raises:
            NoRoomBelowError: something stands below the table where it must grow.
            MergedCellsError: cells of the body are merged.
        """
        name = self.table.sheet.name
        busy = [n for n, row in self.old.below.items() if _is_filled(row)]
        busy += self._noted_below()
        if busy and min(busy) <= self.end:
            raise NoRoomBelowError(name, min(busy), self.end)
        body = self.table.body
        body = body._replace(bottom=max(body.bottom, self.end))
        for text in _MERGED.findall(self.old.tail.data):
            area = parse_area(text.decode())
            if area and area.meets(body):
                raise MergedCellsError(name, str(area))

    def _noted_below(self) -> list[int]:
        """Return the rows below the table that have a note in its columns."""
        columns, bottom = self.table.area.columns, self.table.area.bottom
        cells = [note.cell for note in self.notes]
        return [row for row, column in cells if row > bottom and column in columns]

    def xml(self, revaluer: Revaluer) -> Iterator[bytes]:
        """Yield the sheet's XML."""
        head = self.edits.head(self.old.head.data)
        yield _DIMENSION.sub(rb'\g<1>%s"' % self._dimension(), head)
        yield b"<sheetData>"
        for row in self._above():
            yield _revalued(row, revaluer).xml
        yield from body_xml(self._revalued_body(revaluer))
        for row in self._after():
            yield _revalued(row, revaluer).xml
        yield b"</sheetData>"
        yield stretched(self.old.tail.data, self.table)

    def shared_texts(self) -> set[int]:
        """Return the indexes of the shared texts that the sheet will refer to.

        Only a person's cells and the headings do: our own texts stand in their cells.
        """
        runs = [row.cells for row in (*self._above(), *self._after())]
        runs += [cell.xml for cells in self.old.outside.values() for cell in cells]
        runs += [
            b"<c%s>%s</c>" % cell
            for cells in self.body.carried.values()
            for cell in cells.values()
        ]
        return set(used_in(b"".join(runs)))

    def _above(self) -> Iterator[Row]:
        old = {row.number: row for row in self.old.above}
        numbers = {*old, *(n for n in self.edits.values if n < self.table.first)}
        for number in sorted(numbers):
            yield edited_row(old.get(number, Row(number, b"", b"")), self.edits)

    def _revalued_body(self, revaluer: Revaluer) -> BodyPlan:
        """Return the body plan with the formulas beside it given their values."""
        outside = {
            number: [revaluer.cell(cell) for cell in cells]
            for number, cells in self.old.outside.items()
            if number <= self.body.last
        }
        return replace(self.body, outside=outside)

    def _after(self) -> Iterator[Row]:
        """Yield the rows that follow the body: totals, text below, own cells beside."""
        inside = {n: row for n, row in self.old.below.items() if n > self.body.last}
        if self.old.totals:
            inside[self.body.last + 1] = _moved(self.old.totals, self.body.last + 1)
        beside = {n: c for n, c in self.old.outside.items() if n > self.body.last}
        for number in sorted({*inside, *beside}):
            row = inside.get(number, Row(number, b"", b""))
            yield _merged(row, beside.get(number, ()), self.table.area)

    def _dimension(self) -> bytes:
        """Return the area that holds cells."""
        left, _, right, _ = self.table.area
        columns = {left, right}
        rows = {self.end, *self.old.below, *self.old.outside}
        for row in self.old.above:
            columns.update(cell.column for cell in cells_of(row.cells))
        for cells in self.old.outside.values():
            columns.update(cell.column for cell in cells)
        top = self.old.above[0].number if self.old.above else self.table.area.top
        return str(Area(min(columns), top, max(columns), max(rows))).encode()


def _revalued(row: Row, revaluer: Revaluer) -> Row:
    return row._replace(cells=revaluer.row(row.cells))


def _is_filled(row: Row) -> bool:
    return any(cell.filled for cell in cells_of(row.cells))


def _moved(row: Row, number: int) -> Row:
    cells = (cell._replace(row=number).xml for cell in cells_of(row.cells))
    return Row(number, row.rest, b"".join(cells))


def _merged(row: Row, beside: Iterable[RawCell], area: Area) -> Row:
    before = b"".join(cell.xml for cell in beside if cell.column < area.left)
    after = b"".join(cell.xml for cell in beside if cell.column > area.right)
    return row._replace(cells=before + row.cells + after)
