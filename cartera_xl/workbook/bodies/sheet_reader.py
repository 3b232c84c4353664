"""Reading a tab's sheet once, from its first row to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.workbook.bodies.body_rows import BodyRows
from cartera_xl.workbook.bodies.corrections import CorrectedRows
from cartera_xl.workbook.bodies.old_sheet import OldSheet
from cartera_xl.workbook.bodies.skipping import Glance
from cartera_xl.workbook.parts.addresses import column_number
from cartera_xl.workbook.parts.cells import CELL, RawCell, cells_of
from cartera_xl.workbook.parts.sheet_stream import Head, Row, Rows, SheetStream, Tail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cartera_xl.workbook.bodies.placement import Placement


def read_old_sheet(
    placement: Placement, stream: SheetStream, shared: Callable[[int], str]
) -> OldSheet:
    """Read a tab's sheet; what a refresh must refuse is among its `faults`."""
    return _Reader(placement, shared).read(stream)


class _Reader:
    def __init__(self, placement: Placement, shared: Callable[[int], str]) -> None:
        self.placement = placement
        self.table = placement.table
        self.shared = shared
        self.sheet = OldSheet()
        self.glance = Glance(placement)
        self.corrected = CorrectedRows(placement, self.glance, shared)
        self.body = BodyRows(placement, self.sheet, shared)
        self.masters: dict[bytes, tuple[int, int, str]] = {}

    def read(self, stream: SheetStream) -> OldSheet:
        for piece in stream.pieces():
            match piece:
                case Head():
                    self.sheet.head = piece
                case Tail():
                    self.sheet.tail = piece
                case Rows():
                    self._rows(piece)
        return self.sheet

    def _rows(self, rows: Rows) -> None:
        before, rest = rows.parted(self.table.first)
        body, after = rest.parted(self.table.last + 1)
        self.sheet.above += before
        self._body(body)
        for row in after:
            self._row_after(row)

    def _body(self, rows: Rows) -> None:
        first, others = rows.parted(self.table.first + 1)
        for row in first:
            cells = cells_of(row.cells)
            self.sheet.first_styles = {cell.column: cell.style for cell in cells}
            self._body_row(row)
        finder = self.corrected if self.placement.prefilled else self.glance
        for row in finder.suspects(others):
            self._body_row(row)

    def _body_row(self, row: Row) -> None:
        cells = self._inside(row, blanks=False)
        if filled := {cell.column: cell for cell in cells if cell.filled}:
            self.body.keep(row.number, filled, hidden=row.hidden)

    def _row_after(self, row: Row) -> None:
        cells = self._inside(row, blanks=True)
        if row.number <= self.table.area.bottom:
            self.sheet.totals = _with_cells(row, cells)
        elif cells or row.rest.strip():
            self.sheet.below[row.number] = _with_cells(row, cells)

    def _inside(self, row: Row, *, blanks: bool) -> list[RawCell]:
        """Return the cells in the table's columns; set the others aside."""
        inside: list[RawCell] = []
        outside: list[RawCell] = []
        columns = self.table.area.columns
        for letters, _, rest, inner in CELL.findall(row.cells):
            column = column_number(letters.decode())
            if column not in columns:
                outside.append(self._cell(row, column, rest, inner))
            elif inner or blanks:
                inside.append(self._cell(row, column, rest, inner))
        if outside:
            self.sheet.outside[row.number] = outside
        return inside

    def _cell(self, row: Row, column: int, rest: bytes, inner: bytes) -> RawCell:
        cell = RawCell(row.number, column, rest, inner or None)
        return self._unshared(cell) if b"<f" in inner else cell

    def _unshared(self, cell: RawCell) -> RawCell:
        """Write a shared formula out: rows move, and its first cell may go."""
        from cartera_xl.workbook.formulas.moving import unshared

        return unshared(cell, self.masters)


def _with_cells(row: Row, cells: Iterable[RawCell]) -> Row:
    return row._replace(cells=b"".join(cell.xml for cell in cells))
