"""One thread that acts when a deadline passes, however many there are."""

from __future__ import annotations

import math
import time
from threading import Condition, Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Term(NamedTuple):
    """When a deadline passes, on the monotonic clock, and how long it was."""

    until: float
    seconds: float


class Watchdog:
    """Calls `bite` with the seconds of each deadline that passes.

    Setting a deadline is cheap: every call into LibreOffice sets one, and the thread is
    woken only for a deadline that is nearer than the one that it waits for.
    """

    def __init__(self, bite: Callable[[float], None]) -> None:
        self._bite = bite
        self._terms: list[Term] = []
        self._changed = Condition()
        self._wakes_at = math.inf
        self._thread: Thread | None = None

    def set(self, seconds: float) -> Term:
        """Set a deadline from now."""
        term = Term(time.monotonic() + seconds, seconds)
        with self._changed:
            self._terms.append(term)
            if self._thread is None:
                self._thread = Thread(target=self._watch, daemon=True)
                self._thread.start()
            elif term.until < self._wakes_at:
                self._changed.notify()
        return term

    def lift(self, term: Term) -> None:
        """Take a deadline back, passed or not."""
        with self._changed:
            if term in self._terms:
                self._terms.remove(term)

    def _watch(self) -> None:
        while True:
            self._bite(self._passed().seconds)

    def _passed(self) -> Term:
        """Wait for a deadline that passes, and return it."""
        with self._changed:
            while True:
                nearest = min(self._terms, default=None)
                self._wakes_at = nearest.until if nearest else math.inf
                left = self._wakes_at - time.monotonic()
                if nearest and left <= 0:
                    self._terms.remove(nearest)
                    return nearest
                self._changed.wait(left if nearest else None)
