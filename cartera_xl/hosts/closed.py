"""A workbook that no program has open, refreshed by rewriting a few of its parts.

Open → plan → write → swap. What a refresh does not have to say stays byte for byte:
opening and saving with openpyxl takes twenty times as long and loses the ribbon, every
value and every extension.
"""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

from cartera_xl.errors import NameMissingError
from cartera_xl.hosts.closed_plan import plan_refresh
from cartera_xl.hosts.closed_tables import read_table
from cartera_xl.hosts.closed_writing import write_package
from cartera_xl.hosts.content import Refreshed
from cartera_xl.hosts.typed import TypedCell, TypedRow
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.cell_reader import CellReader
from cartera_xl.workbook.cells import day_of, moment_of, value_of
from cartera_xl.workbook.date_styles import date_styles
from cartera_xl.workbook.locks import refuse_if_open
from cartera_xl.workbook.package import Package, broken_is_named
from cartera_xl.workbook.saving import remove_leftovers, replacing, state_of
from cartera_xl.workbook.shared_strings import SharedStrings
from cartera_xl.workbook.tables import read_tables
from cartera_xl.workbook.workbook_part import read_workbook_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.hosts.closed_plan import RefreshPlan
    from cartera_xl.hosts.closed_tables import OldTable
    from cartera_xl.hosts.content import Cell, Content
    from cartera_xl.tabs.tab import Column, Tab
    from cartera_xl.workbook.cells import RawCell, Value
    from cartera_xl.workbook.old_sheet import TypedCells
    from cartera_xl.workbook.placement import Placement


class ClosedWorkbook:
    """A workbook in a file.

    Raises:
        WorkbookError: it cannot be used as it is; the sentence says what to do.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        remove_leftovers(self.path)
        refuse_if_open(self.path)
        self._load()

    def value(self, name: str) -> Cell:
        """Return the value of the one cell that a defined name points at.

        Raises:
            NameMissingError: the name is gone or points nowhere.
        """
        found = self._book.place(name)
        if found is None:
            raise NameMissingError(name)
        sheet, (_, area) = found
        with self._reading() as package:
            cell = CellReader(package).cell(sheet.part, area.top, area.left)
            return self._dated(package, cell) if cell else None

    def typed(self, tab: Tab) -> list[TypedRow]:
        """Return the rows of a tab in which something is typed, in their order."""
        with self._reading() as package:
            found = self._table(package, tab)
            shared = self._texts(package)
        placement = found.placement
        rows = (
            TypedRow(row.key, row.number, _typed_cells(placement, row, shared))
            for row in found.sheet.typed
        )
        return [row for row in rows if row.cells]

    def refresh(
        self,
        tabs: Sequence[Tab],
        content: Content,
        *,
        target: Path | None = None,
        now: datetime | None = None,
    ) -> Refreshed:
        """Write content into the workbook, or into a copy of it at `target`.

        Tabs whose table the content does not hold stay as they are. `now` (UTC) is
        the time that the document's properties state.

        Raises:
            WorkbookError: nothing was written.
        """
        destination = (target or self.path).resolve()
        with (
            replacing(destination, self.path, self._seen) as file,
            self._reading() as package,  # closed first: Windows replaces no open file
        ):
            plan = self._plan(package, tabs, content)
            write_package(package, plan, file, now)
        if destination == self.path:
            self._load()
        return Refreshed(plan.all_notes(), plan.carried)

    def _load(self) -> None:
        with self._reading() as package:
            self._seen = state_of(self.path)
            self._book = read_workbook_part(package)
            self._tables = read_tables(package, self._book)
        self._found: dict[str, OldTable] = {}
        self._strings: SharedStrings | None = None

    @contextmanager
    def _reading(self) -> Iterator[Package]:
        with broken_is_named(self.path.name), Package(self.path) as package:
            yield package

    def _plan(
        self, package: Package, tabs: Sequence[Tab], content: Content
    ) -> RefreshPlan:
        found = [self._table(package, t) for t in tabs if t.table in content.tables]
        shared = self._texts(package)
        return plan_refresh(package, self._book, found, shared, content)

    def _table(self, package: Package, tab: Tab) -> OldTable:
        """Return what a tab's sheet holds; it is read once."""
        if tab.table not in self._found:
            shared = self._texts(package)
            self._found[tab.table] = read_table(package, self._tables, tab, shared)
        return self._found[tab.table]

    def _texts(self, package: Package) -> SharedStrings:
        if self._strings is None:
            part = package.one_related(self._book.part, "sharedStrings")
            self._strings = SharedStrings(package.read(part) if part else b"")
        return self._strings

    def _dated(self, package: Package, cell: RawCell) -> Cell:
        """Return a cell's value, as a date where its style shows one."""
        value = value_of(cell, self._texts(package))
        part = package.one_related(self._book.part, "styles")
        dates = date_styles(package.read(part)) if part else frozenset()
        return _as_date(value) if cell.style in dates else _plain(value)


def _typed_cells(
    placement: Placement, row: TypedCells, shared: SharedStrings
) -> dict[str, TypedCell]:
    return {
        column.field: _typed_cell(row.cells[number], column, shared)
        for number, column in placement.inputs.items()
        if number in row.cells
    }


def _typed_cell(cell: RawCell, column: Column, shared: SharedStrings) -> TypedCell:
    value = value_of(cell, shared)
    dated = column.format in (Format.DATE, Format.STAMP)
    formula = cell.formula
    return TypedCell(
        _as_date(value) if dated else _plain(value),
        formula.text if formula else "",
    )


def _as_date(value: Value) -> Cell:
    """Return the date, or date and time, that a number stands for."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return _plain(value)
    found = day_of(value) if value == int(value) else moment_of(value)
    return value if found is None else found


def _plain(value: Value) -> Cell:
    return float(value) if isinstance(value, Decimal) else value
