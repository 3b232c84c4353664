"""A workbook that no program has open, refreshed by rewriting a few of its parts.

Open → plan → write → swap. What a refresh does not have to say stays byte for byte:
opening and saving with openpyxl takes twenty times as long and loses the ribbon, every
value and every extension.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cartera_xl.errors import (
    FormulaWithoutValueError,
    NameMissingError,
    WorkbookChangedError,
)
from cartera_xl.hosts.closed_donor import NothingToReadError, known_to, set_over
from cartera_xl.hosts.closed_entries import (
    EntryReader,
    as_cell,
    as_date,
    check_headings,
)
from cartera_xl.hosts.closed_marking import has_statuses, plan_marks
from cartera_xl.hosts.closed_plan import plan_refresh
from cartera_xl.hosts.closed_posted import Cleared, without_posted
from cartera_xl.hosts.closed_repair import plan_repair
from cartera_xl.hosts.closed_tables import read_table
from cartera_xl.hosts.closed_writing import write_package
from cartera_xl.hosts.content import Refreshed
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.bodies.blanking import Blanking
from cartera_xl.workbook.bodies.placement import place
from cartera_xl.workbook.locks import refuse_if_open
from cartera_xl.workbook.parts.archive import write_copy
from cartera_xl.workbook.parts.cell_reader import CellReader
from cartera_xl.workbook.parts.cells import value_of
from cartera_xl.workbook.parts.number_styles import number_styles
from cartera_xl.workbook.parts.package import Package, broken_is_named
from cartera_xl.workbook.parts.shared_strings import SharedStrings
from cartera_xl.workbook.parts.tables import read_tables
from cartera_xl.workbook.parts.workbook_part import read_workbook_part
from cartera_xl.workbook.saving import remove_leftovers, replacing, state_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.hosts.closed_plan import RefreshPlan
    from cartera_xl.hosts.content import Cell, Content
    from cartera_xl.hosts.entries import Entry, Posted, RowMark
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.workbook.parts.cells import RawCell


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

    def look_again(self) -> None:
        """Read the file anew, where somebody has saved it since.

        Raises:
            WorkbookError: it cannot be used as it is.
        """
        refuse_if_open(self.path)
        if state_of(self.path) != self._seen:
            self._load()

    def value(self, name: str) -> Cell:
        """Return the value of the one cell that a defined name points at.

        Raises:
            NameMissingError: the name is gone or points nowhere.
            FormulaWithoutValueError: nobody has calculated what it shows.
        """
        found = self._book.place(name)
        if found is None:
            raise NameMissingError(name)
        sheet, (_, area) = found
        with self._reading() as package:
            cell = CellReader(package).cell(sheet.part, area.top, area.left)
            return self._dated(package, cell, name) if cell else None

    def entries(self, tab: Tab) -> list[Entry]:
        """Return the rows of a tab in which something is typed, in their order.

        Rows that no posting can take are among them: only the ledger's rules judge.
        """
        with self._reading() as package:
            old = self._table(package, tab)
            check_headings(old, self._texts(package))
            return self._reader(package, old).entries()

    def mark(self, tabs: Sequence[Tab], marks: Sequence[RowMark]) -> None:
        """Write what is said beside rows and paint refused cells; old marks go.

        Raises:
            WorkbookError: nothing was written.
        """
        with (
            replacing(self.path, self.path, self._seen) as file,
            self._reading() as package,
        ):
            write_copy(package, self._marked(package, tabs, marks), file)
        self._load()

    def refresh(
        self,
        tabs: Sequence[Tab],
        content: Content,
        *,
        posted: Sequence[Posted] = (),
        target: Path | None = None,
        now: datetime | None = None,
        typed_in: ClosedWorkbook | None = None,
    ) -> Refreshed:
        """Write content into the workbook, or into a copy of it at `target`.

        Tabs whose table the content does not hold stay as they are. What was typed is
        carried over, but for the input of the rows that were `posted`. `now` (UTC) is
        the time that the document's properties state. What was `typed_in` another
        workbook is carried over instead: this one is new and takes its place.

        Raises:
            WorkbookError: nothing was written.
        """
        destination = (target or self.path).resolve()
        with (
            replacing(destination, self.path, self._seen) as file,
            self._reading() as package,  # closed first: Windows replaces no open file
        ):
            plan = self._plan(package, tabs, content, posted, typed_in)
            write_package(package, plan, file, now, destination.suffix.lower())
            if typed_in and state_of(typed_in.path) != typed_in._seen:
                raise WorkbookChangedError(typed_in.path.name)
        if destination == self.path:
            self._load()
        return Refreshed(plan.all_notes(), plan.carried, plan.cleared)

    def clear(self, tab: Tab, rows: Mapping[int, Collection[str]]) -> None:
        """Empty input cells, by row and field; what else is typed stays.

        Raises:
            WorkbookError: nothing was written.
        """
        placement = place(tab, self._tables)
        numbers = {column.field: n for n, column in placement.inputs.items()}
        cells = {row: {numbers[f] for f in fields} for row, fields in rows.items()}
        part = placement.table.sheet.part
        with (
            replacing(self.path, self.path, self._seen) as file,
            self._reading() as package,
        ):
            blanked = Blanking(cells).sheet(package.pieces(part))
            write_copy(package, {part: blanked}, file)
        self._load()

    def _load(self) -> None:
        with self._reading() as package:
            self._seen = state_of(self.path)
            self._book = read_workbook_part(package)
            self._tables = read_tables(package, self._book)
        self._found: dict[str, OldTable] = {}
        self._strings: SharedStrings | None = None
        self._shows: Mapping[int, Format] | None = None

    @contextmanager
    def _reading(self) -> Iterator[Package]:
        with broken_is_named(self.path.name), Package(self.path) as package:
            yield package

    def _plan(
        self,
        package: Package,
        tabs: Sequence[Tab],
        content: Content,
        posted: Sequence[Posted],
        typed_in: ClosedWorkbook | None,
    ) -> RefreshPlan:
        shared = self._texts(package)
        found = [self._table(package, t) for t in tabs if t.table in content.tables]
        cleared = (
            typed_in._given_to(found, posted)
            if typed_in
            else [self._cleared(package, old, posted) for old in found]
        )
        repair = plan_repair(package, self._book, self._tables)
        shows = self._number_styles(package)
        return plan_refresh(
            package, self._book, cleared, shared, shows, content, repair
        )

    def _cleared(
        self, package: Package, old: OldTable, posted: Sequence[Posted]
    ) -> Cleared:
        return without_posted(old, self._reader(package, old), posted)

    def _given_to(
        self, news: Sequence[OldTable], posted: Sequence[Posted]
    ) -> list[Cleared]:
        """Return the tabs of a new workbook with what is typed here, but the posted."""
        with self._reading() as package:
            return [self._given(package, new, posted) for new in news]

    def _given(
        self, package: Package, new: OldTable, posted: Sequence[Posted]
    ) -> Cleared:
        try:
            tab = known_to(new.placement.tab, self._tables)
        except NothingToReadError as fault:
            return Cleared(new, 0, [str(fault)])
        cleared = self._cleared(package, self._table(package, tab), posted)
        return set_over(
            new, cleared, self._texts(package), self._number_styles(package)
        )

    def _marked(
        self, package: Package, tabs: Sequence[Tab], marks: Sequence[RowMark]
    ) -> dict[str, Iterator[bytes]]:
        """Return the new XML of the tabs' sheets, by part."""
        cells, shared = CellReader(package), self._texts(package)
        shows = self._number_styles(package)
        changed = {}
        for tab in filter(has_statuses, tabs):
            placement = place(tab, self._tables)
            plan = plan_marks(placement, marks, self._book, cells, shared, shows)
            part = placement.table.sheet.part
            changed[part] = plan.sheet(package.pieces(part))
        return changed

    def _reader(self, package: Package, old: OldTable) -> EntryReader:
        return EntryReader(old, self._texts(package), self._number_styles(package))

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

    def _number_styles(self, package: Package) -> Mapping[int, Format]:
        if self._shows is None:
            part = package.one_related(self._book.part, "styles")
            self._shows = number_styles(package.read(part)) if part else {}
        return self._shows

    def _dated(self, package: Package, cell: RawCell, name: str) -> Cell:
        """Return a cell's value, as a date where its style shows one."""
        value = value_of(cell, self._texts(package))
        if value is None and (formula := cell.formula):
            raise FormulaWithoutValueError(name, formula.text)
        dated = self._number_styles(package).get(cell.style) is Format.DATE
        return as_date(value) if dated else as_cell(value)
