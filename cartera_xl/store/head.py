"""The head of the ledger: where its counters, its clock and its audit chain stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import (
    CompanyMissingError,
    CompanyNotNamedError,
    LedgerMovedError,
    NoCompanyForPersonError,
)
from cartera_xl.store.patience import patiently
from cartera_xl.store.version import MOVED_ID

if TYPE_CHECKING:
    from datetime import datetime

    from cartera_xl.store.connection import Connection
    from cartera_xl.store.location import Location
    from cartera_xl.store.transaction import Transaction

_HEAD: Final = """
    SELECT ledger_id, name, nit, base_currency, revision, audit_hash, next_id,
           recorded_at
    FROM company WHERE id = :company"""
# Whoever moves a ledger to a server changes its file's mark and nothing else.
_STATE: Final = {
    True: """
        SELECT company.audit_hash, mark.application_id
        FROM company, pragma_application_id mark WHERE company.id = :company""",
    False: "SELECT audit_hash, NULL FROM company WHERE id = :company",
}
_LOCKED: Final = f"{_HEAD} FOR UPDATE"  # SQLite's BEGIN IMMEDIATE has locked already
_ADVANCE: Final = """
    UPDATE company
    SET revision = revision + 1, audit_hash = :hash, next_id = :next_id,
        recorded_at = :recorded_at
    WHERE id = :company AND revision = :seen"""
_COMPANIES: Final = "SELECT id, nit, name FROM company ORDER BY id"


class Head(NamedTuple):
    """A company's ledger at a revision; `audit_hash` is what to keep elsewhere."""

    ledger_id: str
    name: str
    nit: str
    base_currency: str
    revision: int
    audit_hash: str
    next_id: int
    recorded_at: str  # UTC, as stored

    @property
    def moment(self) -> datetime:
        """Return when the last operation was recorded, in UTC."""
        from datetime import datetime

        return datetime.fromisoformat(self.recorded_at)


def head(transaction: Transaction) -> Head:
    """Return the head as this transaction sees it."""
    return _read(transaction, _HEAD)


def state(connection: Connection, company: int, place: Location) -> str:
    """Return the audit hash alone, as the last commit left it.

    Every posting changes it, and two ledgers that differ never share it, not even an
    older copy and what it was made from.

    Raises:
        LedgerMovedError: since it was opened, the file's ledger went to a server.
    """
    sql = _STATE[connection.sqlite]
    row = patiently(lambda: connection.one(sql, {"company": company}))
    if row is None:
        raise CompanyMissingError(place, str(company))
    if row[1] == MOVED_ID:
        raise LedgerMovedError(place)
    return str(row[0])


def locked_head(transaction: Transaction) -> Head:
    """Return the head, and keep every other writer of the company waiting."""
    return _read(transaction, _HEAD if transaction.sqlite else _LOCKED)


def _read(transaction: Transaction, sql: str) -> Head:
    row = transaction.one(sql)
    if row is None:
        raise CompanyMissingError("la base de datos", str(transaction.company))
    return Head(*row)


def advance(
    transaction: Transaction, seen: Head, next_id: int, audit_hash: str, recorded: str
) -> bool:
    """Move the head on by one revision; false where somebody else did."""
    moved = transaction.change(
        _ADVANCE,
        hash=audit_hash,
        next_id=next_id,
        recorded_at=recorded,
        seen=seen.revision,
    )
    return moved == 1


def company_id(connection: Connection, place: Location, nit: str | None) -> int:
    """Return which company is meant: by its NIT, or because it is the only one.

    Raises:
        CompanyMissingError: there is none, or none with that NIT.
        CompanyNotNamedError: there are several.
        NoCompanyForPersonError: a server shows none.
    """
    rows = connection.rows(_COMPANIES)
    if not rows and not connection.sqlite:
        raise NoCompanyForPersonError(place, connection.person)
    found = [row for row in rows if nit is None or row[1] == nit]
    if not found:
        raise CompanyMissingError(place, nit or "")
    if len(found) > 1:
        raise CompanyNotNamedError(place, [f"{row[1]} ({row[2]})" for row in found])
    return int(found[0][0])
