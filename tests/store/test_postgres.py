"""The same ledger on PostgreSQL: a file is not the only place that keeps its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from cartera_xl.errors import (
    CompanyNotNamedError,
    LedgerUnreadableError,
    NotALedgerError,
)
from cartera_xl.ledger.posting import Contact, Customer
from cartera_xl.store import Store, movements, queries
from cartera_xl.store.balances import open_items
from cartera_xl.store.command import Company, Posted, Refused, Status
from tests.store.books import (
    COMPANY,
    INVOICE,
    NOON,
    RECEIPT,
    balances,
    broken,
    fill,
    invoice,
    on,
    pay,
    post,
    posted,
    undo,
    withhold,
)
from tests.store.posting_on import MOST, wait, writers

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.postgres


@pytest.fixture
def server(url: str) -> Iterator[Store]:
    with Store.create(url, COMPANY, NOON) as store:
        fill(store)
        yield store


def test_posting_reading_and_every_check_work_there_too(server: Store) -> None:
    row = pay(-1, RECEIPT, INVOICE, 50, 2)
    [row_id] = posted(server, "a", 2, applications=(row,)).applications
    posted(server, "b", 9, applications=(undo(-1, row, row_id, 9),))
    other = (Customer(-1, "C2", "Luz"),)
    mail = (Contact(-1, -1, "email", "luz@example.com", on(1)),)
    posted(
        server, "c", 10, customers=other, contacts=mail, parameters={"moneda": "USD"}
    )
    assert balances(server, 5) == {INVOICE: 50}
    assert balances(server, 5, known=1) == {INVOICE: 100, RECEIPT: 50}
    assert balances(server) == {INVOICE: 100, RECEIPT: 50}
    assert not broken(server)
    with server.reading() as transaction:
        assert [c.code for c in queries.customers(transaction)] == ["C1", "C2"]
        assert queries.contacts(transaction)[0].authorized == on(1)
        assert queries.last_payments(transaction, on(5)) == {1: on(0)}
        position = queries.position(transaction, [INVOICE])
        found = movements.movements(transaction, on(0), on(9))
        assert movements.count_before(transaction, on(5)) == 3
    assert [a.amount for a in position.applications] == [50, -50]
    assert [m.effect for m in found] == [0, 0, -50, 100]


def test_refusals_are_the_same(server: Store) -> None:
    too_much = post(server, "a", applications=(withhold(-1, INVOICE, 101),))
    twice = post(server, "b", documents=(invoice(-1, 100),))
    posted(server, "c", applications=(withhold(-1, INVOICE, 1),))
    stale = post(
        server, "d", applications=(withhold(-1, INVOICE, 1),), versions={INVOICE: 1}
    )
    taken = post(server, "c", applications=(withhold(-1, INVOICE, 2),))
    answers = [too_much, twice, stale, taken]
    assert [a.status for a in answers if isinstance(a, Refused)] == [
        Status.RULES,
        Status.DUPLICATE,
        Status.STALE,
        Status.KEY_TAKEN,
    ]
    assert isinstance(stale, Refused)
    assert stale.stale == ((INVOICE, 100, 99),)
    assert isinstance(
        post(server, "c", applications=(withhold(-1, INVOICE, 1),)), Posted
    )


def test_the_actor_is_the_role_of_the_database(server: Store) -> None:
    with server.reading() as transaction:
        found = movements.movements(transaction, on(0), on(0))
        [(role,)] = transaction.rows("SELECT session_user")
    assert {m.actor for m in found} == {role} != {"ana"}


@pytest.mark.parametrize(
    "sql",
    [
        *(f"DELETE FROM {t}" for t in ("application", "document", "audit", "company")),
        "DELETE FROM operation",
        "TRUNCATE application, document, audit, operation",
        "UPDATE document SET total = 101, open = 101",
        "UPDATE document SET concept = 'x'",
        "UPDATE document SET customer_id = customer_id + 1",
        "UPDATE application SET amount = 1",
        "UPDATE operation SET actor = 'x'",
        "UPDATE audit SET body = '{}'",
        "UPDATE company SET next_id = 1",
        "UPDATE company SET ledger_id = 'x'",
        "INSERT INTO document SELECT * FROM document WHERE id = 2 "
        "ON CONFLICT (company_id, id) DO UPDATE SET total = 1",
        "UPDATE document SET open = 101 WHERE side = 'D'",
        "UPDATE document SET free = -1 WHERE side = 'C'",
        "INSERT INTO application VALUES "
        "(1, 99, 'payment', 3, 2, 1, 'USD', 5, '2026-01-15', NULL, '', 9)",
        "INSERT INTO application VALUES "
        "(1, 99, 'payment', 3, 2, 1, 'COP', -5, '2026-01-15', NULL, '', 9)",
    ],
)
def test_the_server_itself_refuses_to_change_what_was_posted(
    server: Store, url: str, sql: str
) -> None:
    posted(server, "a", applications=(withhold(-1, INVOICE, 1),))
    engine = create_engine(url)
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql(sql)
    engine.dispose()
    assert not broken(server)


def test_a_row_changed_behind_the_guards_is_found(server: Store, url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE document DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE document SET concept = 'x' WHERE id = 2")
    engine.dispose()
    assert broken(server) == {"protecciones", "I15"}


def test_one_database_holds_several_companies_apart(server: Store, url: str) -> None:
    with Store.create(url, Company("Otra S.A.", "800"), NOON) as other:
        fill(other)
        posted(other, "a", applications=(pay(-1, RECEIPT, INVOICE, 50),))
        assert balances(server) == {INVOICE: 100, RECEIPT: 50}
        assert balances(other) == {INVOICE: 50}
        assert not broken(server) | broken(other)
    with pytest.raises(CompanyNotNamedError, match="800"):
        Store.open(url)
    with Store.open(url, "800") as other:
        assert other.head().name == "Otra S.A."


def test_a_database_without_a_ledger_is_named(url: str) -> None:
    with pytest.raises(NotALedgerError):
        Store.open(url)
    with pytest.raises(LedgerUnreadableError):
        Store.open(f"{url}_no_hay")


def test_many_rows_go_in_one_posting(server: Store) -> None:
    documents = [invoice(-n, 100 + n) for n in range(1, 301)]
    rows = [withhold(-n, -n, 7) for n in range(1, 301)]
    posted(server, "k", documents=tuple(documents), applications=tuple(rows))
    again = [withhold(-n, 3 + n, 7) for n in range(1, 301)]
    posted(server, "l", applications=tuple(again))
    assert balances(server)[4] == 101 - 14
    assert not broken(server)


def test_a_connection_that_the_server_cut_off_is_not_lent_again(server: Store) -> None:
    with server.engine.connect() as waiting:
        pid = waiting.value("SELECT pg_backend_pid()")
    with psycopg.connect(server.location.url, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    assert balances(server) == {INVOICE: 100, RECEIPT: 50}


def test_the_state_is_told_also_after_the_server_cut_the_connection(
    server: Store,
) -> None:
    told = server.state()
    with server.engine.connect() as waiting:
        pid = waiting.value("SELECT pg_backend_pid()")
    with psycopg.connect(server.location.url, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    assert server.state() == told == server.head().audit_hash


def test_a_transaction_sees_one_moment_and_a_reader_cannot_write(
    server: Store, url: str
) -> None:
    with server.reading() as transaction, Store.open(url) as other:
        before = open_items(transaction, on(60))
        posted(other, "a", applications=(withhold(-1, INVOICE, 1),))
        assert open_items(transaction, on(60)) == before
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            transaction.change("UPDATE customer SET name = 'x'")


def test_writers_of_one_company_take_turns_and_none_is_lost(
    server: Store, url: str
) -> None:
    wait(writers(url, 2))
    assert balances(server)[INVOICE] == 100 - 2 * MOST
    assert server.head().revision == 1 + 2 * MOST
    assert not broken(server)
