"""What was typed in a tab of a closed workbook, each cell with its type."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from cartera_xl.errors import HeadingChangedError
from cartera_xl.hosts.entries import Entry, ErrorCell, FormulaCell, PercentCell
from cartera_xl.tabs.tab import DATED, Format, is_stray
from cartera_xl.workbook.bodies.old_sheet import key_part, typed_below
from cartera_xl.workbook.parts.addresses import cell_address
from cartera_xl.workbook.parts.cells import (
    cells_of,
    day_of,
    error_of,
    moment_of,
    time_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.entries import Typed
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.tabs.tab import Column
    from cartera_xl.workbook.bodies.old_sheet import TypedCells
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import RawCell, Value


class EntryReader:
    """Turns a tab's typed rows into entries; `shows`: what styles show numbers as.

    A number is a date where its column holds dates, or where it looks like one: a date
    typed in a column of amounts must not become an amount, and a percentage neither.
    """

    def __init__(
        self,
        old: OldTable,
        shared: Callable[[int], str],
        shows: Mapping[int, Format],
    ) -> None:
        self._old = old
        self._placement = old.placement
        self._shared = shared
        self._shows = shows

    def entries(self) -> list[Entry]:
        """Return the rows with something typed, in their order."""
        below = typed_below(self._placement, self._old.sheet, self._shared)
        inside = [self.entry(row) for row in self._old.sheet.typed]
        outside = [self.entry(row, below=True) for row in below]
        return [entry for entry in (*inside, *outside) if entry.typed]

    def entry(self, row: TypedCells, *, below: bool = False) -> Entry:
        """Return one row."""
        table = self._placement.table
        return Entry(
            table=table.name,
            sheet=table.sheet.name,
            row=row.number,
            key=row.key,
            typed=self._typed(row),
            shown=_ShownFields(row.shown, self._placement.read),
            version=_version(self._placement, row),
            hidden=row.hidden,
            below=below,
        )

    def _typed(self, row: TypedCells) -> dict[str, Typed]:
        typed: dict[str, Typed] = {}
        for number, column in self._placement.inputs.items():
            cell = row.cells.get(number)
            value = self._value(cell, column) if cell else None
            if column.prefilled or value not in (None, ""):
                typed[column.field] = None if value == "" else value
        return typed

    def _value(self, cell: RawCell, column: Column) -> Typed:
        value = self._constant(cell, column)
        formula = cell.formula
        if formula is not None:
            shown = None if isinstance(value, (ErrorCell, PercentCell)) else value
            return FormulaCell(formula.text, shown)
        return value

    def _constant(
        self, cell: RawCell, column: Column
    ) -> Cell | ErrorCell | PercentCell:
        if (code := error_of(cell)) is not None:
            return ErrorCell(code)
        value = value_of(cell, self._shared)
        shown = Format.DATE if cell.kind == b"d" else self._shows.get(cell.style)
        if shown is Format.PERCENT and is_stray(shown, column.format):
            return as_percent(value)
        dated = column.format in DATED or shown is Format.DATE
        return as_date(value) if dated else as_cell(value)


class _ShownFields(Mapping[str, "Cell"]):
    """What the read columns of a row show, by field, made out when asked for."""

    def __init__(
        self, values: Mapping[int, Value], columns: Mapping[int, Column]
    ) -> None:
        self._values = values
        self._columns = columns

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self._columns[number].field: number for number in self._values}

    def __getitem__(self, field: str) -> Cell:
        number = self._numbers[field]
        return _shown(self._values[number], self._columns[number])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def check_headings(old: OldTable, shared: Callable[[int], str]) -> None:
    """Refuse a tab whose headings were typed or pasted over.

    Excel renames the column with its heading; other programs change the cell alone,
    and then nobody knows what the cells beneath are.

    Raises:
        HeadingChangedError: with the cell.
    """
    table = old.placement.table
    headings = next((r for r in old.sheet.above if r.number == table.area.top), None)
    cells = {c.column: c for c in cells_of(headings.cells if headings else b"")}
    for number, column in old.placement.columns.items():
        cell = cells.get(number)
        shown = key_part(value_of(cell, shared)) if cell else ""
        if shown != column.title:
            where = cell_address(table.area.top, number)
            raise HeadingChangedError(table.sheet.name, where, column.title, shown)


def as_date(value: Value) -> Cell:
    """Return the date, the date and time, or the time that a number stands for."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return as_cell(value)
    if 0 < value < 1:
        return time_of(value)
    found = day_of(value) if value == int(value) else moment_of(value)
    return value if found is None else found


def as_percent(value: Value) -> Cell | PercentCell:
    """Return a number as the percentage that it shows."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return as_cell(value)
    return PercentCell(value)


def as_cell(value: Value) -> Cell:
    """Return a value as cells hold it."""
    return float(value) if isinstance(value, Decimal) else value


def _shown(value: Value, column: Column) -> Cell:
    return as_date(value) if column.format in DATED else as_cell(value)


def _version(placement: Placement, row: TypedCells) -> int | None:
    value = row.shown.get(placement.version) if placement.version else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
