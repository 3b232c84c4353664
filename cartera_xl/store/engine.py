"""Where a ledger's connections come from, and where one waits for its next use."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from cartera_xl.errors import DriverMissingError, UnknownAddressError
from cartera_xl.store.connection import open_file, open_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from cartera_xl.store.connection import Connection
    from cartera_xl.store.location import Location


class Engine:
    """Opens connections to one database and keeps the last one for the next caller.

    `driver` is the module whose exceptions the connections raise, as PEP 249 names
    them: `Error`, `IntegrityError`.
    """

    def __init__(self, driver: ModuleType, open_: Callable[[], Connection]) -> None:
        self.driver = driver
        self.open = open_
        self._idle: list[Connection] = []

    @contextmanager
    def connect(self, *, untried: bool = False) -> Iterator[Connection]:
        """Lend a connection; what its user leaves open is rolled back.

        Args:
            untried: do not ask first whether the server has hung up: the user will
                notice, and ask again.
        """
        idle = self._idle
        connection = self._waiting(untried=untried) or self.open()
        try:
            yield connection
        finally:
            self._take_back(connection, idle)

    def _waiting(self, *, untried: bool) -> Connection | None:
        try:
            connection = self._idle.pop()
        except IndexError:
            return None
        if untried or connection.alive:
            return connection
        connection.close()
        return None

    def _take_back(self, connection: Connection, idle: list[Connection]) -> None:
        """Keep a connection, unless one waits already or it is of before `dispose`."""
        try:
            connection.roll_back()
        except self.driver.Error:  # closing it rolls back as well
            connection.close()
            return
        if idle is self._idle and not idle:
            idle.append(connection)
        else:
            connection.close()

    def dispose(self) -> None:
        """Close what waits; the next caller gets a new connection."""
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def connect(location: Location) -> Engine:
    """Return the engine of a place; nothing is opened yet.

    Raises:
        DriverMissingError: the library for this kind of database is not installed.
        UnknownAddressError: the address is of no kind that we know.
    """
    if location.path:
        import sqlite3

        return Engine(sqlite3, partial(open_file, location.path))
    if not location.url.startswith("postgresql://"):
        raise UnknownAddressError(location)
    try:
        import psycopg
    except ImportError as error:
        raise DriverMissingError(error.name or "psycopg") from None
    return Engine(psycopg, partial(open_server, location.url))
