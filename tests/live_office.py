"""A LibreOffice that keeps running, so that tests can call the macros of a workbook."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where Debian keeps the bridge; after the environment's own packages, never before.
_BRIDGE: Final = "/usr/lib/python3/dist-packages"
_START_SECONDS: Final = 90
_CALL_SECONDS: Final = 60
_RESTART: Final = (79, 81)  # how it ends where a new profile wants another start
# com.sun.star.document.MacroExecutionMode
_NEVER_RUN: Final = 0
_NEVER_ASK: Final = 4


def bridge() -> Any:
    """Return the module uno; skip the test where it cannot be had."""
    if _BRIDGE not in sys.path:
        sys.path.append(_BRIDGE)
    try:
        import uno
    except ImportError:
        uno = None
    require(uno, "el puente de LibreOffice (python3-uno)")
    return uno


@cache
def running_office(settings: str = "") -> LiveOffice:
    """Return the one LibreOffice of this process whose profile has these settings."""
    folder = tempfile.TemporaryDirectory(prefix="cartera-office-")
    office = LiveOffice(Path(folder.name), settings)
    atexit.register(folder.cleanup)
    atexit.register(office.kill)  # first: last registered, first called
    return office


class LiveOffice:
    """One soffice with a profile of its own; a call that hangs ends with it."""

    def __init__(self, folder: Path, settings: str = "") -> None:
        command = shutil.which("soffice")
        require(command, "LibreOffice (soffice)")
        # The command is a script that starts this one and waits for it.
        self._program = Path(str(command)).resolve().with_name("soffice.bin")
        self._uno = bridge()
        self._folder = folder
        self._profile = folder / "profile"
        if settings:
            user = self._profile / "user"
            user.mkdir(parents=True)
            (user / "registrymodifications.xcu").write_text(settings, "utf-8")
        self._pipe = f"cartera{uuid.uuid4().hex}"
        self._process = self._start()
        self._desktop = self._connect()

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
        copy = shutil.copy(path, folder)
        hide = self._property("Hidden", value=hidden)
        mode = _NEVER_ASK if macros else _NEVER_RUN
        running = self._property("MacroExecutionMode", value=mode)
        with self.watched():
            document = self._desktop.loadComponentFromURL(
                Path(copy).as_uri(), "_blank", 0, (hide, running)
            )
        assert document is not None, f"LibreOffice does not open {path.name}"
        try:
            yield document
        finally:
            with self.watched():
                document.close(True)

    def call(self, document: Any, procedure: str, *arguments: object) -> Any:
        """Run a procedure, named «Module.Name», and return its answer."""
        url = (
            f"vnd.sun.star.script:VBAProject.{procedure}?language=Basic"
            "&location=document"
        )
        with self.watched():
            script = document.getScriptProvider().getScript(url)
            return script.invoke(arguments, (), ())[0]

    def save(self, document: Any, path: Path, filter_: str) -> None:
        """Save an open workbook as a file of another kind."""
        with self.watched():
            kind = self._property("FilterName", value=filter_)
            document.storeToURL(path.as_uri(), (kind,))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """End the program where what is done takes too long."""
        timer = threading.Timer(_CALL_SECONDS, self.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the program and all that it started."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            (
                str(self._program),
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation={self._profile.as_uri()}",
                f"--accept=pipe,name={self._pipe};urp;",
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _connect(self) -> Any:
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        url = f"uno:pipe,name={self._pipe};urp;StarOffice.ComponentContext"
        unreachable = self._uno.getClass("com.sun.star.connection.NoConnectException")
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                context = resolver.resolve(url)
            except unreachable:
                assert time.monotonic() < deadline, "LibreOffice does not start"
                if self._process.poll() in _RESTART:
                    self._process = self._start()
                time.sleep(0.1)
            else:
                return context.ServiceManager.createInstanceWithContext(
                    "com.sun.star.frame.Desktop", context
                )

    def _property(self, name: str, *, value: object) -> Any:
        made = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made
