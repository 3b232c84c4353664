"""Row-level security on PostgreSQL: whoever connects meets his companies and no other.

Who somebody is, is `session_user`: SET ROLE does not change it, and only a superuser
sets it. A setting of the session would not do, since anybody may set it. `member` says
which companies are whose; only the owner of the tables writes there. The owner is held
to the same rule (FORCE): who forgets a company in a statement meets no other company's
rows. References are checked by the server itself, beside these rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.store.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.store.connection import Connection

MEMBER: Final = "member"
POLICY: Final = "own_companies"
_MINE: Final = f"SELECT m.company_id FROM {MEMBER} m WHERE m.role = session_user"
_IS_OWNER: Final = (
    "pg_has_role((SELECT c.relowner FROM pg_class c "
    f"WHERE c.oid = '{MEMBER}'::regclass), 'USAGE')"
)
_IN_FORCE: Final = f"""
    SELECT c.relname FROM pg_class c
    JOIN pg_policies p ON p.schemaname = c.relnamespace::regnamespace::text
                      AND p.tablename = c.relname
    WHERE pg_table_is_visible(c.oid) AND c.relrowsecurity AND c.relforcerowsecurity
    GROUP BY c.relname
    HAVING COUNT(*) = 1 AND MIN(p.policyname) = '{POLICY}'"""


class Policy(NamedTuple):
    """Which rows of a table are seen, and which may be written."""

    table: str
    seen: str
    written: str


def policies() -> Iterator[Policy]:
    """Yield the policy of every table that belongs to companies."""
    for table in COLUMNS:
        own = f"{'id' if table == 'company' else 'company_id'} IN ({_MINE})"
        yield Policy(table, own, own)
    yield Policy(MEMBER, f"role = session_user OR {_IS_OWNER}", _IS_OWNER)


def lift() -> list[str]:
    """Return the statements that let the owner meet all rows: a step may move them."""
    return [
        f"ALTER TABLE IF EXISTS {policy.table} NO FORCE ROW LEVEL SECURITY"
        for policy in policies()
    ]


def create() -> list[str]:
    """Return the statements that put every policy in force, whatever was there."""
    return [sql for policy in policies() for sql in _statements(policy)]


def _statements(policy: Policy) -> tuple[str, ...]:
    table, seen, written = policy
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
        f"CREATE POLICY {POLICY} ON {table} USING ({seen}) WITH CHECK ({written})",
    )


def missing(connection: Connection) -> list[str]:
    """Return the tables on which nothing, or not ours alone, is in force."""
    found = {row[0] for row in connection.rows(_IN_FORCE)}
    return [p.table for p in policies() if p.table not in found]
