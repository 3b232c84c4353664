"""Bringing a ledger's schema up to date: one transaction that ends well or not at all.

Where SQLite rebuilds a table it drops the table's triggers, and with foreign keys on
it may stop half-way. So they are off before BEGIN, the triggers are made again, and
both are looked at before COMMIT.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import MigrationError
from cartera_xl.store import triggers
from cartera_xl.store.engine import patiently
from cartera_xl.store.statistics import tell_planner

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.config import Config
    from sqlalchemy import Connection

HEAD: Final = "0002"  # the newest step; a test holds it against the files
STEPS: Final = Path(__file__).with_name("migrations")
APPLICATION_ID: Final = 0x43584C31  # «CXL1»: what tells our file from any other
_VERSIONED: Final = {
    "sqlite": "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'",
    "postgresql": "SELECT to_regclass('alembic_version')::text",
}
_TRIGGERS: Final = {
    "sqlite": "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, '' FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled = 'O'",
}


def version(connection: Connection) -> str | None:
    """Return a ledger's schema version; None where there is no ledger."""
    there = connection.exec_driver_sql(_VERSIONED[connection.dialect.name]).scalar()
    if not there:
        return None
    return connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()


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
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        patiently(
            lambda: connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "BEGIN")
        )
        _walk(connection, target, folder)
        then(connection)
        if problem := _left_wrong(connection):
            raise MigrationError(place, problem)
        patiently(lambda: connection.exec_driver_sql("COMMIT"))
    finally:
        connection.connection.rollback()
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _walk(connection: Connection, target: str, folder: Path | None) -> None:
    from alembic import command

    dialect = connection.dialect.name
    config = _config(folder)
    config.attributes["connection"] = connection
    if version(connection):
        _run(connection, triggers.drop(dialect))  # a step may have to move old rows
    command.upgrade(config, target)
    _run(connection, triggers.create(dialect))
    if dialect == "sqlite":
        tell_planner(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _run(connection: Connection, statements: list[str]) -> None:
    for sql in statements:
        connection.exec_driver_sql(sql)


def _left_wrong(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            return f"una fila de {broken[0]} perdió su referencia"
    missing = missing_triggers(connection)
    return f"falta la protección {missing[0]}" if missing else ""


def missing_triggers(connection: Connection) -> list[str]:
    """Return the triggers that are not there as we make them."""
    dialect = connection.dialect.name
    rows = connection.exec_driver_sql(_TRIGGERS[dialect]).all()
    found = {row[0]: row[1] for row in rows}
    return [
        name
        for name, sql in triggers.triggers(dialect).items()
        if name not in found or (dialect == "sqlite" and found[name] != sql)
    ]


def _config(folder: Path | None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder or STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
