"""How a ledger is told from any other database, and how old its schema is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cartera_xl.store.connection import Connection

HEAD: Final = "0005"  # the newest step; a test holds it against the files
APPLICATION_ID: Final = 0x43584C31  # «CXL1»: what tells our file from any other
MOVED_ID: Final = 0x43584C4D  # «CXLM»: the mark of a file whose ledger is on a server
# By whether it is SQLite.
_VERSIONED: Final = {
    True: "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'",
    False: "SELECT to_regclass('alembic_version')::text",
}


def schema_version(connection: Connection) -> str | None:
    """Return a ledger's schema version; None where there is no ledger."""
    if not connection.value(_VERSIONED[connection.sqlite]):
        return None
    found: str | None = connection.value("SELECT version_num FROM alembic_version")
    return found
