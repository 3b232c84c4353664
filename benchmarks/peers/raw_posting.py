"""Payments in plain sqlite3: what a good script would write, and nothing besides.

Receipt, application and two guarded balances in one transaction, as durable as ours;
no key, no audit, no versions, no rules of the past.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.documents import Kind
from cartera_xl.store.connection import PRAGMAS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cartera_xl.ledger.posting import Posting

_SCHEMA: Final = """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL,
        customer INTEGER NOT NULL, issued TEXT NOT NULL, due TEXT NOT NULL,
        total INTEGER NOT NULL, open INTEGER NOT NULL CHECK (open BETWEEN 0 AND total),
        UNIQUE (kind, number));
    CREATE TABLE application (
        id INTEGER PRIMARY KEY, from_id INTEGER NOT NULL REFERENCES document,
        to_id INTEGER NOT NULL REFERENCES document, amount INTEGER NOT NULL,
        effective TEXT NOT NULL);
    CREATE INDEX application_from ON application (from_id);
    CREATE INDEX application_to ON application (to_id);
    CREATE INDEX document_open ON document (id) WHERE open > 0;"""
_RECEIPT: Final = "INSERT INTO document VALUES (?, 'receipt', ?, ?, ?, ?, ?, 0)"
_APPLY: Final = "INSERT INTO application VALUES (NULL, ?, ?, ?, ?)"
_SETTLE: Final = "UPDATE document SET open = open - ? WHERE id = ? AND open >= ?"

Payment = tuple[int, str, int, int, int, str]  # id, number, customer, invoice, …


def make(path: Path, posting: Posting) -> sqlite3.Connection:
    """Make a file with the invoices of a posting, all of them open."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_SCHEMA)
    rows = (
        (
            *(-d.id, d.kind.value, d.number, -d.customer_id),
            *(d.issued.isoformat(), d.due.isoformat(), d.total),
            d.total if d.kind is Kind.INVOICE else 0,
        )
        for d in posting.documents
    )
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def post(connection: sqlite3.Connection, payments: Sequence[Payment]) -> None:
    """Post payments in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for row_id, number, customer, invoice, amount, day in payments:
        connection.execute(_RECEIPT, (row_id, number, customer, day, day, amount))
        connection.execute(_APPLY, (row_id, invoice, amount, day))
        if connection.execute(_SETTLE, (amount, invoice, amount)).rowcount != 1:
            raise ValueError(invoice)
    connection.execute("COMMIT")
