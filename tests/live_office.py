"""A LibreOffice that keeps running, so that tests can call the macros of a workbook."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.bridge import properties, uno
from cartera_xl.hosts.calc.macros import run_macro
from cartera_xl.hosts.calc.office import Deadline, Office, OfficeOptions
from tests.calc_office import SECONDS, require_office

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where Debian keeps the bridge's helper; after the environment's own packages.
_BRIDGE: Final = "/usr/lib/python3/dist-packages"
# com.sun.star.document.MacroExecutionMode
_NEVER_RUN: Final = 0
_NEVER_ASK: Final = 4


def bridge() -> Any:
    """Return the module uno, and let its helper be found; skip where it is not."""
    require_office()
    if _BRIDGE not in sys.path:
        sys.path.append(_BRIDGE)
    return uno()


@cache
def running_office(*, recalculates: bool = False, locale: str = "en-US") -> LiveOffice:
    """Return the one LibreOffice of this process that works so."""
    folder = tempfile.TemporaryDirectory(prefix="cartera-office-")
    office = LiveOffice(Path(folder.name), recalculates=recalculates, locale=locale)
    atexit.register(folder.cleanup)
    atexit.register(office.stop)  # first: last registered, first called
    return office


class LiveOffice:
    """One LibreOffice with a profile of its own; a call that hangs ends with it."""

    def __init__(self, folder: Path, *, recalculates: bool, locale: str) -> None:
        require_office()
        self._folder = folder
        self._office = Office(
            OfficeOptions(
                profile=folder / "profile", recalculates=recalculates, locale=locale
            )
        )
        self._office.start()

    @contextmanager
    def workbook(
        self, path: Path, *, hidden: bool = True, macros: bool = True
    ) -> Iterator[Any]:
        """Open a copy of a workbook, and close it without saving.

        A copy, because two programs cannot have one file open. Its Workbook_Open runs
        only where it is not hidden.
        """
        folder = self._folder / uuid.uuid4().hex
        folder.mkdir()
        copy = Path(shutil.copy(path, folder))
        mode = _NEVER_ASK if macros else _NEVER_RUN
        how = properties(Hidden=hidden, MacroExecutionMode=mode)
        with self.watched():
            document = self._office.desktop.loadComponentFromURL(
                copy.as_uri(), "_blank", 0, how
            )
        assert document is not None, f"LibreOffice does not open {path.name}"
        try:
            yield document
        finally:
            with self.watched():
                document.close(True)

    def call(self, document: Any, procedure: str, *arguments: object) -> Any:
        """Run a procedure, named «Module.Name», and return its answer."""
        with self.watched():
            return run_macro(document, procedure, arguments)

    def save(self, document: Any, path: Path, filter_: str) -> None:
        """Save an open workbook as a file of another kind."""
        with self.watched():
            document.storeToURL(path.as_uri(), properties(FilterName=filter_))

    def watched(self) -> Deadline:
        """End the program where what is done takes too long."""
        return Deadline(self._office, SECONDS)

    def stop(self) -> None:
        """End the program and all that it started."""
        self._office.stop()
