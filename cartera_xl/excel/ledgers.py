"""The ledgers that open workbooks ask, each opened once and kept.

A ledger is looked up as the command line does for the workbook. Before every answer it
is made sure that the settings still name it and that the file is still the one that was
opened: a copy that was put back, or a ledger that moved to a server, is asked at once.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import settings
from cartera_xl.actions.answering import Answers
from cartera_xl.errors import LedgerBusyError, LedgerUnreadableError
from cartera_xl.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cartera_xl.errors import StoreError

Mark = tuple[int, ...]
_VARIABLES: Final = ("CARTERA_DB", "CARTERA_EMPRESA")
# A server that does not answer, or a file that somebody keeps locked, lets a caller
# wait for seconds: a sheet of a thousand cells waits once.
_PAUSE: Final = 5.0  # seconds


class Place(NamedTuple):
    """A ledger as settings name it: path or address, and the company's NIT."""

    location: str
    nit: str | None


class _Open(NamedTuple):
    answers: Answers
    mark: Mark | None  # of a file


class _Named(NamedTuple):
    place: Place
    files: tuple[Path, ...]  # the settings that were, or would be, looked at
    seen: tuple[object, ...]


class Ledgers:
    """Ledgers by place, places by workbook."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[Place, _Open] = {}
        self._named: dict[str, _Named] = {}
        self._waiting: dict[Place, tuple[float, StoreError]] = {}

    @contextmanager
    def asked(self, workbook: object) -> Iterator[Answers]:
        """Lend the answers of a workbook's ledger.

        Raises:
            CarteraError: nothing names a ledger, or it cannot be opened or read.
        """
        place = self._place(workbook if isinstance(workbook, str) else "")
        self._wait_no_longer(place)
        try:
            yield self._answers(place)
        except (LedgerBusyError, LedgerUnreadableError) as fault:
            self._close(place)
            self._waiting[place] = self._clock() + _PAUSE, fault
            raise

    def close(self) -> None:
        """Close every ledger; it is opened again when it is asked."""
        for place in list(self._open):
            self._close(place)

    def _place(self, workbook: str) -> Place:
        known = self._named.get(workbook)
        if known is None or known.seen != _seen(known.files):
            known = self._named[workbook] = _named(workbook)
        return known.place

    def _wait_no_longer(self, place: Place) -> None:
        until, fault = self._waiting.get(place, (0.0, None))
        if fault is not None:
            if self._clock() < until:
                raise fault
            del self._waiting[place]

    def _answers(self, place: Place) -> Answers:
        found = self._open.get(place)
        if found is not None:
            path = found.answers.store.location.path
            if path is None or found.mark == _mark(path):
                return found.answers
            self._close(place)
        store = Store.open(place.location, place.nit)
        path = store.location.path
        self._open[place] = _Open(Answers(store), _mark(path) if path else None)
        return self._open[place].answers

    def _close(self, place: Place) -> None:
        if found := self._open.pop(place, None):
            found.answers.store.close()


def _named(workbook: str) -> _Named:
    path = Path(workbook) if workbook else None
    files = tuple(settings.settings_files(path))
    seen = _seen(files)  # before they are read: a change in between is seen later
    location = settings.ledger_location(None, path)
    return _Named(Place(location, settings.company(None, path)), files, seen)


def _seen(files: Iterable[Path]) -> tuple[object, ...]:
    """Return what tells that the settings are no longer those that were read."""
    return (*map(environ.get, _VARIABLES), *map(_version, files))


def _mark(path: Path) -> Mark | None:
    """Return what tells a file from another at its place; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _version(path: Path) -> Mark | None:
    """Return what tells a file from what it was before somebody wrote in it."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: no path has a zero byte
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


LEDGERS: Final = Ledgers()  # of this process
