"""Putting a posting's rows into the tables, by the hundred thousand if need be.

One statement takes all rows of a table; they go to the driver as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.errors import PostingBrokenError
from cartera_xl.store.columns import COLUMNS
from cartera_xl.store.draft import Row, real

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cartera_xl.ledger.posting import Posting
    from cartera_xl.store.audit import Change
    from cartera_xl.store.draft import Ranges
    from cartera_xl.store.transaction import Transaction

# A balance moves only as far as it goes; the CHECKs of the table say the same again.
_MOVE: Final = """
    UPDATE {or_rollback} document
    SET open = CASE side WHEN 'D' THEN open - ? ELSE 0 END,
        free = CASE side WHEN 'C' THEN free - ? ELSE 0 END,
        version = version + 1
    WHERE company_id = ? AND id = ?
      AND side <> 'N' AND open + free - ? BETWEEN 0 AND total"""

_CUSTOMER_FIELDS: Final = {
    "code": "code",
    "name": "name",
    "nit": "nit",
    "check_digit": "check_digit",
    "group": "group_name",
    "excluded": "excluded",
    "business": "business",
}
_YES_OR_NO: Final = ("excluded", "business")


# An insert that may only roll back needs no journal of its own (see `triggers`).
_INSERT: Final = {
    table: (
        f"INSERT {{or_rollback}} INTO {table} ({', '.join(columns)}) "
        f"VALUES ({', '.join('?' * len(columns))})"
    )
    for table, columns in COLUMNS.items()
}


def insert(transaction: Transaction, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that have a table's columns in order."""
    if rows:
        transaction.change_all(_own(transaction, _INSERT[table]), rows)


def _own(transaction: Transaction, sql: str) -> str:
    return sql.format(or_rollback="OR ROLLBACK" if transaction.sqlite else "")


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
    return transaction.change_all(_own(transaction, _MOVE), rows) == len(rows)


def write_customers(
    transaction: Transaction, rows: Sequence[Row], ids: Ranges, revision: int
) -> None:
    """Insert new customers."""
    insert(
        transaction,
        "customer",
        [
            (
                *(transaction.company, real(row[0], ids.customers), *row[1:6]),
                *(int(row[6]), int(row[7]), revision),
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
    written, kept = [], list[Row]()
    for row_id, customer_id, channel, value, *consent in rows:
        contact_id = real(row_id, ids.contacts)
        if row_id < 0 and not value:
            raise PostingBrokenError("un contacto nuevo no tiene valor")
        if row_id > 0:
            _delete_contact(transaction, contact_id)
        if value:
            row = (
                *(transaction.company, contact_id, real(customer_id, ids.customers)),
                *(channel, value, *consent, revision),
            )
            kept.append(row)
        written.append((contact_id, _deed(row_id, value)))
    insert(transaction, "contact", kept)
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
    stored = int(value) if field in _YES_OR_NO else value
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
