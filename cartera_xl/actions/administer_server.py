"""Servidor: who may enter a server's ledger, as SQL to be read first or run at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import GroupsMissingError, ServerNeededError
from cartera_xl.store import roles

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store import Store


class Part(StrEnum):
    """What a person does with a ledger."""

    POSTS = "registra"
    READS = "consulta"


_GROUPS: Final = {Part.POSTS: roles.Group.APP, Part.READS: roles.Group.READER}


def rights() -> list[str]:
    """Return the statements that make the groups and give them their rights."""
    return [*roles.groups(), *roles.schema_rights(), *roles.table_rights()]


def admission(store: Store, person: str, part: Part) -> list[str]:
    """Return the statements that let a person into a company.

    Raises:
        ServerNeededError: the ledger is a file.
        GroupsMissingError: the server has no groups to put anybody in.
    """
    if not roles.groups_are_there(on_server(store)):
        raise GroupsMissingError
    return roles.admit(person, _GROUPS[part], store.company)


def dismissal(store: Store, person: str) -> list[str]:
    """Return the statements that take a company away from a person.

    Raises:
        ServerNeededError: the ledger is a file.
    """
    return roles.dismiss(person, on_server(store).company)


def on_server(store: Store) -> Store:
    """Return a ledger that is on a server.

    Raises:
        ServerNeededError: it is a file, in which there are no people.
    """
    if store.location.path:
        raise ServerNeededError(store.location)
    return store


def run(store: Store, statements: list[str]) -> None:
    """Run statements, all or none.

    Raises:
        ServerNeededError: the ledger is a file.
        OwnerNeededError: the server refuses them to this person.
    """
    roles.run(on_server(store), statements)


def script(statements: list[str]) -> str:
    """Return statements as psql reads them."""
    return roles.script(statements)


def move(store: Store, address: str) -> tuple[Path, str]:
    """Move a file's ledger to a server; return the file and the ledger's new place."""
    file = store.location.path
    with store.move(address) as moved:
        assert file is not None
        return file, str(moved.location)
