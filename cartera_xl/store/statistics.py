"""What SQLite's planner is told about a ledger of the usual shape.

Every key begins with the company and a file holds one: without statistics SQLite takes
that first column for a good filter and walks whole tables. A new ledger is empty, so
that ANALYZE has nothing to measure; SQLite's documentation provides for filling in
sqlite_stat1 by hand. The figures are those of 100,000 documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cartera_xl.store.connection import Connection

# Table, index (a primary key has the table's name), then how many rows there are and
# how many share each longer start of the key.
_STATISTICS: Final = (
    ("company", "company", "1 1"),
    ("customer", "customer", "10000 10000 1"),
    ("contact", "contact", "10000 10000 1"),
    ("contact", "contact_by_customer", "10000 10000 1"),
    ("document", "document", "100000 100000 1"),
    ("document", "document_open", "20000 20000 1 1 1 1 1 1"),
    ("document", "document_free", "5000 5000 1 1 1 1 1 1"),
    ("document", "document_by_customer", "100000 100000 10 2"),
    ("document", "sqlite_autoindex_document_2", "100000 100000 33000 1 1 1"),
    ("document", "sqlite_autoindex_document_3", "100000 100000 1 1 1"),
    ("application", "application", "50000 50000 1"),
    ("application", "application_by_day", "50000 50000 50"),
    ("application", "application_by_from", "50000 50000 2"),
    ("application", "application_by_to", "50000 50000 2"),
    ("application", "application_reverses_once", "500 500 1"),
    ("application", "application_voids", "500 500 1"),
    ("operation", "operation", "5000 5000 1"),
    ("operation", "sqlite_autoindex_operation_2", "5000 5000 1"),
    ("audit", "audit", "5000 5000 1"),
    ("tender", "tender", "20000 20000 1"),
    ("tender", "tender_by_document", "20000 20000 1"),
    ("withholding", "withholding", "20000 20000 1"),
    ("withholding", "withholding_by_application", "20000 20000 1"),
    ("withholding", "withholding_by_receipt", "20000 20000 2"),
    ("certificate", "certificate", "20000 20000 1"),
    ("certificate", "certificate_by_application", "20000 20000 1"),
    ("taxes", "taxes", "20000 20000 1"),
    ("taxes", "taxes_by_document", "20000 20000 1"),
    ("quote_step", "quote_step", "2000 2000 1"),
    ("quote_step", "quote_step_by_document", "2000 2000 2"),
    ("undoing", "undoing", "500 500 1"),
    ("undoing", "undoing_once", "500 500 1"),
)


def tell_planner(connection: Connection) -> None:
    """Write the statistics and make the connection use them."""
    connection.change("ANALYZE")  # makes the table
    connection.change("DELETE FROM sqlite_stat1")
    connection.change_all(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", _STATISTICS
    )
    connection.change("ANALYZE sqlite_schema")  # reads it again
