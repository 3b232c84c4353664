"""Where a ledger may be: a file, or a server's database."""

from __future__ import annotations

import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.store import Store
from cartera_xl.store.audit import genesis
from cartera_xl.store.creating import add_company
from tests.store.books import COMPANY, fill
from tests.store.server import a_database

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = "SQLite"
SERVER: Final = "PostgreSQL"
PLACES: Final = (FILE, SERVER)


@contextmanager
def new_place(kind: str) -> Iterator[str]:
    """Give a path or an address where there is nothing yet."""
    if kind == SERVER:
        with a_database() as address:
            yield address
        return
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder) / "cartera.db")


@contextmanager
def another_company(address: str) -> Iterator[Store]:
    """Make a company like that of `books.started` in a server's database.

    That is much quicker than a database of its own.
    """
    with Store.open(address, COMPANY.nit) as first:
        with first.engine.connect() as connection:
            head = first.head()._replace(ledger_id=str(uuid.uuid4()), nit="")
            values = {**head._asdict(), "audit_hash": genesis(head.ledger_id)}
            company = add_company(connection, values)
        store = Store(first.engine, company, first.location)
        fill(store)
        yield store
