"""An open workbook for an action that runs in another thread than the workbook's."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal
    from pathlib import Path

    from cartera_xl.excel.pump import Job
    from cartera_xl.hosts.content import Cell, Content, Refreshed
    from cartera_xl.hosts.entries import Entry, Posted, RowMark
    from cartera_xl.hosts.host import Brought, Chosen
    from cartera_xl.hosts.live import LiveWorkbook
    from cartera_xl.tabs.tab import Tab


class OfficeHost:
    """Has every request of the workbook done where its objects live."""

    def __init__(self, host: LiveWorkbook, path: Path, job: Job) -> None:
        self._host = host
        self._job = job
        self.path = path

    def value(self, name: str) -> Cell:
        """Return the value of the one cell that a defined name points at."""
        return self._job.in_program(lambda: self._host.value(name))

    def entries(self, tab: Tab) -> list[Entry]:
        """Return the rows of a tab in which something is typed, in their order."""
        return self._job.in_program(lambda: self._host.entries(tab))

    def mark(self, tabs: Sequence[Tab], marks: Sequence[RowMark]) -> None:
        """Write what is said beside rows and paint refused cells; old marks go."""
        self._job.in_program(lambda: self._host.mark(tabs, marks))

    def refresh(
        self,
        tabs: Sequence[Tab],
        content: Content,
        *,
        posted: Sequence[Posted] = (),
        now: datetime | None = None,
    ) -> Refreshed:
        """Write content; what was typed follows its document, `posted` input goes.

        Step by step: in between, the program's thread gives its caller an answer.
        """
        steps = self._host.refreshing(tabs, content, posted)
        while True:
            try:
                self._job.tell(self._job.in_program(lambda: next(steps)), 0, 0)
            except StopIteration as done:
                return cast("Refreshed", done.value)

    def clear(self, tab: Tab, rows: Mapping[int, Collection[str]]) -> None:
        """Empty input cells, by row and field; what else is typed stays."""
        self._job.in_program(lambda: self._host.clear(tab, rows))

    def look_again(self) -> None:
        """Forget what was read: where a question waits, a person may have typed.

        On macOS nothing holds Excel while a button's work runs.
        """
        self._job.in_program(self._host.look_again)

    def chosen(self, tabs: Sequence[Tab]) -> Chosen | None:
        """Return the chosen rows of the tab in view; None where it is none of them."""
        return self._job.in_program(lambda: self._host.chosen(tabs))

    def seen(self, tabs: Sequence[Tab]) -> Chosen | None:
        """Return the rows of the tab in view that are in sight; None: none of them."""
        return self._job.in_program(lambda: self._host.seen(tabs))

    def fill(self, tab: Tab, rows: Mapping[int, Mapping[str, Cell]]) -> None:
        """Type into cells, by row and field; what else is typed stays."""
        self._job.in_program(lambda: self._host.fill(tab, rows))

    def type_next(self, tab: Tab, cells: Mapping[str, Cell]) -> bool:
        """Type into the first blank row and bring it into view; False: none is left."""
        return self._job.in_program(lambda: self._host.type_next(tab, cells))

    def bring_from(
        self, old: Path, titles: Collection[str], own_names: Collection[str]
    ) -> Brought:
        """Copy a person's sheets and names from the workbook that this one replaces."""
        return self._job.in_program(
            lambda: self._host.bring_from(old, titles, own_names)
        )

    def show(self, tab: Tab) -> None:
        """Bring a tab into view."""
        self._job.in_program(lambda: self._host.show(tab))

    def total(self, tab: Tab, field: str) -> Decimal:
        """Return the sum of what a tab's column shows."""
        return self._job.in_program(lambda: self._host.total(tab, field))

    def ask(self, question: str) -> bool:
        """Ask the person; meanwhile the program's thread goes on answering.

        A box that waited in that thread would hold Excel's call to Python for as long
        as the person thinks, and a minute and a half is the longest that it may take.
        """
        self._job.tell("Esperando su respuesta", 0, 0)
        if sys.platform == "darwin":  # its messages go by Apple events, from one thread
            return self._job.in_program(lambda: self._host.ask(question))
        return self._host.ask(question)
