"""What is tried again, and for how long."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

import psycopg
import pytest

from cartera_xl.errors import LedgerBusyError
from cartera_xl.store import patience
from cartera_xl.store.patience import patiently, retrying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONFLICT: Final = psycopg.errors.SerializationFailure()
DEADLOCK: Final = psycopg.errors.DeadlockDetected()
OTHER: Final = psycopg.errors.UniqueViolation()


def busy(code: int = sqlite3.SQLITE_BUSY) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


def failing(*faults: Exception) -> Callable[[], str]:
    """Return an act that meets these faults, one each time, and then succeeds."""
    remaining: Iterator[Exception] = iter(faults)

    def act() -> str:
        for fault in remaining:
            raise fault
        return "hecho"

    return act


@pytest.mark.parametrize("fault", [CONFLICT, DEADLOCK])
def test_a_transaction_begins_again_where_the_server_asks_for_it(
    fault: Exception,
) -> None:
    assert retrying(failing(fault, fault)) == "hecho"


def test_a_server_that_asks_for_ever_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PAUSE", (0, 0))
    with pytest.raises(psycopg.errors.SerializationFailure):
        retrying(failing(*[CONFLICT] * 8))


@pytest.mark.parametrize("fault", [OTHER, busy(), LedgerBusyError()])
def test_nothing_else_begins_a_transaction_again(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        retrying(failing(fault))


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT, 261]
)
def test_a_locked_file_is_waited_for(code: int) -> None:
    assert patiently(failing(*[busy(code)] * 5)) == "hecho"


def test_nobody_is_waited_for_longer_than_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0)
    with pytest.raises(LedgerBusyError):
        patiently(failing(*[busy()] * 5))


@pytest.mark.parametrize("fault", [busy(sqlite3.SQLITE_IOERR), CONFLICT])
def test_another_fault_is_no_reason_to_wait(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        patiently(failing(fault))
