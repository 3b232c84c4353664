"""A live LibreOffice for tests: one process per worker, opened and emptied by each.

    def test_a_refresh_writes_the_table(calc: Calc) -> None:   # pytestmark: mark.calc
        book = calc.open(calc.shipped)         # a copy, as an xlwings.Book
        calc.answers("yes")                     # what app.alert(…) is answered, in turn
        …; assert calc.prompts == ["¿Registrar?"]; assert calc.said == ["Leyendo…"]

`calc` is what a test uses; `office` is the process behind it, the same for all tests of
a worker. A call that hangs ends the process after `SECONDS`, the test fails with a
`CalcError`, and the next test has a new process. Never print an object of UNO's
(`.api`) whose process has ended: that ends Python too.
"""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from cartera_xl.hosts.template import template_path
from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

    from cartera_xl.hosts.calc.office import Deadline

SECONDS: Final = 60  # that a single call may take


def require_office() -> None:
    """Go on only where there is a LibreOffice that can be driven."""
    from cartera_xl.hosts.calc.bridge import uno
    from cartera_xl.hosts.calc.faults import BridgeMissingError, OfficeMissingError
    from cartera_xl.hosts.calc.program import office_program

    missing = ""
    try:
        office_program()
        uno()
    except (BridgeMissingError, OfficeMissingError) as fault:
        missing = str(fault)
    require(not missing, f"LibreOffice con su puente: {missing}")


@contextmanager
def running_office(profile: Path) -> Iterator[xw.App]:
    """Yield a LibreOffice as an xlwings app; end it afterwards."""
    require_office()
    from cartera_xl.hosts.calc.engine import start
    from cartera_xl.hosts.calc.office import OfficeOptions

    app = start(OfficeOptions(macros=True, profile=profile, call_seconds=SECONDS))
    try:
        yield app
    finally:
        pid = app.pid
        app.quit()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@dataclass(frozen=True)
class Calc:
    """LibreOffice as one test uses it."""

    app: xw.App
    folder: Path

    def open(self, source: Path, name: str | None = None) -> xw.Book:
        """Open a copy of a workbook."""
        copy = self.folder / (name or source.name)
        shutil.copyfile(source, copy)
        return self.app.books.open(copy)

    def new(self) -> xw.Book:
        """Open an empty workbook."""
        return self.app.books.add()

    def answers(self, *buttons: str) -> None:
        """Say what the next questions are answered: "yes", "no", "ok", "cancel"."""
        self.app.impl.alerts.answers.extend(buttons)

    @property
    def shipped(self) -> Path:
        """Return the workbook that the product ships; open copies of it only."""
        return template_path()

    @property
    def prompts(self) -> list[str]:
        """Return the texts of the message boxes so far."""
        return [alert.prompt for alert in self.app.impl.alerts.shown]

    @property
    def said(self) -> list[str]:
        """Return the texts of the status bar so far."""
        said: list[str] = self.app.impl.bar.said
        return said

    def within(self, seconds: float) -> Deadline:
        """Return a context that ends the process when it takes longer."""
        from cartera_xl.hosts.calc.office import Deadline

        return Deadline(self.app.impl.office, seconds)

    def kill(self) -> None:
        """End the process with `kill -9`; the next that is opened starts another."""
        os.kill(self.app.pid, signal.SIGKILL)

    def clear(self) -> None:
        """Close all workbooks and forget what was said."""
        impl = self.app.impl
        impl.alerts.answers.clear()
        impl.alerts.shown.clear()
        impl.bar.said.clear()
        if impl.office.is_running():
            with suppress(Exception):
                self.app.status_bar = False
                self.app.screen_updating = True
            for document in impl.documents():
                document.close(True)
