"""Copies of a ledger: whole, verified, and never half in place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from cartera_xl.causes import cause
from cartera_xl.errors import BackupError
from cartera_xl.store.connection import quick_check
from cartera_xl.store.patience import patiently

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store.engine import Engine
    from cartera_xl.store.location import Location

# Every company's head: the copy must hold exactly what was read beside it.
_HEADS: Final = "SELECT ledger_id, revision, audit_hash FROM company ORDER BY id"


def backup(engine: Engine, location: Location, target: Path) -> Path:
    """Copy a file ledger while others go on working in it.

    Raises:
        BackupError: a server's ledger, the ledger itself as target, or a copy that
            does not pass its check; what stood at the target stays.
    """
    if location.path is None:
        raise BackupError(
            f"{location} es un servidor; use «pg_dump --format=custom» y pruebe la "
            "copia con «pg_restore»"
        )
    if _same(location.path, target):
        raise BackupError("el destino es la cartera misma")
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _copy(engine, beside)
        beside.replace(target)
        _sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"no se pudo escribir en «{target}» ({cause(error)})"
        ) from None
    finally:
        beside.unlink(missing_ok=True)
    return target


def _same(ledger: Path, target: Path) -> bool:
    if ledger.resolve() == target.resolve():
        return True
    return target.exists() and ledger.samefile(target)


def _copy(engine: Engine, beside: Path) -> None:
    """Copy inside one read transaction, so that the head read belongs to the copy."""
    beside.unlink(missing_ok=True)
    with engine.connect() as connection, closing(sqlite3.connect(beside)) as copy:
        connection.change("BEGIN")
        # The first read takes the lock.
        heads = patiently(lambda: connection.rows(_HEADS))
        connection.driver.backup(copy)
        if problem := _differs(copy, heads):
            raise BackupError(problem)
    with beside.open("r+b") as file:  # Windows flushes only what it may write
        os.fsync(file.fileno())


def _differs(copy: sqlite3.Connection, heads: list[tuple[object, ...]]) -> str:
    if quick_check(copy) != "ok":
        return "la copia no pasa la revisión de SQLite"
    same = copy.execute(_HEADS).fetchall() == heads
    return "" if same else "la copia no termina en la misma huella"


def _sync(folder: Path) -> None:
    """Make a rename durable; Windows has no such thing for folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
