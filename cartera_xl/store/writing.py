"""Putting a posting's rows into the tables, by the hundred thousand if need be.

The statements are SQLAlchemy's, compiled once with positional parameters; the rows go
to the driver as they are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.errors import PostingBrokenError
from cartera_xl.store import schema
from cartera_xl.store.draft import real

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Dialect, Table

    from cartera_xl.ledger.posting import Posting
    from cartera_xl.store.audit import Change
    from cartera_xl.store.draft import Ranges, Row
    from cartera_xl.store.engine import Transaction

# A balance moves only as far as it goes; the CHECKs of the table say the same again.
_MOVE: Final = """
    UPDATE {or_rollback} document
    SET open = CASE side WHEN 'D' THEN open - {p} ELSE 0 END,
        free = CASE side WHEN 'C' THEN free - {p} ELSE 0 END,
        version = version + 1
    WHERE company_id = {p} AND id = {p}
      AND side <> 'N' AND open + free - {p} BETWEEN 0 AND total"""

_CUSTOMER_FIELDS: Final = {
    "code": "code",
    "name": "name",
    "nit": "nit",
    "check_digit": "check_digit",
    "group": "group_name",
    "excluded": "excluded",
}


@cache
def _insert(table: Table, dialect: Dialect) -> str:
    statement = table.insert().prefix_with("OR ROLLBACK", dialect="sqlite")
    return str(statement.compile(dialect=dialect))


def insert(transaction: Transaction, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that have a table's columns in order."""
    if rows:
        connection = transaction.connection
        connection.exec_driver_sql(_insert(table, connection.dialect), list(rows))


def move_balances(transaction: Transaction, moved: Mapping[int, int]) -> bool:
    """Take amounts from balances in the order of ids, so that no two writers deadlock.

    Returns:
        Whether every balance had room; if not, the transaction is good for nothing.
    """
    rows = [
        (amount, amount, transaction.company, row_id, amount)
        for row_id, amount in sorted(moved.items())
        if row_id > 0
    ]
    if not rows:
        return True
    text = _MOVE.format(
        or_rollback="OR ROLLBACK" if transaction.sqlite else "",
        p="?" if transaction.sqlite else "%s",
    )
    return transaction.connection.exec_driver_sql(text, rows).rowcount == len(rows)


def write_customers(
    transaction: Transaction, rows: Sequence[Row], ids: Ranges, revision: int
) -> None:
    """Insert new customers."""
    insert(
        transaction,
        schema.customer,
        [
            (
                *(transaction.company, real(row[0], ids.customers), *row[1:6]),
                *(int(row[6]), revision),
            )
            for row in rows
        ],
    )


def write_contacts(
    transaction: Transaction, rows: Sequence[Row], ids: Ranges, revision: int
) -> list[tuple[int, str]]:
    """Write contacts: new ones, changed ones, and erased ones (those without a value).

    Returns:
        Each contact's id with what happened to it: all that the audit may know.
    """
    written = []
    for row_id, customer_id, channel, value, authorized in rows:
        contact_id = real(row_id, ids.contacts)
        if row_id < 0 and not value:
            raise PostingBrokenError("un contacto nuevo no tiene valor")
        if row_id > 0:
            _delete_contact(transaction, contact_id)
        if value:
            row = (
                *(transaction.company, contact_id, real(customer_id, ids.customers)),
                *(channel, value, authorized, revision),
            )
            insert(transaction, schema.contact, [row])
        written.append((contact_id, _deed(row_id, value)))
    return written


def _deed(row_id: int, value: str) -> str:
    if row_id < 0:
        return "added"
    return "changed" if value else "erased"


def _delete_contact(transaction: Transaction, contact_id: int) -> None:
    sql = "DELETE FROM contact WHERE company_id = :company AND id = :id"
    if transaction.change(sql, id=contact_id) != 1:
        raise PostingBrokenError(f"no hay un contacto {contact_id}")


def update_customers(
    transaction: Transaction, posting: Posting, revision: int
) -> Iterator[Change]:
    """Change customers' fields; give each change for the audit."""
    for customer_id, fields in sorted(posting.updates.items()):
        for field, value in sorted(fields.items()):
            yield _update_customer(transaction, customer_id, field, value, revision)


def _update_customer(
    transaction: Transaction, customer_id: int, field: str, value: Any, revision: int
) -> Change:
    if field not in _CUSTOMER_FIELDS:
        raise PostingBrokenError(f"un cliente no tiene un campo «{field}»")
    column = _CUSTOMER_FIELDS[field]
    here = "WHERE company_id = :company AND id = :id"
    before = transaction.one(f"SELECT {column} FROM customer {here}", id=customer_id)
    if before is None:
        raise PostingBrokenError(f"no hay un cliente {customer_id}")
    stored = int(value) if field == "excluded" else value
    transaction.change(
        f"UPDATE customer SET {column} = :value, revision = :revision {here}",
        id=customer_id,
        value=stored,
        revision=revision,
    )
    return customer_id, field, before[0], stored


def write_parameters(
    transaction: Transaction, posting: Posting, revision: int
) -> Iterator[Change]:
    """Set parameters; give each change for the audit."""
    here = "WHERE company_id = :company AND key = :key"
    for key, value in sorted(posting.parameters.items()):
        before = transaction.one(f"SELECT value FROM parameter {here}", key=key)
        transaction.change(
            f"UPDATE parameter SET value = :value, revision = :revision {here}"
            if before
            else "INSERT INTO parameter (company_id, key, value, revision) "
            "VALUES (:company, :key, :value, :revision)",
            key=key,
            value=value,
            revision=revision,
        )
        yield "parameter", key, before[0] if before else None, value
