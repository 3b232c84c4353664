"""Connections: lent, kept for the next caller, never left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import DriverMissingError
from cartera_xl.store.engine import connect
from cartera_xl.store.location import Location
from cartera_xl.store.transaction import writing
from tests.store.books import raw

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store import Store


def test_the_next_caller_gets_the_connection_that_waits(store: Store) -> None:
    with store.engine.connect() as first:
        pass
    with store.engine.connect() as second, store.engine.connect() as third:
        assert second.driver is first.driver
        assert third.driver is not first.driver


def test_what_a_caller_left_open_is_over_for_the_next_one(
    store: Store, path: Path
) -> None:
    with writing(store.engine, store.company) as transaction:
        transaction.change("UPDATE customer SET name = 'x' WHERE id = 1")
    raw(path, "UPDATE customer SET name = 'y'")  # nobody holds the lock
    with store.engine.connect() as connection:
        assert connection.value("SELECT name FROM customer") == "y"


def test_a_fault_leaves_no_lock_behind(store: Store, path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _begin_and_fail(store)
    raw(path, "UPDATE customer SET name = 'y'")


def _begin_and_fail(store: Store) -> None:
    with store.engine.connect() as connection:
        connection.change("BEGIN IMMEDIATE")
        raise ZeroDivisionError


def test_nothing_waits_after_dispose_not_even_what_was_lent(store: Store) -> None:
    with store.engine.connect() as lent:
        store.engine.dispose()
    with pytest.raises(store.engine.driver.ProgrammingError, match="closed"):
        lent.value("SELECT 1")
    with store.engine.connect() as fresh:
        assert fresh.value("SELECT 1") == 1


def test_only_one_connection_waits(store: Store) -> None:
    with store.engine.connect() as first, store.engine.connect() as second:
        pass
    opened = [c for c in (first, second) if _works(c, store)]
    assert len(opened) == 1


def _works(connection: object, store: Store) -> bool:
    try:
        connection.value("SELECT 1")  # type: ignore[attr-defined]
    except store.engine.driver.ProgrammingError:
        return False
    return True


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(DriverMissingError, match="psycopg"):
        connect(Location(None, "postgresql://servidor/cartera"))
