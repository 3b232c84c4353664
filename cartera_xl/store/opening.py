"""Opening ledgers: what is found there is looked at before it is touched."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from cartera_xl.causes import cause, no_file, said
from cartera_xl.errors import (
    LedgerDamagedError,
    LedgerMissingError,
    LedgerMovedError,
    LedgerUnreadableError,
    NewerLedgerError,
    NoCompanyForPersonError,
    NotALedgerError,
    OwnerNeededError,
)
from cartera_xl.store import version
from cartera_xl.store.connection import is_forbidden, quick_check
from cartera_xl.store.engine import connect
from cartera_xl.store.head import company_id
from cartera_xl.store.patience import is_busy, patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.store.connection import Connection
    from cartera_xl.store.engine import Engine
    from cartera_xl.store.location import Location

_MAGIC: Final = b"SQLite format 3\0"
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")


def open_ledger(
    location: Location, nit: str | None, *, migrate: bool = True
) -> tuple[Engine, int]:
    """Return the engine of a ledger that is there, and the company's id in it."""
    unclean = location.path is not None and _look_at(location, location.path)
    engine = connect(location)
    with readable(location, engine), engine.connect() as connection:
        # Somebody's COMMIT keeps every reader out while it lasts.
        patiently(lambda: _recognise(connection, location))
        if unclean:
            _check_after_crash(connection, location)
        stands_at = patiently(lambda: version.schema_version(connection))
        if migrate and stands_at != version.HEAD:
            _bring_up_to_date(engine, connection, location)
        return engine, patiently(lambda: company_id(connection, location, nit))


@contextmanager
def readable(location: Location, engine: Engine) -> Iterator[None]:
    """Turn the database's complaints into ours, and leave no connection behind."""
    try:
        yield
    except engine.driver.Error as error:
        engine.dispose()
        raise LedgerUnreadableError(location, cause(error)) from None
    except BaseException:
        engine.dispose()
        raise


@contextmanager
def as_owner(connection: Connection, location: Location) -> Iterator[None]:
    """Say who is needed where a server refuses what only its owner may do."""
    try:
        yield
    except Exception as error:
        if not is_forbidden(error):
            raise
        connection.roll_back()
        raise OwnerNeededError(location, connection.person) from None


def _look_at(location: Location, path: Path) -> bool:
    """Look at a file from outside; tell whether its last user ended uncleanly."""
    what = no_file(path)
    if what:
        raise LedgerUnreadableError(location, what)
    try:
        magic = _start(path, _MAGIC)
    except FileNotFoundError:
        raise LedgerMissingError(location) from None
    except OSError as error:
        raise LedgerUnreadableError(location, cause(error)) from None
    if magic != _MAGIC:
        raise NotALedgerError(location)
    return _has_hot_journal(path)


def _has_hot_journal(path: Path) -> bool:
    """Tell whether a journal waits to be rolled back.

    It belongs to a crash, or to somebody posting right now. One without its mark was
    never needed: the ledger's file had not been touched yet.
    """
    try:
        mark = _start(path.with_name(f"{path.name}-journal"), _JOURNAL_MAGIC)
    except OSError:
        return False
    return mark == _JOURNAL_MAGIC


def _start(path: Path, expected: bytes) -> bytes:
    with path.open("rb") as file:
        return file.read(len(expected))


def _recognise(connection: Connection, location: Location) -> None:
    if location.path:
        mark = connection.value("PRAGMA application_id")
        if mark == version.MOVED_ID:
            raise LedgerMovedError(location)
        if mark != version.APPLICATION_ID:
            raise NotALedgerError(location)
    try:
        found = version.schema_version(connection)
    except connection.driver.Error as error:
        if not is_forbidden(error):
            raise
        raise NoCompanyForPersonError(location, connection.person) from None
    if found is None:
        raise NotALedgerError(location)
    if found != version.HEAD and found not in _known_steps():
        raise NewerLedgerError(location, found)


def _known_steps() -> list[str]:
    from cartera_xl.store import migration

    return migration.steps()


def _check_after_crash(connection: Connection, location: Location) -> None:
    """Look through the file, unless the journal is that of somebody at work."""
    try:
        connection.change("BEGIN IMMEDIATE")
    except connection.driver.OperationalError as error:
        if is_busy(error):
            return
        raise
    finding = quick_check(connection.driver)
    connection.roll_back()
    if finding != "ok":
        raise LedgerDamagedError(location, said(finding))


def _bring_up_to_date(
    engine: Engine, connection: Connection, location: Location
) -> None:
    """Copy an older ledger beside itself, then migrate it."""
    from cartera_xl.store import migration
    from cartera_xl.store.backup import backup

    if location.path:
        path, old = location.path, version.schema_version(connection)
        backup(
            engine, location, path.with_name(f"{path.stem}.esquema-{old}{path.suffix}")
        )
    with as_owner(connection, location):
        migration.upgrade(connection, location)
