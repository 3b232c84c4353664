"""An open workbook, as Excel or LibreOffice shows it to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from cartera_xl.hosts.closed_entries import EntryReader
from cartera_xl.hosts.content import Refreshed
from cartera_xl.hosts.live.cells import SHOWS, no_shared
from cartera_xl.hosts.live.looks import Looks
from cartera_xl.hosts.live.names import Names
from cartera_xl.hosts.live.quiet import quiet, uncollected
from cartera_xl.hosts.live.selection import chosen_in, seen_in, selected
from cartera_xl.hosts.live.tables import find
from cartera_xl.tabs import names
from cartera_xl.workbook.parts.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Mapping, Sequence
    from datetime import datetime

    from xlwings import Book, Sheet

    from cartera_xl.hosts.content import Cell, Content
    from cartera_xl.hosts.entries import Entry, Posted, RowMark
    from cartera_xl.hosts.host import Brought, Chosen
    from cartera_xl.hosts.live.looks import CellLook, Kind
    from cartera_xl.hosts.live.plan import TabPlan
    from cartera_xl.hosts.live.tables import Found
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.tabs.tab import Tab

TITLE: Final = "Cartera"


class LiveWorkbook:
    """A workbook that a program shows; it is not saved, that is the person's to do."""

    def __init__(self, book: Book, path: Path | None = None) -> None:
        self.book = book
        self.app = book.app
        self._window = self.app.hwnd  # `ask` needs it in a thread that cannot ask Excel
        self.names = Names(book)
        self.path = path or Path(book.fullname)
        self._found: dict[str, tuple[Found, OldTable]] = {}
        self._sheets: list[Sheet] = []
        self._looks: dict[str, Looks] = {}
        self._known: dict[Kind, CellLook] = {}

    def look_again(self) -> None:
        """Forget what was read: a person may have changed the workbook since."""
        self._found = {}
        self._sheets = []
        self.names.forget()

    def value(self, name: str) -> Cell:
        """Return the value of the one cell that a defined name points at.

        Raises:
            NameMissingError: the name is gone or points nowhere.
        """
        return self.names.value(name)

    def entries(self, tab: Tab) -> list[Entry]:
        """Return the rows of a tab in which something is typed, in their order.

        Raises:
            WorkbookError: the sheet cannot be read: a column is gone or renamed.
        """
        _, old = self.find(tab)
        return _reader(old).entries()

    def mark(self, tabs: Sequence[Tab], marks: Sequence[RowMark]) -> None:
        """Write what is said beside rows and paint refused cells; old marks go.

        Raises:
            WorkbookError: nothing was written.
        """
        from cartera_xl.hosts.closed_marking import has_statuses
        from cartera_xl.hosts.live.marking import Marker

        found = [self.find(tab) for tab in tabs if has_statuses(tab)]
        with quiet(self.app):
            for tab, old in found:
                looks = self.looks(tab.placement.tab)
                Marker(tab, old.sheet.below, looks).mark(marks)
        self.look_again()

    def refresh(
        self,
        tabs: Sequence[Tab],
        content: Content,
        *,
        posted: Sequence[Posted] = (),
        now: datetime | None = None,
    ) -> Refreshed:
        """Write content into the workbook; tabs that it does not hold stay.

        What was typed is carried over, but for the input of rows that were `posted`.

        Raises:
            WorkbookError: nothing was written.
        """
        steps = self.refreshing(tabs, content, posted)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                return cast("Refreshed", done.value)

    def refreshing(
        self, tabs: Sequence[Tab], content: Content, posted: Sequence[Posted]
    ) -> Generator[str, None, Refreshed]:
        """Refresh step by step; say before each what it will do.

        Between two steps the program is as it was: whoever goes through them may leave
        it to itself there. Nothing is written before all is read and checked.

        Raises:
            WorkbookError: nothing was written.
        """
        # Writing is not paid for before the ledger has been read.
        from cartera_xl.hosts.closed_posted import without_posted
        from cartera_xl.hosts.live.hanging import hang, plan_hanging, with_attached
        from cartera_xl.hosts.live.named_cells import NamedCells
        from cartera_xl.hosts.live.notes import notes_of
        from cartera_xl.hosts.live.ranges import show_ranges
        from cartera_xl.hosts.live.writing import write_tab

        found = []
        for tab in tabs:
            if tab.table in content.tables:
                yield f"Leyendo {tab.title}"
                with uncollected():
                    place, old = self.find(tab)
                    found.append((place, with_attached(place, old)))
        yield "Revisando lo digitado"
        cleared = [without_posted(old, _reader(old), posted) for _, old in found]
        with uncollected():
            plans = self._plans(found, [tab.old for tab in cleared], content)
        named = NamedCells(self.names, content.names)
        same = self._same_corte(content)
        notes = [note for tab in cleared for note in tab.notes]
        hanging = plan_hanging(plans)
        notes += [said for own in hanging for said in own.said]
        for plan in plans:
            notes += notes_of(plan, same_corte=same)
        for plan in plans:
            if plan.is_shown:  # paint and all: no row is another document's now
                continue
            yield f"Escribiendo {plan.found.placement.tab.title}"
            with quiet(self.app), uncollected():
                notes += write_tab(plan, content.decimals)
        yield "Escribiendo el resumen"
        with quiet(self.app):
            for own in hanging:
                hang(own)
            named.write()
            show_ranges(content.names, [plan.found for plan in plans], self.names)
        self.look_again()
        carried = sum(plan.carriage.count for plan in plans)
        return Refreshed(tuple(notes), carried, sum(tab.rows for tab in cleared))

    def chosen(self, tabs: Sequence[Tab]) -> Chosen | None:
        """Return the chosen rows of the tab in view; None where it is none of them.

        Raises:
            WorkbookError: the sheet cannot be read.
        """
        cells = selected(self.book)
        if cells is None:
            return None
        here = cells.sheet.tables
        for tab in tabs:
            if tab.table in here:
                return chosen_in(self.find(tab)[0], cells)
        return None

    def seen(self, tabs: Sequence[Tab]) -> Chosen | None:
        """Return the rows of the tab in view that are in sight; None: none of them.

        Raises:
            WorkbookError: the sheet cannot be read.
        """
        here = self.book.sheets.active.tables
        for tab in tabs:
            if tab.table in here:
                return seen_in(self.find(tab)[0])
        return None

    def fill(self, tab: Tab, rows: Mapping[int, Mapping[str, Cell]]) -> None:
        """Type into cells, by row and field; what else is typed stays.

        Raises:
            WorkbookError: the sheet cannot be read.
        """
        from cartera_xl.hosts.live.filling import fill

        found, _ = self.find(tab)
        with quiet(self.app):
            fill(found, rows)
        self.look_again()

    def clear(self, tab: Tab, rows: Mapping[int, Collection[str]]) -> None:
        """Empty input cells, by row and field; what else is typed stays.

        Raises:
            WorkbookError: the sheet cannot be read.
        """
        self.fill(tab, {row: dict.fromkeys(fields) for row, fields in rows.items()})

    def type_next(self, tab: Tab, cells: Mapping[str, Cell]) -> bool:
        """Type into the first blank row and bring it into view; False: none is left.

        Raises:
            WorkbookError: the sheet cannot be read.
        """
        from cartera_xl.hosts.live.filling import fill
        from cartera_xl.hosts.live.selection import blank_row

        found, _ = self.find(tab)
        row = blank_row(found)
        if row is None:
            return False
        with quiet(self.app):
            fill(found, {row: cells})
        self.show(tab)
        place = next(n for n, c in found.placement.inputs.items() if c.field in cells)
        found.cells(Area(place, row, place, row)).select()
        self.look_again()
        return True

    def bring_from(
        self, old: Path, titles: Collection[str], own_names: Collection[str]
    ) -> Brought:
        """Copy a person's sheets and names from the workbook that this one replaces.

        Where it is not open it is opened to be read, its macros asleep, and closed.

        Raises:
            WorkbookError: it cannot be opened.
        """
        from cartera_xl.hosts.live.bringing import Bringing
        from cartera_xl.hosts.live.quiet import quiet_events, reading

        with quiet_events(self.app), reading(self.app, old) as book:
            brought = Bringing(self.book, book).bring(titles, own_names)
        self.book.activate()
        self.look_again()
        return brought

    def show(self, tab: Tab) -> None:
        """Bring a tab into view.

        Raises:
            WorkbookError: its table is gone.
        """
        found, _ = self.find(tab)
        found.sheet.visible = True
        found.sheet.activate()

    def total(self, tab: Tab, field: str) -> Decimal:
        """Return the sum of what a tab's column shows.

        Raises:
            WorkbookError: the sheet cannot be read.
        """
        found, _ = self.find(tab)
        numbers = {c.field: n for n, c in found.placement.columns.items()}
        values = found.columns[numbers[field]]
        shown = (v for v in values if isinstance(v, (int, float, Decimal)))
        return sum((Decimal(str(value)) for value in shown), Decimal(0))

    def ask(self, question: str) -> bool:
        """Ask the person something that is answered with yes or no.

        A message box of Windows belongs to no thread: this may wait beside the one
        that Excel's objects live in, which goes on answering.
        """
        return str(self.app.alert(question, TITLE, buttons="yes_no")) == "yes"

    def find(self, tab: Tab) -> tuple[Found, OldTable]:
        """Return a tab's table and what is typed in it; it is read once."""
        if tab.table not in self._found:
            if not self._sheets:
                self._sheets = list(self.book.sheets)
            self._found[tab.table] = find(tab, self._sheets)
        return self._found[tab.table]

    def looks(self, tab: Tab) -> Looks:
        """Return how a tab's cells look."""
        if tab.table not in self._looks:
            self._looks[tab.table] = Looks(tab, self.names, self._known)
        return self._looks[tab.table]

    def _plans(
        self,
        found: Sequence[tuple[Found, OldTable]],
        cleared: Sequence[OldTable],
        content: Content,
    ) -> list[TabPlan]:
        from cartera_xl.hosts.closed_siblings import follow
        from cartera_xl.hosts.live.plan import plan_tab

        followed = follow(cleared, content.tables)
        return [
            plan_tab(
                tab,
                replace(old, placement=tab.placement),
                content.tables[tab.placement.table.name],
                self.looks(tab.placement.tab),
            )
            for (tab, _), old in zip(found, followed, strict=True)
        ]

    def _same_corte(self, content: Content) -> bool:
        """Tell whether the workbook showed the same cut-off date before."""
        new = content.names.get(names.LAST_CORTE)
        return isinstance(new, date) and self.value(names.LAST_CORTE) == new


def _reader(old: OldTable) -> EntryReader:
    return EntryReader(old, no_shared, SHOWS)
