"""A LibreOffice of our own: started, watched, started again, and never left behind."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock, Timer
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cartera_xl.hosts.calc.bridge import exception, uno
from cartera_xl.hosts.calc.faults import (
    BookClosedError,
    CalcRefusedError,
    OfficeDiedError,
    OfficeHungError,
    OfficeStartError,
)
from cartera_xl.hosts.calc.profile import prepare_profile
from cartera_xl.hosts.calc.program import office_program

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKS_FOR_A_RESTART: Final = (79, 81)  # a new profile, or other extensions in it
_RESTARTS: Final = 3
_POLL_SECONDS: Final = 0.02
_REAPED_SECONDS: Final = 2.0  # from a broken pipe to the end of its process


@dataclass(frozen=True, slots=True)
class OfficeOptions:
    """How a LibreOffice is started, and how long it may take for what."""

    headless: bool = True
    macros: bool = False  # whether those of the workbooks that it opens may run
    recalculates: bool = True  # what is opened, whatever values the file holds
    locale: str = "es-CO"
    profile: Path | None = None  # None: a new one, which goes with the process
    start_seconds: float = 60
    call_seconds: float = 120  # 100,000 rows of 12 cells are saved in 6
    stop_seconds: float = 8


class Office:
    """One process of LibreOffice, used by one thread at a time."""

    def __init__(self, options: OfficeOptions | None = None) -> None:
        self.options = options or OfficeOptions()
        self.profile: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._context: Any = None
        self._desktop: Any = None
        self._hung_after: float | None = None
        self._calling = False
        self._lock = RLock()

    @property
    def desktop(self) -> Any:
        """Return LibreOffice's desktop; where the process ended, a new one's."""
        if not self.is_running():
            self.start()
        return self._desktop

    @property
    def pid(self) -> int:
        """Return the process's number; of one that ended, the number that it had."""
        return self._process.pid if self._process else 0

    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def service(self, name: str) -> Any:
        """Return a new service of com.sun.star."""
        manager = self.desktop and self._context.ServiceManager
        return manager.createInstanceWithContext(f"com.sun.star.{name}", self._context)

    def start(self) -> None:
        """Start the process and wait until it answers.

        Raises:
            OfficeMissingError, BridgeMissingError: the machine lacks something.
            OfficeStartError: it ended, or did not answer in time.
        """
        uno()  # before anything is started
        self.kill()
        if self.profile is None:
            self.profile = self.options.profile or _new_profile()
            atexit.register(self.stop)
        prepare_profile(
            self.profile,
            recalculates=self.options.recalculates,
            locale=self.options.locale,
        )
        self._hung_after = None
        until = time.monotonic() + self.options.start_seconds
        code = self._started(until)
        for _ in range(_RESTARTS):
            if code not in _ASKS_FOR_A_RESTART:
                break
            code = self._started(until)
        if code is None:
            return
        raise OfficeStartError(f"terminó con el código {code}{self._last_words()}")

    def stop(self) -> None:
        """End the process, and its profile where that is ours."""
        atexit.unregister(self.stop)
        if self.is_running():
            with suppress(Exception), self.deadline(self.options.stop_seconds):
                self._desktop.terminate()
            with suppress(subprocess.TimeoutExpired):
                assert self._process is not None
                self._process.wait(self.options.stop_seconds)
        self.kill()
        if self.profile is not None and self.options.profile is None:
            shutil.rmtree(self.profile, ignore_errors=True)
        self.profile = None

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        self._context = self._desktop = None
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            _end_group(self._process)
        self._process.wait()

    @contextmanager
    def call(self) -> Iterator[None]:
        """Give what is inside the deadline of one call, and its faults names."""
        with self._lock:
            if self._calling:
                yield
                return
            self._calling = True
            try:
                with self.deadline(self.options.call_seconds):
                    yield
            finally:
                self._calling = False

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Kill the process when what is inside takes longer.

        Raises:
            OfficeHungError: it did.
            OfficeDiedError: the process ended by itself.
            BookClosedError: the process is there, the workbook is not.
            CalcRefusedError: the workbook is there and did not take it.
        """
        timer = Timer(seconds, self._end_hung, [seconds])
        timer.daemon = True
        timer.start()
        try:
            yield
        except exception("uno.RuntimeException") as fault:
            raise self._named(fault) from fault
        finally:
            timer.cancel()

    def _end_hung(self, seconds: float) -> None:
        self._hung_after = seconds
        process = self._process
        if process is not None:
            with suppress(ProcessLookupError):
                _end_group(process)

    def _named(self, fault: Exception) -> Exception:
        disposed = isinstance(fault, exception("lang.DisposedException"))
        if self._hung_after is not None:
            return OfficeHungError(self._hung_after)
        if self._has_ended(_REAPED_SECONDS if disposed else 0):
            return OfficeDiedError()
        if disposed:
            return BookClosedError()
        return CalcRefusedError(_said(fault))

    def _has_ended(self, seconds: float) -> bool:
        if self._process is None:
            return True
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return self._process.returncode is not None

    def _started(self, until: float) -> int | None:
        """Start the process; return the code that it ended with, None if it answers."""
        assert self.profile is not None
        pipe = f"cartera{uuid4().hex}"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*_dying_with_us(), *self._command(pipe)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        resolver = (
            uno()
            .getComponentContext()
            .ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        )
        url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
        while self._process.poll() is None:
            with suppress(exception("connection.NoConnectException")):
                self._context = resolver.resolve(url)
                self._desktop = self.service_of(self._context, "frame.Desktop")
                return None
            if time.monotonic() > until:
                self.kill()
                raise OfficeStartError(
                    f"no respondió en {self.options.start_seconds:g} s"
                )
            time.sleep(_POLL_SECONDS)
        return self._process.returncode

    @staticmethod
    def service_of(context: Any, name: str) -> Any:
        """Return a service of a context."""
        manager = context.ServiceManager
        return manager.createInstanceWithContext(f"com.sun.star.{name}", context)

    def _command(self, pipe: str) -> Iterator[str]:
        assert self.profile is not None
        yield str(office_program())
        if self.options.headless:
            yield "--headless"
        yield f"-env:UserInstallation={self.profile.resolve().as_uri()}"
        yield f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext"
        yield from ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")

    @property
    def _log(self) -> Path:
        assert self.profile is not None
        return self.profile / "soffice.log"

    def _last_words(self) -> str:
        words = self._log.read_text(encoding="utf-8", errors="replace").strip()
        return f": {words[-200:]}" if words else ""


def _new_profile() -> Path:
    return Path(tempfile.mkdtemp(prefix="cartera-calc-"))


def _dying_with_us() -> tuple[str, ...]:
    """Return what makes the process end when ours is killed, where the system can."""
    program = shutil.which("setpriv")
    return (program, "--pdeathsig", "KILL") if program else ()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _said(fault: Exception) -> str:
    """Return the first line of what UNO says; the rest is the place in its source."""
    return str(getattr(fault, "Message", "")).split("\n")[0].strip()
