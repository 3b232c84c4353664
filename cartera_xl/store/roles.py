"""Roles on PostgreSQL as SQL: who may do what in which table, declared once.

The owner made the tables and alone may change them. Of the others there are two groups
without a login of their own, in which the administrator puts people: `app` posts,
`reader` looks. What was posted is closed to both; the balances that a posting moves are
open column by column, as in `triggers`. Which company's rows somebody meets is another
matter (see `row_security`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.facts import FACTS
from cartera_xl.store.opening import as_owner, readable
from cartera_xl.store.row_security import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartera_xl.store.store import Store

OWNER: Final = "cartera_owner"  # its usual name; the database knows the real one


class Group(StrEnum):
    """A group of people with the same rights."""

    APP = "cartera_app"
    READER = "cartera_reader"


_READ: Final = ("SELECT",)
_APPEND: Final = ("SELECT", "INSERT")
APP_RIGHTS: Final[Mapping[str, tuple[str, ...]]] = {
    "company": (*_READ, "UPDATE (revision, audit_hash, next_id, recorded_at)"),
    "customer": (
        *_APPEND,
        "UPDATE (code, name, nit, check_digit, group_name, excluded, business,"
        " revision)",
    ),
    "contact": (*_APPEND, "DELETE"),  # what was asked to be erased (Ley 1581 of 2012)
    "document": (*_APPEND, "UPDATE (open, free, version)"),
    "application": _APPEND,
    "operation": _APPEND,
    "audit": _APPEND,
    "parameter": (*_APPEND, "UPDATE (value, revision)"),
    **dict.fromkeys(FACTS.values(), _APPEND),
    MEMBER: _READ,
    "alembic_version": _READ,
}
_ROLES: Final = "SELECT rolname FROM pg_roles"
_MAKE_GROUPS: Final = """DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{group}') THEN
    CREATE ROLE {group} NOLOGIN;
  END IF;
END $$"""
_MAKE_PERSON: Final = """DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {text}) THEN
    CREATE ROLE {name} LOGIN;
  END IF;
END $$"""


def groups() -> list[str]:
    """Return the statements that make the groups, for whoever may make roles."""
    return [_MAKE_GROUPS.format(group=group) for group in Group]


def schema_rights() -> list[str]:
    """Return the statements that let the groups in, for the database's owner."""
    return [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {', '.join(Group)}",
    ]


def table_rights() -> list[str]:
    """Return the statements that give the groups these rights and no others.

    For the tables' owner; the groups have to be there.
    """
    both, tables = ", ".join(Group), ", ".join(APP_RIGHTS)
    return [
        f"REVOKE ALL ON {tables} FROM PUBLIC, {both}",
        f"GRANT SELECT ON {tables} TO {Group.READER}",
        *_app_grants(),
    ]


def _app_grants() -> Iterator[str]:
    for table, verbs in APP_RIGHTS.items():
        yield f"GRANT {', '.join(verbs)} ON {table} TO {Group.APP}"


def admit(person: str, group: Group, company: int) -> list[str]:
    """Return the statements that let a person into a company, in one group only.

    The login is made where there is none, without a password.
    """
    [other] = set(Group) - {group}
    name, text = _name(person), _text(person)
    return [
        _MAKE_PERSON.format(name=name, text=text),
        f"GRANT {group} TO {name}",
        f"REVOKE {other} FROM {name}",
        f"INSERT INTO {MEMBER} (company_id, role) VALUES ({company}, {text}) "
        "ON CONFLICT DO NOTHING",
    ]


def dismiss(person: str, company: int) -> list[str]:
    """Return the statements that take a company away from a person; the login stays."""
    return [
        f"DELETE FROM {MEMBER} WHERE company_id = {company} AND role = {_text(person)}"
    ]


def run(store: Store, statements: list[str]) -> None:
    """Run statements in one transaction.

    Raises:
        OwnerNeededError: the server refuses them to this person.
        LedgerUnreadableError: the server refuses them for another reason.
    """
    with (
        readable(store.location, store.engine),
        store.engine.connect() as connection,
        as_owner(connection, store.location),
    ):
        for sql in ("BEGIN", *statements, "COMMIT"):
            connection.change(sql)


def groups_are_there(store: Store) -> bool:
    """Tell whether the server has the groups that people are put in."""
    with readable(store.location, store.engine), store.engine.connect() as connection:
        return {row[0] for row in connection.rows(_ROLES)}.issuperset(Group)


def script(statements: list[str]) -> str:
    """Return statements as psql reads them: all or none."""
    return "".join(f"{sql};\n" for sql in ("BEGIN", *statements, "COMMIT"))


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
