"""Opening a workbook's copy in a person's LibreOffice, with the buttons there."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cartera_xl.calc.copies import make_copy
from cartera_xl.calc.faults import ExtensionMissingError
from cartera_xl.calc.place import installed_digest, starter
from cartera_xl.hosts.calc.bridge import uno
from cartera_xl.hosts.calc.engine import attach
from cartera_xl.hosts.calc.faults import OfficeStartError, OfficeUnreachableError
from cartera_xl.hosts.calc.process import strike
from cartera_xl.hosts.calc.surroundings import surroundings

if TYPE_CHECKING:
    from pathlib import Path

SECONDS: Final = 90.0
_POLL: Final = 0.1


@dataclass(frozen=True, slots=True)
class Opened:
    """The workbook in a window; `is_new` where the copy was made now."""

    copy: Path
    is_new: bool


def open_copy(workbook: Path, profile: Path, seconds: float = SECONDS) -> Opened:
    """Show a workbook's copy in LibreOffice, and come back when it is there.

    Where LibreOffice runs already, that one shows it. Its macros, which are for Excel,
    are not asked about and do not run.

    Raises:
        OfficeMissingError, BridgeMissingError, ExtensionMissingError: nothing opens.
        WorkbookMissingError, NotAWorkbookError: there is nothing to open.
        WorkbookOpenError, BookUnreadableError: the copy does not open.
        OfficeStartError: it did not come in time; what was started is ended.
    """
    program = starter()
    uno()
    if installed_digest(profile) is None:
        raise ExtensionMissingError
    copy, is_new = make_copy(workbook.absolute())
    pipe = f"cartera{uuid4().hex}"
    process = _started(program, profile, pipe)
    try:
        _within(seconds, process, pipe, copy)
    except BaseException:
        if process.poll() is None:
            strike(process)
            process.wait()
        raise
    return Opened(copy, is_new)


def _started(program: Path, profile: Path, pipe: str) -> subprocess.Popen[bytes]:
    """Start LibreOffice without a window; it may hand over to one that runs."""
    return subprocess.Popen(
        [
            str(program),
            f"-env:UserInstallation={profile.absolute().as_uri()}",
            f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
            "--nologo",
            "--nodefault",
        ],
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _within(
    seconds: float, process: subprocess.Popen[bytes], pipe: str, copy: Path
) -> None:
    """Show the copy; a call into LibreOffice that hangs is left to its thread."""
    faults: list[Exception] = []

    def show() -> None:
        try:
            _show(process, pipe, copy)
        except Exception as fault:
            faults.append(fault)

    showing = Thread(target=show, daemon=True)
    showing.start()
    showing.join(seconds)
    if showing.is_alive():
        raise OfficeStartError(f"no mostró el libro en {seconds:g} s")
    if faults:
        raise faults[0]


def _show(process: subprocess.Popen[bytes], pipe: str, copy: Path) -> None:
    app = _reached(process, pipe)
    for book in app.books:
        if book.fullname == str(copy):
            book.activate()
            return
    app.books.open(copy)


def _reached(process: subprocess.Popen[bytes], pipe: str) -> Any:
    """Return LibreOffice as an app, once it listens."""
    while not process.poll():  # without a fault it has handed over to the one that runs
        try:
            return attach(pipe)
        except OfficeUnreachableError:
            time.sleep(_POLL)
    raise OfficeStartError(f"terminó con el código {process.returncode}")
