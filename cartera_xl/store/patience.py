"""Waiting for others: what is tried again, how often, and what is not."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Final, TypeVar

from cartera_xl.errors import LedgerBusyError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")
PATIENCE: Final = 10.0  # seconds that we wait for others
_PAUSE: Final = (0.0005, 0.002)  # SQLite's own waiting starved one writer of four
_ATTEMPTS: Final = 8
_BUSY: Final = 5  # SQLITE_BUSY, the low byte of its kin
_SERIALIZATION: Final = ("40001", "40P01")  # conflict, deadlock: begin again


def patiently(act: Callable[[], Result]) -> Result:
    """Do something again until nobody is in its way any more.

    Raises:
        LedgerBusyError: somebody stayed in its way for too long.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except Exception as error:
            if not is_busy(error):
                raise
            if time.monotonic() > deadline:
                raise LedgerBusyError from None
            time.sleep(random.uniform(*_PAUSE))


def retrying(act: Callable[[], Result]) -> Result:
    """Run a whole transaction again where the server asks for it."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return act()
        except Exception as error:
            if not is_conflict(error) or attempt == _ATTEMPTS:
                raise
            time.sleep(random.uniform(*_PAUSE) * 2**attempt)
    raise AssertionError


def is_busy(error: Exception) -> bool:
    """Tell whether SQLite found the file locked by somebody else."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == _BUSY


def is_conflict(error: Exception) -> bool:
    """Tell whether a server asks to begin the transaction again."""
    return getattr(error, "sqlstate", None) in _SERIALIZATION
