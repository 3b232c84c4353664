"""A tab's sheet as a person left it: what was typed, and what is not ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.errors import (
    OwnRowError,
    RepeatedDocumentError,
    TypedWithoutDocumentError,
)
from cartera_xl.workbook.addresses import column_number
from cartera_xl.workbook.cells import CELL, RawCell, Value, serial, value_of
from cartera_xl.workbook.sheet_stream import (
    Head,
    Row,
    Rows,
    SheetStream,
    Tail,
)
from cartera_xl.workbook.skipping import Glance
from cartera_xl.workbook.strings import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cartera_xl.workbook.placement import Placement

Key: TypeAlias = tuple[str, ...]

# Tables up to this size are read cell by cell, so that painted cells and values that
# were typed over are noticed; beyond it, only rows that hold something typed are.
READ_ALL: Final = 5_000

_NO_HEAD: Final = Head(b"", b"")
_NO_TAIL: Final = Tail(b"", b"")
_USUAL_HEIGHT: Final = re.compile(rb'\bdefaultRowHeight="([\d.]+)"')
_SET_HEIGHT: Final = re.compile(
    rb'\sht="([\d.]+)"(?=[^>]*\scustomHeight="(?:1|true)")'
    rb'|\scustomHeight="(?:1|true)"(?=[^>]*\sht="([\d.]+)")'
)


class TypedCells(NamedTuple):
    """A body row with something typed; `key` is empty on rows made to be typed in."""

    number: int
    key: Key
    cells: dict[int, RawCell]  # by the sheet's column: input, and a person's own
    shown: dict[int, Value]  # what the columns that are only read hold


@dataclass
class OldSheet:
    """Everything of the sheet that a refresh may need."""

    head: Head = _NO_HEAD
    tail: Tail = _NO_TAIL
    above: list[Row] = field(default_factory=list)  # down to the headings
    typed: list[TypedCells] = field(default_factory=list)
    shown: list[TypedCells] = field(default_factory=list)  # of small tables: all rows
    outside: dict[int, list[RawCell]] = field(default_factory=dict)  # beside the table
    below: dict[int, Row] = field(default_factory=dict)  # cells in its columns only
    totals: Row | None = None
    first_styles: dict[int, int] = field(default_factory=dict)
    styles: dict[int, set[int]] = field(default_factory=dict)  # of small tables
    resized_rows: bool = False
    hidden_rows: bool = False


def read_old_sheet(
    placement: Placement, stream: SheetStream, shared: Callable[[int], str]
) -> OldSheet:
    """Read a tab's sheet.

    Raises:
        WorkbookError: something stands where no refresh can carry it along.
    """
    return _Reader(placement, shared).read(stream)


def key_part(value: Value) -> str:
    """Return one part of a key as text: 1001 and «1001» are the same document."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cleaned(value)
    number = serial(value) if isinstance(value, date) else value
    return f"{number:.6f}".rstrip("0").rstrip(".")


class _Reader:
    """Goes through the sheet once."""

    def __init__(self, placement: Placement, shared: Callable[[int], str]) -> None:
        self.placement = placement
        self.table = placement.table
        self.shared = shared
        self.sheet = OldSheet()
        self.glance = Glance(placement)
        self.read_all = self.table.last - self.table.first < READ_ALL
        self.carried = {*placement.inputs, *placement.own}
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
        _refuse_repeated(self.table.sheet.name, self.sheet.typed)
        return self.sheet

    def _rows(self, rows: Rows) -> None:
        body = rows.first > self.table.first and rows.last <= self.table.last
        if body and not self.read_all and self.glance.nothing_typed(rows.data):
            return
        for row in rows:
            self._row(row)

    def _notice(self, rows: bytes) -> None:
        if b'customHeight="' in rows:
            self.sheet.resized_rows |= self._has_other_heights(rows)
        self.sheet.hidden_rows |= b' hidden="1"' in rows or b' hidden="true"' in rows

    def _has_other_heights(self, rows: bytes) -> bool:
        found = _SET_HEIGHT.findall(rows)
        heights = {float(before or after) for before, after in found}
        usual = _USUAL_HEIGHT.search(self.sheet.head.data)
        return bool(heights - {float(usual[1]) if usual else 0})

    def _row(self, row: Row) -> None:
        table = self.table
        if row.number < table.first:
            self.sheet.above.append(row)
            return
        inside = self._split(row)
        if row.number <= table.last:
            self._notice(row.rest)
            self._body_row(row.number, inside)
        elif row.number <= table.area.bottom:
            self.sheet.totals = _with_cells(row, inside)
        elif inside or row.rest.strip():
            self.sheet.below[row.number] = _with_cells(row, inside)

    def _split(self, row: Row) -> list[RawCell]:
        """Return the cells in the table's columns; set the others aside."""
        inside: list[RawCell] = []
        outside: list[RawCell] = []
        left, _, right, _ = self.table.area
        for letters, _, rest, inner in CELL.findall(row.cells):
            column = column_number(letters.decode())
            cell = RawCell(row.number, column, rest, inner or None)
            if b"<f" in inner:
                cell = self._unshared(cell)
            (inside if left <= column <= right else outside).append(cell)
        if outside:
            self.sheet.outside[row.number] = outside
        return inside

    def _unshared(self, cell: RawCell) -> RawCell:
        """Write a shared formula out: rows move, and its first cell may go."""
        from cartera_xl.workbook.moving import unshared

        return unshared(cell, self.masters)

    def _body_row(self, number: int, cells: list[RawCell]) -> None:
        if number == self.table.first:
            self.sheet.first_styles = {cell.column: cell.style for cell in cells}
        if self.read_all:
            for cell in cells:
                self.sheet.styles.setdefault(cell.column, set()).add(cell.style)
        filled = {cell.column: cell for cell in cells if cell.filled}
        typed = {n: cell for n, cell in filled.items() if n in self.carried}
        if not filled:
            return
        key = self._key(filled)
        self._check(number, key, filled, typed)
        if not any(key):
            key = ()
        if typed or self.read_all:
            shown = self._shown(filled)
            row = TypedCells(number, key, typed, shown)
            if self.read_all:
                self.sheet.shown.append(row)
            if typed:
                self.sheet.typed.append(row)

    def _key(self, filled: dict[int, RawCell]) -> Key:
        cells = (filled.get(column) for column in self.placement.key)
        return tuple(
            key_part(value_of(cell, self.shared)) if cell else "" for cell in cells
        )

    def _shown(self, filled: dict[int, RawCell]) -> dict[int, Value]:
        return {
            column: value_of(cell, self.shared)
            for column, cell in filled.items()
            if column in self.placement.columns and column not in self.carried
        }

    def _check(
        self,
        number: int,
        key: Key,
        filled: dict[int, RawCell],
        typed: dict[int, RawCell],
    ) -> None:
        sheet = self.table.sheet.name
        if self.placement.has_entries:
            return
        inputs = [n for n in typed if not self._filled_down(n, typed[n])]
        if inputs and not any(key):
            titles = map(self.placement.title, inputs)
            raise TypedWithoutDocumentError(sheet, number, titles)
        presence = self.placement.presence
        if presence and presence not in filled and filled.keys() - typed.keys():
            raise OwnRowError(sheet, number)

    def _filled_down(self, column: int, cell: RawCell) -> bool:
        """Tell that Excel filled a cell, not a person: a calculated column."""
        title = self.placement.title(column)
        return title in self.table.calculated and cell.formula is not None


def _with_cells(row: Row, cells: Iterable[RawCell]) -> Row:
    return Row(row.number, row.rest, b"".join(cell.xml for cell in cells))


def _refuse_repeated(sheet: str, typed: list[TypedCells]) -> None:
    seen: dict[Key, int] = {}
    for row in typed:
        if row.key and row.key in seen:
            name = " · ".join(filter(None, row.key))
            raise RepeatedDocumentError(sheet, name, (seen[row.key], row.number))
        seen[row.key] = row.number
