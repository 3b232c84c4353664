"""The ledger as the rest of the program holds it: open, read, post, close.

A driver is loaded when a ledger is opened, not before; SQLAlchemy only when one is
made or brought up to date.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from cartera_xl.causes import cause
from cartera_xl.errors import LedgerUnreadableError, MoveError
from cartera_xl.store.location import locate

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from cartera_xl.store.command import Command, Company, Posted, Refused
    from cartera_xl.store.engine import Engine
    from cartera_xl.store.head import Head
    from cartera_xl.store.location import Location
    from cartera_xl.store.transaction import Transaction


class Store:
    """One company's ledger in a file or on a server."""

    def __init__(self, engine: Engine, company: int, location: Location) -> None:
        self.engine = engine
        self.company = company
        self.location = location

    @classmethod
    def open(
        cls,
        place: str | os.PathLike[str],
        nit: str | None = None,
        *,
        migrate: bool = True,
    ) -> Self:
        """Open a ledger by its path or address; an older one is brought up to date.

        Args:
            place: a path, or a PostgreSQL address.
            nit: which company, where the database has several.
            migrate: without it an older one stays as it is, and only its head is read.

        Raises:
            StoreError: there is none, it is none of ours, or it cannot be used.
        """
        from cartera_xl.store.opening import open_ledger

        location = locate(place)
        return cls(*open_ledger(location, nit, migrate=migrate), location)

    @classmethod
    def create(
        cls, place: str | os.PathLike[str], company: Company, recorded: datetime
    ) -> Self:
        """Make a ledger and open it.

        Raises:
            StoreError: something is there already, or it cannot be written.
        """
        from cartera_xl.store.creating import create_ledger

        location = locate(place)
        return cls(*create_ledger(location, company, recorded), location)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a transaction that sees one moment of the ledger: a whole report's.

        Raises:
            StoreError: the ledger is busy, or cannot be read.
        """
        from cartera_xl.store.transaction import reading

        try:
            with reading(self.engine, self.company) as transaction:
                yield transaction
        except self.engine.driver.Error as error:
            raise LedgerUnreadableError(self.location, cause(error)) from error

    def execute(self, command: Command) -> Posted | Refused:
        """Post a command: all of its rows or none, and once per key.

        Raises:
            StoreError: the ledger is busy, or the disk or server failed; the sentence
                says whether something was written.
        """
        from cartera_xl.store.execute import execute

        return execute(self.engine, self.company, command)

    def answered(self, key: str, action: str, typed: str) -> Posted | Refused | None:
        """Return the answer that a key was given; None where it is new.

        To be asked before a request is decided: today's balances may refuse what was
        posted long ago.
        """
        from cartera_xl.store.execute import answered

        return answered(self.engine, self.company, key, action, typed)

    def head(self) -> Head:
        """Return the revision and the audit hash that the ledger stands at."""
        from cartera_xl.store.head import head

        with self.reading() as transaction:
            return head(transaction)

    def state(self) -> str:
        """Return a text that changes with every posting, by one cheap read.

        One round trip to a server: only where it has hung up since, another follows.

        Raises:
            StoreError: the ledger is busy, or cannot be read.
        """
        try:
            return self._state(untried=True)
        except self.engine.driver.Error:
            pass
        try:
            return self._state(untried=False)
        except self.engine.driver.Error as error:
            raise LedgerUnreadableError(self.location, str(error)) from error

    def _state(self, *, untried: bool) -> str:
        from cartera_xl.store.head import state

        with self.engine.connect(untried=untried) as connection:
            return state(connection, self.company, self.location)

    def backup(self, target: Path) -> Path:
        """Copy the ledger, verified, while others go on working.

        Raises:
            BackupError: no copy was made; what stood at the target stays.
        """
        from cartera_xl.store.backup import backup

        return backup(self.engine, self.location, target)

    def move(self, place: str) -> Self:
        """Move this file's ledger to a server, and open it there.

        Raises:
            MoveError: it was not moved; the file stays what it was.
        """
        from cartera_xl.store.moving import move

        target = locate(place)
        if target.path or not self.location.path:
            raise MoveError("se muda de un archivo a un servidor")
        return type(self)(*move(self.engine, self.company, target), target)

    def close(self) -> None:
        """Close all connections: a file may then be moved."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
