"""What each role may do in each table, tried as that role on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import psycopg
import pytest

from cartera_xl.store.columns import COLUMNS
from tests.store.people import NOBODY, OWNER

if TYPE_CHECKING:
    from tests.store.people import Office

pytestmark = pytest.mark.postgres

# What the group that posts may do. Readers select; nobody else does anything.
APP: Final = """
    company          select update:revision,audit_hash,next_id,recorded_at
    customer         select insert
    customer         update:code,name,nit,check_digit,group_name,excluded
    customer         update:business,revision
    contact          select insert delete
    document         select insert update:open,free,version
    application      select insert
    operation        select insert
    audit            select insert
    parameter        select insert update:value,revision
    tender           select insert
    withholding      select insert
    certificate      select insert
    write_off        select insert
    taxes            select insert
    quote_step       select insert
    closing          select insert
    joining          select insert
    rate             select insert
    profile          select insert
    undoing          select insert
    event            select insert
    event_end        select insert
    contact_made     select insert
    member           select
    alembic_version  select
"""
TABLES: Final = {
    **COLUMNS,
    "member": ("company_id", "role"),
    "alembic_version": ("version_num",),
}
# What the owner's own triggers refuse even to her.
KEPT: Final = set(TABLES) - {"contact", "parameter", "member", "alembic_version"}


def app_rights() -> dict[str, set[str]]:
    """Return the table above as cells: a verb, and a column where it is about one."""
    found: dict[str, set[str]] = {}
    for line in APP.strip().splitlines():
        table, *verbs = line.split()
        cells = found.setdefault(table, set())
        for verb in verbs:
            name, _, columns = verb.partition(":")
            cells |= {f"{name} {c}" for c in columns.split(",")} if columns else {name}
    return found


def tried(table: str) -> dict[str, str]:
    """Return a statement for each cell; none of them meets a row."""
    return {
        "select": f"SELECT * FROM {table} WHERE false",
        "insert": f"INSERT INTO {table} SELECT * FROM {table} WHERE false",
        **{
            f"update {c}": f"UPDATE {table} SET {c} = {c} WHERE false"
            for c in TABLES[table]
        },
        "delete": f"DELETE FROM {table} WHERE false",
        "truncate": f"TRUNCATE {table} CASCADE",
    }


def allowed(office: Office, person: str, table: str) -> set[str]:
    """Return the cells that a person's own connection lets through."""
    found = set()
    with office.connected(person) as connection:
        for cell, sql in tried(table).items():
            try:
                connection.execute(sql)
                found.add(cell)
            except psycopg.errors.InsufficientPrivilege:
                pass
            connection.rollback()
    return found


@pytest.mark.parametrize("table", TABLES)
def test_who_posts_may_do_so_much_in_a_table(place: Office, table: str) -> None:
    assert allowed(place, "ana", table) == app_rights()[table]


@pytest.mark.parametrize("table", TABLES)
def test_who_reads_may_only_read(place: Office, table: str) -> None:
    assert allowed(place, "luz", table) == {"select"}


@pytest.mark.parametrize("table", TABLES)
def test_a_login_in_no_group_may_do_nothing(place: Office, table: str) -> None:
    assert allowed(place, NOBODY, table) == set()


@pytest.mark.parametrize("table", sorted(KEPT))
def test_the_owner_too_cannot_empty_a_table_of_what_was_posted(
    place: Office, table: str
) -> None:
    with (
        place.connected(OWNER) as connection,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="no se"),
    ):
        connection.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE public.mia (id int)",
        "CREATE FUNCTION public.mia() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP TABLE audit",
        "ALTER TABLE document DISABLE TRIGGER USER",
        "ALTER TABLE document NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE document DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_companies ON document",
        "CREATE POLICY mia ON document USING (true)",
        "DROP TRIGGER document_no_update ON document",
        "CREATE OR REPLACE FUNCTION cartera_append_only() RETURNS trigger "
        "LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "CREATE ROLE otra LOGIN",
    ],
)
@pytest.mark.parametrize("person", ["ana", "luz"])
def test_nobody_but_the_owner_changes_what_the_database_is(
    place: Office, person: str, sql: str
) -> None:
    with (
        place.connected(person) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(sql)


@pytest.mark.parametrize("person", ["ana", "luz"])
def test_nobody_passes_his_rights_on(place: Office, person: str) -> None:
    with place.connected(person) as connection:
        connection.execute("GRANT SELECT, INSERT ON document TO PUBLIC")
        asked = "SELECT has_table_privilege(%s, 'document', 'SELECT')"
        found = connection.execute(asked, [place.login(NOBODY)]).fetchone()
    assert found == (False,)
