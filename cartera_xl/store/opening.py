"""Opening and making ledgers: what is found there is looked at before it is touched."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError

from cartera_xl.errors import (
    LedgerDamagedError,
    LedgerExistsError,
    LedgerMissingError,
    LedgerUnreadableError,
    NewerLedgerError,
    NotALedgerError,
)
from cartera_xl.store import migration, schema
from cartera_xl.store.audit import genesis
from cartera_xl.store.backup import backup, quick_check
from cartera_xl.store.canonical import stamp
from cartera_xl.store.engine import connect, is_busy
from cartera_xl.store.head import company_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from cartera_xl.store.command import Company
    from cartera_xl.store.location import Location

_MAGIC: Final = b"SQLite format 3\0"
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_NEXT_COMPANY: Final = "SELECT COALESCE(MAX(id), 0) + 1 FROM company"


def open_ledger(location: Location, nit: str | None) -> tuple[Engine, int]:
    """Return the engine of a ledger that is there, and the company's id in it."""
    unclean = location.path is not None and _look_at(location, location.path)
    engine = connect(location)
    with _readable(location, engine), engine.connect() as connection:
        _recognise(connection, location)
        if unclean:
            _check_after_crash(connection, location)
        if migration.version(connection) != migration.HEAD:
            _bring_up_to_date(engine, connection, location)
        return engine, company_id(connection, location, nit)


def create_ledger(
    location: Location, company: Company, recorded: datetime
) -> tuple[Engine, int]:
    """Make a ledger: a file of its own, or a company in a server's database.

    Raises:
        LedgerExistsError: something is there already.
    """
    if location.path:
        _make_room(location.path)
    engine = connect(location)
    row: list[int] = []

    def add(connection: Connection) -> None:
        row.append(_add_company(connection, company, recorded))

    with _readable(location, engine), engine.connect() as connection:
        if migration.version(connection) and location.path:
            raise LedgerExistsError(location)
        migration.upgrade(connection, location, then=add)
    return engine, row[0]


def _look_at(location: Location, path: Path) -> bool:
    """Look at a file from outside; tell whether its last user ended uncleanly."""
    try:
        magic = _start(path, _MAGIC)
    except FileNotFoundError:
        raise LedgerMissingError(location) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise LedgerUnreadableError(location, reason) from None
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


def _make_room(path: Path) -> None:
    """Make the empty file; one that a crash left empty is as good."""
    try:
        path.touch()
        empty = path.stat().st_size == 0
    except OSError as error:
        raise LedgerUnreadableError(path, error.strerror or str(error)) from None
    if not empty:
        raise LedgerExistsError(path)


@contextmanager
def _readable(location: Location, engine: Engine) -> Iterator[None]:
    """Turn the database's complaints into ours, and leave no connection behind."""
    try:
        yield
    except DBAPIError as error:
        engine.dispose()
        reason = str(error.orig).splitlines()[0]
        raise LedgerUnreadableError(location, reason) from None
    except BaseException:
        engine.dispose()
        raise


def _recognise(connection: Connection, location: Location) -> None:
    if location.path:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if mark != migration.APPLICATION_ID:
            raise NotALedgerError(location)
    version = migration.version(connection)
    if version is None:
        raise NotALedgerError(location)
    if version != migration.HEAD and version not in migration.steps():
        raise NewerLedgerError(location, version)


def _check_after_crash(connection: Connection, location: Location) -> None:
    """Look through the file, unless the journal is that of somebody at work."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except DBAPIError as error:
        if is_busy(error):
            return
        raise
    source = connection.connection.driver_connection
    finding = quick_check(source)  # type: ignore[arg-type]
    source.rollback()  # type: ignore[union-attr]
    if finding != "ok":
        raise LedgerDamagedError(location, finding)


def _bring_up_to_date(
    engine: Engine, connection: Connection, location: Location
) -> None:
    """Copy an older ledger beside itself, then migrate it."""
    if location.path:
        path, old = location.path, migration.version(connection)
        backup(
            engine, location, path.with_name(f"{path.stem}.esquema-{old}{path.suffix}")
        )
    migration.upgrade(connection, location)


def _add_company(connection: Connection, company: Company, recorded: datetime) -> int:
    row_id = int(connection.exec_driver_sql(_NEXT_COMPANY).scalar_one())
    ledger_id = str(uuid.uuid4())
    connection.execute(
        schema.company.insert().values(
            id=row_id,
            ledger_id=ledger_id,
            **company._asdict(),
            revision=0,
            audit_hash=genesis(ledger_id),
            next_id=1,
            recorded_at=stamp(recorded),
        )
    )
    return row_id
