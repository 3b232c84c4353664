"""Making ledgers: a file of its own, or a company in a server's database."""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING, Final

from cartera_xl.causes import cause
from cartera_xl.errors import (
    CompanyExistsError,
    LedgerExistsError,
    LedgerUnreadableError,
)
from cartera_xl.store import migration, version
from cartera_xl.store.audit import genesis
from cartera_xl.store.columns import COLUMNS
from cartera_xl.store.days import stamp
from cartera_xl.store.engine import connect
from cartera_xl.store.opening import as_owner, readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.store.command import Company
    from cartera_xl.store.connection import Connection
    from cartera_xl.store.engine import Engine
    from cartera_xl.store.location import Location

_NEXT: Final = "SELECT COALESCE(MAX(id), 0) + 1 FROM company"
_SAME: Final = "SELECT name FROM company WHERE nit = :nit AND nit <> ''"
_ADD: Final = (
    f"INSERT INTO company ({', '.join(COLUMNS['company'])}) "
    f"VALUES ({', '.join(f':{column}' for column in COLUMNS['company'])})"
)
_JOIN: Final = "INSERT INTO member (company_id, role) VALUES (:id, session_user)"


def create_ledger(
    location: Location, company: Company, recorded: datetime
) -> tuple[Engine, int]:
    """Make an empty ledger; return its engine and the company's id in it.

    Raises:
        LedgerExistsError: something is there already.
        CompanyExistsError: the server has that company.
        OwnerNeededError: only the owner of a server's tables makes companies.
    """
    return make(location, partial(_add_company, company, recorded))


def make(location: Location, fill: Callable[[Connection], int]) -> tuple[Engine, int]:
    """Make a ledger and fill it in the same transaction, before its guards are up.

    `fill` returns the company's id.
    """
    if location.path:
        _make_room(location.path)
    engine = connect(location)
    made: list[int] = []
    with readable(location, engine), engine.connect() as connection:
        if version.schema_version(connection) and location.path:
            raise LedgerExistsError(location)
        with as_owner(connection, location):
            migration.upgrade(connection, location, then=lambda c: made.append(fill(c)))
    return engine, made[0]


def _make_room(path: Path) -> None:
    """Make the empty file; one that a crash left empty is as good."""
    try:
        path.touch()
        empty = path.stat().st_size == 0
    except OSError as error:
        raise LedgerUnreadableError(path, cause(error)) from None
    if not empty:
        raise LedgerExistsError(path)


def _add_company(company: Company, recorded: datetime, connection: Connection) -> int:
    ledger_id = str(uuid.uuid4())
    values = {
        "ledger_id": ledger_id,
        **company._asdict(),
        "revision": 0,
        "audit_hash": genesis(ledger_id),
        "next_id": 1,
        "recorded_at": stamp(recorded),
    }
    return add_company(connection, values)


def add_company(connection: Connection, values: dict[str, object]) -> int:
    """Insert a company's row under the next id; on a server, whoever does it belongs.

    Raises:
        CompanyExistsError: there is one with that NIT.
    """
    same = connection.one(_SAME, {"nit": values["nit"]})
    if same:
        raise CompanyExistsError(str(values["nit"]), same[0])
    row_id = int(connection.value(_NEXT))
    connection.change(_ADD, values | {"id": row_id})
    if not connection.sqlite:
        connection.change(_JOIN, {"id": row_id})
    return row_id
