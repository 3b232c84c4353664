"""Transactions: one way to begin, one way to commit."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.store.patience import patiently
from cartera_xl.store.statement import expanded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartera_xl.store.connection import Connection, Row
    from cartera_xl.store.engine import Engine

# By whether it is SQLite, and whether it writes.
_BEGIN: Final = {
    (True, True): "BEGIN IMMEDIATE",
    (True, False): "BEGIN",
    (False, True): "BEGIN ISOLATION LEVEL READ COMMITTED",
    (False, False): "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction in one company's books.

    Statements have named parameters, of which `:company` is always there and a
    `:…_list` takes any number of values.
    """

    connection: Connection
    company: int

    @property
    def sqlite(self) -> bool:
        """Tell SQLite from PostgreSQL and its kin."""
        return self.connection.sqlite

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Run a statement; return all rows."""
        return self.connection.rows(*self._bound(sql, values))

    def one(self, sql: str, **values: object) -> Row | None:
        """Return the first row, if there is one."""
        return self.connection.one(*self._bound(sql, values))

    def change(self, sql: str, **values: object) -> int:
        """Run a statement that writes; return how many rows it met."""
        return self.connection.change(*self._bound(sql, values))

    def change_all(self, sql: str, rows: Sequence[Row]) -> int:
        """Run a statement with a `?` for every column, once for every row."""
        return self.connection.change_all(sql, rows)

    def _bound(self, sql: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return values as the database keeps them: on SQLite, days are text."""
        if self.sqlite:
            for name, value in values.items():
                if isinstance(value, date):
                    values[name] = value.isoformat()
        values["company"] = self.company
        return expanded(sql, values)


@contextmanager
def reading(engine: Engine, company: int) -> Iterator[Transaction]:
    """Open a transaction that sees one moment of the ledger; it never writes."""
    with engine.connect() as connection:
        _begin(connection, writes=False)
        yield Transaction(connection, company)


@contextmanager
def writing(engine: Engine, company: int) -> Iterator[Transaction]:
    """Open a transaction that holds the write lock; without `commit` it leaves nothing.

    Raises:
        LedgerBusyError: somebody else kept the lock for too long.
    """
    with engine.connect() as connection:
        _begin(connection, writes=True)
        yield Transaction(connection, company)


def _begin(connection: Connection, *, writes: bool) -> None:
    patiently(lambda: connection.change(_BEGIN[connection.sqlite, writes]))
    if connection.sqlite and not writes:
        # A plain BEGIN locks nothing: the first read does, and may wait.
        patiently(lambda: connection.one("PRAGMA schema_version"))


def commit(transaction: Transaction) -> None:
    """Commit, repeating COMMIT itself while readers are in its way.

    Raises:
        LedgerBusyError: they stayed for too long; nothing was written.
    """
    patiently(lambda: transaction.connection.change("COMMIT"))
