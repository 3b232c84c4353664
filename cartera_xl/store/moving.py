"""Moving a company from its file to a server: every row, the keys, the audit chain.

The ledger stays the one that it was, its id included, so that its workbooks go on with
it. Nobody posts into the file meanwhile, and nobody opens it afterwards: two ledgers of
one id would go different ways.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import MoveError
from cartera_xl.store.columns import COLUMNS
from cartera_xl.store.creating import add_company, make
from cartera_xl.store.transaction import Transaction, commit, writing
from cartera_xl.store.version import MOVED_ID
from cartera_xl.store.writing import insert

if TYPE_CHECKING:
    from cartera_xl.store.connection import Connection, Row
    from cartera_xl.store.engine import Engine
    from cartera_xl.store.location import Location

_THERE: Final = "SELECT id, revision, audit_hash FROM company WHERE ledger_id = :id"
_OWN: Final = tuple(table for table in COLUMNS if table != "company")


def move(source: Engine, company: int, target: Location) -> tuple[Engine, int]:
    """Copy a file's ledger to a server and close the file for good.

    Where an earlier move was cut off after the copy, only the rest is done.

    Raises:
        MoveError: the server holds another state of this ledger, or not what was sent.
        CompanyExistsError: the server has another ledger of that company.
    """
    with writing(source, company) as file:
        engine, there = make(target, partial(_copy, file))
        try:
            file.connection.change(f"PRAGMA application_id = {MOVED_ID}")
            commit(file)
        except BaseException:
            engine.dispose()
            raise
    return engine, there


def _copy(file: Transaction, server: Connection) -> int:
    [head] = file.rows(_select("company", "id"))
    values = dict(zip(COLUMNS["company"], head, strict=True))
    there = server.one(_THERE, {"id": values["ledger_id"]})
    if there is None:
        company = add_company(server, values)
        for table in _OWN:
            _copy_table(file, Transaction(server, company), table)
        return company
    if there[1:] != (values["revision"], values["audit_hash"]):
        raise MoveError("el servidor ya la tiene, en otro estado")
    return int(there[0])


def _copy_table(file: Transaction, server: Transaction, table: str) -> None:
    sent = file.rows(_select(table, "company_id"))
    rows = [(server.company, *row[1:]) for row in sent]
    insert(server, table, rows)
    arrived = server.rows(_select(table, "company_id"))
    if [_plain(row) for row in arrived] != rows:
        raise MoveError(f"las filas de {table} no llegaron iguales")


def _select(table: str, key: str) -> str:
    columns = ", ".join(COLUMNS[table])
    return f"SELECT {columns} FROM {table} WHERE {key} = :company ORDER BY 2"


def _plain(row: Row) -> Row:
    """Return a server's row as a file holds it: days are text."""
    return tuple(v.isoformat() if isinstance(v, date) else v for v in row)
