"""A LibreOffice of our own: started, watched, started again, and never left behind."""

from __future__ import annotations

import atexit
import shutil
from contextlib import suppress
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cartera_xl.hosts.calc.bridge import exception, uno
from cartera_xl.hosts.calc.faults import (
    BookClosedError,
    CalcFaultError,
    OfficeDiedError,
    OfficeHungError,
    OfficeStartError,
)
from cartera_xl.hosts.calc.leftovers import new_profile
from cartera_xl.hosts.calc.process import OfficeProcess, service
from cartera_xl.hosts.calc.profile import prepare_profile
from cartera_xl.hosts.calc.watchdog import Watchdog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from cartera_xl.hosts.calc.watchdog import Term

T = TypeVar("T")

_ASKS_FOR_A_RESTART: Final = (79, 81)  # a new profile, or other extensions in it
_STARTS: Final = 3
_CONNECT_SECONDS: Final = 5  # for an answer that began in time
# What is asked of a workbook that is closed gives either.
_GONE: Final = ("lang.DisposedException", "beans.UnknownPropertyException")
_END_SECONDS: Final = 5.0  # from a pipe that broke to the end of its process


@dataclass(frozen=True, slots=True)
class OfficeOptions:
    """How a LibreOffice is started, and how long it may take for what."""

    headless: bool = True
    macros: bool = False  # whether those of the workbooks that it opens may run
    recalculates: bool = True  # what is opened, whatever values the file holds
    locale: str = "es-CO"
    profile: Path | None = None  # None: a new one, which goes with the process
    start_seconds: float = 60
    # 100,000 rows of 12 cells are saved in 6; None: as long as it takes, for a window
    # before which a person sits.
    call_seconds: float | None = 120
    stop_seconds: float = 8


class Office:
    """One LibreOffice, used by one thread at a time."""

    def __init__(self, options: OfficeOptions | None = None) -> None:
        self.options = options or OfficeOptions()
        self.profile: Path | None = None
        self._process: OfficeProcess | None = None
        self._desktop: Any = None
        self._hung_after: float | None = None
        self._calling = False
        self._lock = RLock()
        self.watchdog = Watchdog(self._end_hung)

    @property
    def desktop(self) -> Any:
        """Return LibreOffice's desktop; where the process has ended, a new one's."""
        if not self.is_running():
            self.start()
        return self._desktop

    @property
    def pid(self) -> int:
        """Return the process's number; of one that ended, the number that it had."""
        return self._process.pid if self._process else 0

    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.code is None

    def running_profile(self) -> Path:
        """Return the profile of the process, which is started where it has ended."""
        assert self.desktop is not None
        assert self.profile is not None
        return self.profile

    def service(self, name: str) -> Any:
        """Return a new service of com.sun.star."""
        assert self._process is not None
        return service(self._process.context, name)

    def start(self) -> None:
        """Start a process, in place of one that is there, and wait until it answers.

        Raises:
            OfficeMissingError, BridgeMissingError: the machine lacks something.
            OfficeStartError: it ended, or did not answer in time.
        """
        uno()  # before anything is started
        self.kill()
        profile = self._prepared()
        for _ in range(_STARTS):
            self._process = OfficeProcess(profile, headless=self.options.headless)
            seconds = self.options.start_seconds
            with Deadline(self, seconds + _CONNECT_SECONDS):
                answers = self._process.connect(seconds)
            if answers:
                self._hung_after = None
                self._desktop = self.service("frame.Desktop")
                return
            if self._process.code not in _ASKS_FOR_A_RESTART:
                break
        raise OfficeStartError(self._why_it_ended())

    def stop(self) -> None:
        """End the process, and its profile where that is ours."""
        atexit.unregister(self.stop)
        if self._process is not None and self.is_running():
            with suppress(Exception), Deadline(self, self.options.stop_seconds):
                self._close_all()
                self._desktop.terminate()
            self._process.ends_within(self.options.stop_seconds)
        self.kill()
        if self.profile is not None and self.options.profile is None:
            shutil.rmtree(self.profile, ignore_errors=True)
        self.profile = None

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        self._desktop = None
        if self._process is not None:
            self._process.kill()

    def call(self, function: Callable[[], T]) -> T:
        """Return what a function returns, with a deadline and with named faults.

        Raises:
            as `Deadline` does.
        """
        with self._lock:
            if self._calling:
                return function()
            self._calling = True
            try:
                with Deadline(self, self.options.call_seconds):
                    return function()
            finally:
                self._calling = False

    def _end_hung(self, seconds: float) -> None:
        """Kill a process that took longer than that."""
        self._hung_after = seconds
        if self._process is not None:
            self._process.strike()

    def named(self, fault: Exception) -> Exception:
        """Return a fault of UNO as what it means for the caller."""
        if self._hung_after is None and self._answers():
            gone = isinstance(fault, _gone())
            return BookClosedError() if gone else CalcFaultError(*_said(fault))
        if self._process is not None:
            self._process.ends_within(_END_SECONDS)
        hung = self._hung_after
        return OfficeDiedError() if hung is None else OfficeHungError(hung)

    def _answers(self) -> bool:
        """Ask the process, which just gave a fault, whether it is still there."""
        try:
            self._desktop.supportsService("")
        except (AttributeError, exception("uno.Exception")):
            return False
        return True

    def _close_all(self) -> None:
        """Close what is open: a workbook open at the end leaves its lock behind."""
        components = self._desktop.Components.createEnumeration()
        while components.hasMoreElements():
            components.nextElement().close(True)

    def _prepared(self) -> Path:
        if self.profile is None:
            self.profile = self.options.profile or new_profile()
            atexit.register(self.stop)
        prepare_profile(
            self.profile,
            recalculates=self.options.recalculates,
            locale=self.options.locale,
        )
        return self.profile

    def _why_it_ended(self) -> str:
        assert self._process is not None
        words = self._process.last_words()
        return f"terminó con el código {self._process.code}: {words}".rstrip(": ")


class Deadline:
    """Kills the process when what is inside takes longer; names faults of UNO.

    Without seconds it only names faults.

    A class, because `contextlib.contextmanager` sets the traceback of what passes
    through it, which exceptions of UNO do not bear.

    Raises:
        OfficeHungError: it took longer.
        OfficeDiedError: the process ended by itself.
        BookClosedError: the process is there, the workbook is not.
        CalcFaultError: the workbook is there, and something else is wrong.
    """

    def __init__(self, office: Office, seconds: float | None) -> None:
        self._office = office
        self._seconds = seconds
        self._term: Term | None = None

    def __enter__(self) -> None:
        if self._seconds is not None:
            self._term = self._office.watchdog.set(self._seconds)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._term is not None:
            self._office.watchdog.lift(self._term)
        if isinstance(fault, exception("uno.Exception")):
            raise self._office.named(fault) from fault


def _gone() -> tuple[type[Exception], ...]:
    return tuple(map(exception, _GONE))


def _said(fault: Exception) -> tuple[str, str]:
    """Return what UNO says: the kind of fault, and where it has words, those."""
    words = str(getattr(fault, "Message", "")).partition("at ./")[0].strip()
    return type(fault).__name__.rpartition(".")[2], words
