"""One process of LibreOffice, from its start to its end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cartera_xl.hosts.calc.bridge import exception, uno
from cartera_xl.hosts.calc.faults import OfficeStartError
from cartera_xl.hosts.calc.leftovers import remember_process, remove_sockets
from cartera_xl.hosts.calc.program import office_program
from cartera_xl.hosts.calc.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_POLL_SECONDS: Final = 0.02
_OPTIONS: Final = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")


class OfficeProcess:
    """A process, and the context through which it is driven once it answers.

    The program itself is started, in a session of its own: what it starts ends with it.
    The pipe's name is new each time, so that nobody else's LibreOffice answers.
    """

    def __init__(self, profile: Path, *, headless: bool) -> None:
        self.context: Any = None
        self._profile = profile
        self._log = profile / "soffice.log"
        self._pipe = f"cartera{uuid4().hex}"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*_dying_with_us(), *self._command(profile, headless=headless)],
                env=surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        remember_process(profile, self.pid, self._pipe)

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """Return what the process ended with, None while it is there."""
        return self._process.poll()

    def connect(self, seconds: float) -> bool:
        """Wait until the process answers; tell whether it does, or has ended.

        Raises:
            OfficeStartError: it did neither in time, and was ended.
        """
        until = time.monotonic() + seconds
        while self.code is None:
            self.context = reach(self._pipe)
            if self.context is not None:
                return True
            if time.monotonic() > until:
                self.kill()
                raise OfficeStartError(f"no respondió en {seconds:g} s")
            time.sleep(_POLL_SECONDS)
        return False

    def ends_within(self, seconds: float) -> bool:
        """Wait for the end; tell whether it came."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return self.code is not None

    def strike(self) -> None:
        """Kill the process and all that it started, and wait for nothing."""
        if self._process.returncode is None:  # else its number may be another's by now
            strike(self._process)

    def kill(self) -> None:
        """Kill the process and all that it started; its sockets go too."""
        self.strike()
        self._process.wait()
        remove_sockets(self._profile)

    def last_words(self) -> str:
        """Return the end of what the process wrote for whoever started it."""
        return self._log.read_text(encoding="utf-8", errors="replace").strip()[-200:]

    def _command(self, profile: Path, *, headless: bool) -> Iterator[str]:
        yield str(office_program())
        if headless:
            yield "--headless"
        yield f"-env:UserInstallation={profile.resolve().as_uri()}"
        yield f"--accept=pipe,name={self._pipe};urp;StarOffice.ComponentContext"
        yield from _OPTIONS


def strike(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a session, and all that it started."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def reach(pipe: str) -> Any:
    """Return the context of the LibreOffice that listens at a pipe, if one does."""
    resolver = service(uno().getComponentContext(), "bridge.UnoUrlResolver")
    with suppress(exception("connection.NoConnectException")):
        return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    return None


def service(context: Any, name: str) -> Any:
    """Return a new service of com.sun.star in a context."""
    manager = context.ServiceManager
    return manager.createInstanceWithContext(f"com.sun.star.{name}", context)


def _dying_with_us() -> tuple[str, ...]:
    """Return what ends a process when the thread that started it is no more.

    Without it, a Python that is killed leaves its LibreOffice behind. Other threads
    than the main one may end while their LibreOffice is still wanted.
    """
    program = shutil.which("setpriv")
    if program is None or current_thread() is not main_thread():
        return ()
    return program, "--pdeathsig", "KILL"
