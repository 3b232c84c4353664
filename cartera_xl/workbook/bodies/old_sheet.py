"""A tab's sheet as a person left it: what was typed, and what is not ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.errors import RepeatedDocumentError, WorkbookError
from cartera_xl.workbook.parts.cells import Value, cells_of, serial, value_of
from cartera_xl.workbook.parts.sheet_stream import Head, Row, Tail
from cartera_xl.workbook.parts.strings import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import RawCell

Key: TypeAlias = tuple[str, ...]

_NO_HEAD: Final = Head(b"", b"")
_NO_TAIL: Final = Tail(b"", b"")


class Shown(Mapping[int, Value]):
    """The values of some cells by column, each made out when it is asked for."""

    def __init__(
        self, cells: Mapping[int, RawCell], shared: Callable[[int], str]
    ) -> None:
        self._cells = cells
        self._shared = shared

    def __getitem__(self, column: int) -> Value:
        return value_of(self._cells[column], self._shared)

    def __iter__(self) -> Iterator[int]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


class TypedCells(NamedTuple):
    """A body row with something typed; `key` is empty on rows without a document."""

    number: int
    key: Key
    cells: dict[int, RawCell]  # by the sheet's column: input, and a person's own
    shown: Mapping[int, Value]  # what the columns that are only read hold
    hidden: bool = False  # by a filter or by hand


@dataclass
class OldSheet:
    """Everything of the sheet that a refresh or a posting may need."""

    head: Head = _NO_HEAD
    tail: Tail = _NO_TAIL
    above: list[Row] = field(default_factory=list)  # down to the headings
    typed: list[TypedCells] = field(default_factory=list)
    outside: dict[int, list[RawCell]] = field(default_factory=dict)  # beside the table
    below: dict[int, Row] = field(default_factory=dict)  # cells in its columns only
    totals: Row | None = None
    first_styles: dict[int, int] = field(default_factory=dict)
    faults: list[WorkbookError] = field(default_factory=list)  # no refresh carries it

    def check(self, sheet: str) -> None:
        """Refuse what a refresh could not carry along; `sheet` is its name.

        Raises:
            WorkbookError: something stands where no row of ours will be.
        """
        for fault in self.faults:
            raise fault
        _refuse_repeated(sheet, self.typed)


def key_part(value: Value) -> str:
    """Return one part of a key as text: 1001 and «1001» are the same document."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cleaned(value)
    number = serial(value) if isinstance(value, date) else value
    return f"{number:.6f}".rstrip("0").rstrip(".")


def key_of(
    placement: Placement, filled: Mapping[int, RawCell], shared: Callable[[int], str]
) -> Key:
    """Return the key that a row's cells state; empty where all of it is blank."""
    cells = (filled.get(column) for column in placement.key)
    key = tuple(key_part(value_of(cell, shared)) if cell else "" for cell in cells)
    return key if any(key) else ()


def shown_in(
    placement: Placement, filled: Mapping[int, RawCell], shared: Callable[[int], str]
) -> Shown:
    """Return what the columns that are only read hold in a row."""
    read = placement.read
    return Shown({n: cell for n, cell in filled.items() if n in read}, shared)


def typed_below(
    placement: Placement, sheet: OldSheet, shared: Callable[[int], str]
) -> Iterator[TypedCells]:
    """Yield the rows under the table that look like rows of it.

    Excel lets a table grow over what is typed just below it; other programs do not. A
    person's own sums and texts may stand there too: those name no document, and in a
    tab of rows to type in they are formulas.
    """
    for number, row in sorted(sheet.below.items()):
        filled = {cell.column: cell for cell in cells_of(row.cells) if cell.filled}
        typed = {n: cell for n, cell in filled.items() if n in placement.inputs}
        key = key_of(placement, filled, shared)
        constants = any(cell.formula is None for cell in typed.values())
        if typed and (constants if placement.has_entries else key):
            shown = shown_in(placement, filled, shared)
            yield TypedCells(number, key, typed, shown, row.hidden)


def _refuse_repeated(sheet: str, typed: list[TypedCells]) -> None:
    seen: dict[Key, int] = {}
    for row in typed:
        if not (row.key and row.cells):
            continue
        if row.key in seen:
            name = " · ".join(filter(None, row.key))
            raise RepeatedDocumentError(sheet, name, (seen[row.key], row.number))
        seen[row.key] = row.number
