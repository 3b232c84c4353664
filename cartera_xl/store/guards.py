"""All by which the database itself keeps a ledger: taken down, put up, looked for.

A step of a migration may have to move what nobody may touch otherwise. Whoever runs the
steps takes the guards down before and puts them up after, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.store import row_security, triggers

if TYPE_CHECKING:
    from cartera_xl.store.connection import Connection

_GROUPS: Final = "SELECT rolname FROM pg_roles"


def take_down(connection: Connection) -> None:
    """Let the owner move every row."""
    _run(connection, triggers.drop(sqlite=connection.sqlite))
    if not connection.sqlite:
        _run(connection, row_security.lift())


def put_up(connection: Connection) -> None:
    """Make all guards as they are now, also of tables that are new."""
    _run(connection, triggers.create(sqlite=connection.sqlite))
    if not connection.sqlite:
        _run(connection, row_security.create())
        _give_rights(connection)


def missing(connection: Connection) -> list[str]:
    """Return what is not there as we make it: triggers, and tables without a policy."""
    found = triggers.missing(connection)
    return found if connection.sqlite else found + row_security.missing(connection)


def _give_rights(connection: Connection) -> None:
    from cartera_xl.store import roles

    there = {name for (name,) in connection.rows(_GROUPS)}
    if there.issuperset(roles.Group):
        _run(connection, roles.table_rights())


def _run(connection: Connection, statements: list[str]) -> None:
    for sql in statements:
        connection.change(sql)
