"""Bringing a ledger's schema up to date: one transaction that ends well or not at all.

Where SQLite rebuilds a table it drops the table's triggers, and with foreign keys on
it may stop half-way. So they are off before BEGIN, the guards are made again, and both
are looked at before COMMIT.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import MigrationError
from cartera_xl.store import guards
from cartera_xl.store.patience import patiently
from cartera_xl.store.statistics import tell_planner
from cartera_xl.store.version import APPLICATION_ID, schema_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import sqlalchemy
    from alembic.config import Config

    from cartera_xl.store.connection import Connection

STEPS: Final = Path(__file__).with_name("migrations")


def steps(folder: Path | None = None) -> list[str]:
    """Return the versions that this program knows, oldest first."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config(folder))
    return [step.revision for step in scripts.walk_revisions()][::-1]


def upgrade(
    connection: Connection,
    place: object,
    target: str = "head",
    folder: Path | None = None,
    then: Callable[[Connection], None] = lambda _: None,
) -> None:
    """Walk the steps up to a version, on a connection with no open transaction.

    Args:
        connection: left as it was found, foreign keys on.
        place: what to call the ledger in a message.
        target: the version to end at, by default the newest.
        folder: where the steps are, by default ours.
        then: what else belongs to the same transaction.

    Raises:
        MigrationError: it did not end as it must; the ledger is as it was.
    """
    if connection.sqlite:
        connection.change("PRAGMA foreign_keys = OFF")
    try:
        with _alchemy(connection) as alchemy:
            begin = "BEGIN IMMEDIATE" if connection.sqlite else "BEGIN"
            patiently(lambda: connection.change(begin))
            if schema_version(connection):
                guards.take_down(connection)
            _walk(alchemy, target, folder)
            then(connection)
            guards.put_up(connection)
            if connection.sqlite:
                _mark(connection)
            if problem := _left_wrong(connection):
                raise MigrationError(place, problem)
            patiently(lambda: connection.change("COMMIT"))
    finally:
        connection.roll_back()
        if connection.sqlite:
            connection.change("PRAGMA foreign_keys = ON")


@contextmanager
def _alchemy(connection: Connection) -> Iterator[sqlalchemy.Connection]:
    """Give the steps our own connection, as the library that they are written in.

    To it the connection is in a transaction all along, in which it commits nothing;
    when it is done, ours has ended, one way or the other.
    """
    from sqlalchemy import StaticPool, create_engine

    engine = create_engine(
        "sqlite://" if connection.sqlite else "postgresql+psycopg://",
        creator=lambda: connection.driver,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as alchemy, alchemy.begin():
        yield alchemy


def _walk(alchemy: sqlalchemy.Connection, target: str, folder: Path | None) -> None:
    from alembic import command

    config = _config(folder)
    config.attributes["connection"] = alchemy
    command.upgrade(config, target)


def _mark(connection: Connection) -> None:
    """Make a file known as ours, to us and to the planner."""
    tell_planner(connection)
    connection.change(f"PRAGMA application_id = {APPLICATION_ID}")


def _left_wrong(connection: Connection) -> str:
    if connection.sqlite:
        broken = connection.one("PRAGMA foreign_key_check")
        if broken:
            return f"una fila de {broken[0]} perdió su referencia"
    missing = guards.missing(connection)
    return f"falta la protección {missing[0]}" if missing else ""


def _config(folder: Path | None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder or STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
