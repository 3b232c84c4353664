"""A person before a window of LibreOffice, with a mouse, on a screen of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING

from cartera_xl.calc.toolbars import TOOLBARS
from cartera_xl.hosts.calc.engine import attach
from tests.calc_addin import WHEN
from tests.requirements import ROOT
from tests.screen import Screen, soon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    import xlwings as xw

_BOX = "^Cartera$"  # the title of all that is said and asked
_PICKER = "^Archivo que se va a importar$"
_WORKER = "cartera_xl.calc.worker"
_OPENING = 120
_TRIES = 15


@dataclass(frozen=True)
class Window:
    """A workbook in LibreOffice; what is looked at goes through the same bridge."""

    screen: Screen
    app: xw.App
    profile: Path
    copy: Path

    @property
    def book(self) -> xw.Book:
        return self.app.books[str(self.copy)]

    def press(self, label: str) -> None:
        """Click a button of the toolbar until its work has begun.

        A window that is being drawn may not hear the first click; one whose button
        works hears none.
        """
        for _ in range(_TRIES):
            self.screen.click(*self._places()[label])
            if soon(lambda: not self.rests() or self.screen.windows(_BOX), 4):
                return
        raise AssertionError(f"nobody hears «{label}»")

    def labels(self) -> list[str]:
        return list(self._places())

    def asks(self, seconds: float = 60) -> bool:
        """Wait for a message or a question."""
        return soon(lambda: self.screen.windows(_BOX), seconds)

    def agree(self) -> None:
        """Click yes, left of the middle: Enter would be no."""

        def click(box: str) -> None:
            where = self.screen.do("getwindowgeometry", "--shell", box).split()
            place = dict(line.split("=") for line in where)
            x, y, width, height = (int(place[n]) for n in ("X", "Y", "WIDTH", "HEIGHT"))
            self.screen.click(x + width * 35 // 100, y + height * 78 // 100)

        self._answer(click)

    def dismiss(self, key: str = "Return") -> None:
        """Take away what is said, and wait until the button's work has ended."""
        self._answer(lambda box: self.screen.do("windowfocus", box, "key", key))
        assert soon(self.rests)

    def answer(self, text: str) -> None:
        """Type an answer, which takes the place of what is proposed."""
        self._answer(lambda box: self._type_into(box, text))

    def pick(self, name: str | None) -> None:
        """Type a file's name where one is asked for; without one, choose none."""
        assert soon(lambda: self.screen.windows(_PICKER))

        def pick(box: str) -> None:
            if name is None:
                self.screen.do("windowfocus", box, "key", "Escape")
            else:
                self._type_into(box, name)

        self._answer(pick, _PICKER)

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Type into a cell."""
        self.choose(sheet, cell)
        self._type_into(self._main(), text)

    def hit(self, keys: str) -> None:
        """Strike keys together, before the workbook."""
        self.screen.do("windowfocus", self._main(), "key", keys)

    def _type_into(self, window: str, text: str) -> None:
        typed = "type", "--args", 1, text
        self.screen.do("windowfocus", window, *typed, "key", "Return")

    def _main(self) -> str:
        return self.screen.windows(re.escape(self.copy.name))[0]

    def _answer(self, how: Callable[[str], object], title: str = _BOX) -> None:
        """Answer what is shown, which may not hear yet when it is first seen."""
        box = self.screen.windows(title)[0]
        for _ in range(_TRIES):
            how(box)
            if soon(lambda: box not in self.screen.windows(title), 2):
                return
        raise AssertionError("nobody hears")

    def rests(self) -> bool:
        enabled: bool = self.book.impl.frame.ContainerWindow.isEnabled()
        return enabled

    def choose(self, sheet: str, cell: str) -> None:
        self.book.sheets[sheet].activate()
        self.book.sheets[sheet][cell].select()

    def scroll(self, column: int) -> None:
        """Show the sheet from a column on, from 0, right of those that stay."""
        controller = self.book.impl.controller
        controller.getByIndex(controller.Count - 1).setFirstVisibleColumn(column)

    def width(self, toolbar: str) -> int:
        """Return how much room a toolbar of LibreOffice's own has, in points."""
        resource = f"private:resource/toolbar/{toolbar}"
        size = self.book.impl.frame.LayoutManager.getElementSize(resource)
        return int(size.Width)

    def workers(self) -> set[int]:
        """Return the processes that answer the cells of this LibreOffice."""
        return _workers(self.profile)

    def _places(self) -> dict[str, tuple[int, int]]:
        """Return the middle of each button of the toolbars, by its label.

        A button that a toolbar has no room for has no size.
        """
        found = {}
        for button in self._buttons():
            corner, size = button.getLocationOnScreen(), button.getSize()
            if button.getAccessibleName() and size.Width:
                middle = corner.X + size.Width // 2, corner.Y + size.Height // 2
                found[button.getAccessibleName()] = middle
        return found

    def _buttons(self) -> Iterator[Any]:
        layout = self.book.impl.frame.LayoutManager
        for bar in TOOLBARS:
            shown = layout.getElement(bar.resource).getRealInterface()
            parts = shown.getAccessibleContext()
            for place in range(parts.getAccessibleChildCount()):
                yield parts.getAccessibleChild(place).getAccessibleContext()


@contextmanager
def window(screen: Screen, folder: Path, profile: Path) -> Iterator[Window]:
    """Type «cartera calc abrir» in a folder; end LibreOffice afterwards."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("CARTERA_")}
    places = {name: str(folder) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
    language = {"LANG": "es_CO.UTF-8", "LC_ALL": "es_CO.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "cartera_xl", "calc", "abrir", "--perfil", profile],
        cwd=folder,
        env=environment
        | {"PYTHONPATH": str(ROOT)}
        | screen.environment
        | WHEN
        | places
        | language,
        capture_output=True,
        text=True,
        timeout=_OPENING,
        check=False,
    )
    app = None
    try:
        assert done.returncode == 0, done.stderr
        copy = folder / "Cartera (LibreOffice).xlsm"
        app = attach(_pipe(profile))
        yield Window(screen, app, profile, copy)
    except Exception as fault:
        # Told as a text: to show an object of UNO's whose process ended ends Python.
        raise AssertionError("".join(format_exception(fault))) from None
    finally:
        if app is not None:
            app.quit()  # lets go of it
        workers = _workers(profile)
        _end(profile)
        assert soon(lambda: not processes(str(profile)))
        assert soon(lambda: not workers & processes(_WORKER).keys())


def processes(named: str) -> dict[int, str]:
    """Return the command lines that hold a text, by process."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if named in line and int(entry.name) != os.getpid():
                found[int(entry.name)] = line
    return found


def _office(profile: Path) -> tuple[int, str]:
    """Return LibreOffice's process, and its command line."""
    found = processes(f"-env:UserInstallation={profile.as_uri()}")
    return next(iter(found.items()))


def _pipe(profile: Path) -> str:
    _, line = _office(profile)
    return line.partition("--accept=pipe,name=")[2].partition(";")[0]


def _workers(profile: Path) -> set[int]:
    """Return the processes that answer a LibreOffice's cells, of its own session."""
    named = f"-env:UserInstallation={profile.as_uri()}"
    sessions = set(map(_session, processes(named)))
    return {pid for pid in processes(_WORKER) if _session(pid) in sessions}


def _session(pid: int) -> int | None:
    with suppress(ProcessLookupError):
        return os.getsid(pid)
    return None


def _end(profile: Path) -> None:
    for pid in processes(f"-env:UserInstallation={profile.as_uri()}"):
        with suppress(ProcessLookupError):
            os.kill(pid, 9)
