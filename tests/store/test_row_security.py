"""Each meets the rows of his company alone, whatever he writes; tried as he himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import psycopg
import pytest
from psycopg import sql

from cartera_xl import errors
from cartera_xl.store import Store, row_security
from cartera_xl.store.columns import COLUMNS
from cartera_xl.store.command import Posted
from tests.store.books import (
    COMPANY,
    INVOICE,
    NOON,
    balances,
    broken,
    invoice,
    post,
    posted,
    withhold,
)
from tests.store.people import NOBODY, OTHER, OURS, OWNER, PEOPLE, THEIRS

if TYPE_CHECKING:
    from tests.store.people import Office

pytestmark = pytest.mark.postgres
DENIED: Final = psycopg.errors.InsufficientPrivilege
OURS_ONLY: Final = [person for person in (*PEOPLE, OWNER) if person != "beto"]


def key(table: str) -> str:
    return "id" if table == "company" else "company_id"


def companies(connection: psycopg.Connection[Any], table: str) -> set[int]:
    """Return the companies whose rows a connection meets in a table."""
    return {row[0] for row in connection.execute(f"SELECT {key(table)} FROM {table}")}


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("person", OURS_ONLY)
def test_of_every_table_only_the_own_companys_rows_are_seen(
    place: Office, person: str, table: str
) -> None:
    with place.connected() as everybody:
        assert companies(everybody, table) == {OURS, THEIRS}
    with place.connected(person) as connection:
        assert companies(connection, table) == {OURS}
    with place.connected("beto") as other:
        assert companies(other, table) == {THEIRS}


@pytest.mark.parametrize("table", sorted(set(COLUMNS) - {"company"}))
@pytest.mark.parametrize("person", ["ana", OWNER])
def test_no_row_is_written_into_another_company(
    place: Office, person: str, table: str
) -> None:
    with place.connected() as everybody:
        row = everybody.execute(
            f"SELECT * FROM {table} WHERE company_id = {THEIRS}"
        ).fetchone()
    assert row is not None
    with place.connected(person) as connection:
        values = sql.SQL(", ").join(map(sql.Literal, row))
        added = sql.SQL("INSERT INTO {} VALUES ({})")
        with pytest.raises(DENIED, match="row-level security"):
            connection.execute(added.format(sql.Identifier(table), values))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET open = open, version = version + 1",
        "UPDATE company SET revision = revision + 1",
        "UPDATE customer SET name = 'x'",
        "UPDATE parameter SET value = 'x'",
        "DELETE FROM contact",
    ],
)
@pytest.mark.parametrize("person", ["ana", OWNER])
def test_what_changes_rows_meets_none_of_another_company(
    place: Office, person: str, statement: str
) -> None:
    table = next(word for word in statement.split() if word in COLUMNS)
    there = f"{statement} WHERE {key(table)}"
    with place.connected(person) as connection:
        assert connection.execute(f"{there} = {THEIRS}").rowcount == 0
        assert connection.execute(f"{there} = {OURS}").rowcount > 0


@pytest.mark.parametrize("person", ["ana", "luz"])
def test_nobody_but_the_owner_says_who_belongs_where(
    place: Office, person: str
) -> None:
    login = place.login(person)
    for statement in (
        f"INSERT INTO member VALUES ({THEIRS}, '{login}')",
        f"UPDATE member SET company_id = {THEIRS}",
        "DELETE FROM member",
        "TRUNCATE member",
    ):
        with place.connected(person) as connection, pytest.raises(DENIED):
            connection.execute(statement)
    with place.connected(person) as connection:
        seen = connection.execute("SELECT company_id, role FROM member").fetchall()
        assert seen == [(OURS, login)]


def test_the_owner_sees_who_belongs_where(place: Office) -> None:
    with place.connected(OWNER) as connection:
        seen = connection.execute("SELECT role, company_id FROM member").fetchall()
    expected = {(place.login(p), company) for p, (_, company) in PEOPLE.items()}
    assert set(seen) == expected | {(place.login(OWNER), OURS)}


def test_no_other_identity_can_be_put_on(place: Office) -> None:
    beto, owner = (f'"{place.login(person)}"' for person in ("beto", OWNER))
    for statement in (
        f"SET ROLE {beto}",
        f"SET ROLE {owner}",
        f"SET SESSION AUTHORIZATION {beto}",
        f"SET SESSION AUTHORIZATION {owner}",
    ):
        with place.connected("ana") as connection, pytest.raises(DENIED):
            connection.execute(statement)


@pytest.mark.parametrize(
    "disguise",
    [
        "SET ROLE cartera_app",
        "CREATE TEMP TABLE member AS SELECT 2 AS company_id, session_user AS role",
        "SET search_path = pg_temp, public",
        "SET row_security = on",
    ],
)
def test_a_session_that_dresses_up_meets_no_more_than_before(
    place: Office, disguise: str
) -> None:
    with place.connected("ana") as connection:
        connection.execute(disguise)
        assert companies(connection, "document") == {OURS}


def test_switching_the_rows_rules_off_gives_an_error_and_no_rows(
    place: Office,
) -> None:
    for person in ("ana", "luz", OWNER):
        with place.connected(person) as connection:
            connection.execute("SET row_security = off")
            with pytest.raises(DENIED, match="row-level security"):
                connection.execute("SELECT * FROM document")


def test_references_do_not_reach_into_another_company(place: Office) -> None:
    """Her own company's number on rows of the other one: the keys hold both."""
    with place.connected() as everybody:
        row = everybody.execute(
            f"SELECT MAX(id) + 1 FROM document WHERE company_id = {THEIRS}"
        ).fetchone()
    assert row is not None
    with place.connected("ana") as connection:
        columns = ", ".join(COLUMNS["document"])
        copied = columns.replace("company_id", f"{THEIRS}").replace("id,", "99,", 1)
        with pytest.raises(DENIED):
            connection.execute(
                f"INSERT INTO document ({columns}) SELECT {copied} FROM document"
            )


def test_who_posts_does_all_that_the_program_does(place: Office) -> None:
    with Store.open(place.address("ana")) as store:
        before = balances(store)[INVOICE]
        answer = posted(store, "de ana", applications=(withhold(-1, INVOICE, 1),))
        assert balances(store)[INVOICE] == before - 1
        assert not broken(store)
        assert store.head().revision == answer.revision


def test_the_actor_is_the_login_also_under_another_name(place: Office) -> None:
    with Store.open(place.address("ana")) as store:
        with store.engine.connect() as connection:
            connection.change("SET ROLE cartera_app")
        posted(store, "disfrazada", documents=(invoice(-1, 31),))
        with store.reading() as transaction:
            found = transaction.one(
                "SELECT actor FROM operation WHERE key = :key", key="disfrazada"
            )
    assert found == (place.login("ana"),)


def test_who_reads_sees_everything_and_is_told_that_he_cannot_post(
    place: Office,
) -> None:
    with Store.open(place.address("luz")) as store:
        before = store.head()
        assert balances(store)
        assert not broken(store)
        with pytest.raises(errors.PostingForbiddenError, match="puede ver") as fault:
            post(store, "de luz", applications=(withhold(-1, INVOICE, 1),))
        assert fault.value.exit_code == errors.REFUSED
        assert place.login("luz") in str(fault.value)
        assert store.head() == before


def test_who_belongs_to_no_company_is_told_so(place: Office) -> None:
    place.run([f'GRANT cartera_reader TO "{place.login(NOBODY)}"'], OWNER)
    try:
        with pytest.raises(errors.NoCompanyForPersonError, match=NOBODY):
            Store.open(place.address(NOBODY))
    finally:
        place.run([f'REVOKE cartera_reader FROM "{place.login(NOBODY)}"'], OWNER)


def test_a_company_of_others_is_not_even_there(place: Office) -> None:
    with pytest.raises(errors.CompanyMissingError, match=OTHER.nit):
        Store.open(place.address("ana"), OTHER.nit)


@pytest.mark.parametrize("person", ["ana", "luz"])
def test_only_the_owner_makes_companies(place: Office, person: str) -> None:
    with pytest.raises(errors.OwnerNeededError, match="su dueño"):
        Store.create(place.address(person), COMPANY, NOON)


def test_two_companies_post_side_by_side_and_both_are_whole(place: Office) -> None:
    for person in ("ana", "beto"):
        with Store.open(place.address(person)) as store:
            answer = post(store, f"de {person} 2", documents=(invoice(-1, 77),))
            assert isinstance(answer, Posted)
            assert not broken(store)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE document DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE document NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_companies ON document",
        "CREATE POLICY todas ON document USING (true)",
        "ALTER POLICY own_companies ON document RENAME TO otra",
    ],
)
def test_a_rule_that_was_taken_away_is_found(place: Office, statement: str) -> None:
    with Store.open(place.address(OWNER)) as store, store.engine.connect() as mine:
        assert row_security.missing(mine) == []
        mine.change("BEGIN")
        mine.change(statement)
        assert row_security.missing(mine) == ["document"]
