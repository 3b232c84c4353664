"""A connection as its driver gives it: SQLite's of the standard library, or psycopg's.

Both are left in autocommit, and BEGIN and COMMIT are issued by hand. Python's driver
would begin late and without the write lock, and 99 of 100 duels for one credit then
spent it twice (measured); and a COMMIT that meets a reader has to be repeated itself,
keeping its transaction.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.store.patience import patiently
from cartera_xl.store.statement import formatted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# EXTRA: with FULL, 482 of 2,000 simulated power cuts lost an acknowledged posting. WAL
# is not used: whoever copies the one file would miss what stands in the second.
# The cache grows only with use; with SQLite's 2 MiB a large posting spills twice.
PRAGMAS: Final = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -65536",
)
Row = tuple[Any, ...]
_FORBIDDEN: Final = "42501"  # insufficient_privilege


@dataclass(frozen=True, slots=True)
class Connection:
    """An open connection; faults are those of the driver."""

    driver: Any  # sqlite3.Connection or psycopg.Connection
    sqlite: bool

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """Run a statement with named parameters; return what it gives."""
        found: list[Row] = self._run(sql, values).fetchall()
        return found

    def one(self, sql: str, values: Mapping[str, Any] | None = None) -> Row | None:
        """Return the first row, if there is one."""
        with closing(self._run(sql, values)) as cursor:
            row: Row | None = cursor.fetchone()
            return row

    def value(self, sql: str) -> Any:
        """Return the first column of the first row; None where there is none."""
        row = self.one(sql)
        return None if row is None else row[0]

    def change(self, sql: str, values: Mapping[str, Any] | None = None) -> int:
        """Run a statement that writes; return how many rows it met."""
        return int(self._run(sql, values).rowcount)

    def change_all(self, sql: str, rows: Sequence[Row]) -> int:
        """Run a statement with a `?` for every column of every row."""
        cursor = self.driver.cursor()
        cursor.executemany(sql if self.sqlite else formatted(sql), rows)
        return int(cursor.rowcount)

    def _run(self, sql: str, values: Mapping[str, Any] | None) -> Any:
        if values is None:
            return self.driver.execute(sql)
        return self.driver.execute(sql if self.sqlite else formatted(sql), values)

    @property
    def person(self) -> str:
        """Return the login that a server knows us by."""
        return str(self.value("SELECT session_user"))

    @property
    def alive(self) -> bool:
        """Tell whether it still works: a server may have hung up meanwhile."""
        if self.sqlite:
            return True
        try:
            self.driver.execute("")
        except self.driver.Error:
            return False
        return True

    def roll_back(self) -> None:
        """End what is still open; the driver knows when nothing is."""
        self.driver.rollback()

    def close(self) -> None:
        """Close it: what was not committed is gone."""
        self.driver.close()


def is_forbidden(fault: Exception) -> bool:
    """Tell whether a server refuses a role what it asks for."""
    told = getattr(fault, "orig", fault)  # SQLAlchemy wraps what a step meets
    return getattr(told, "sqlstate", None) == _FORBIDDEN


def open_file(path: Path) -> Connection:
    """Open a file that is there; it is never made here."""
    import sqlite3

    driver = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=0,  # the waiting is ours
        isolation_level=None,
        check_same_thread=False,
    )
    for pragma in PRAGMAS:
        patiently(partial(driver.execute, pragma))
    return Connection(driver, sqlite=True)


def open_server(url: str) -> Connection:
    """Open a connection to a PostgreSQL server."""
    import psycopg

    return Connection(psycopg.connect(url, autocommit=True), sqlite=False)


def quick_check(connection: sqlite3.Connection) -> str:
    """Return SQLite's own finding on a file: «ok», or the first fault."""
    return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
