"""What the database refuses by itself, tried as another program would: plain SQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cartera_xl.store import schema
from tests.store.books import INVOICE, RECEIPT, broken, pay, posted, raw, undo

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store import Store


def like(**changed: str) -> str:
    """Return a copy of the invoice with some columns changed."""
    names = schema.document.columns.keys()
    columns = ", ".join(changed.get(name, name) for name in names)
    return f"INTO document SELECT {columns} FROM document WHERE id = {INVOICE}"


def replace(table: str, where: str, **changed: str) -> str:
    """Return the replacement of a row by itself, some columns changed."""
    names = schema.metadata.tables[table].columns.keys()
    columns = ", ".join(changed.get(name, name) for name in names)
    return f"REPLACE INTO {table} SELECT {columns} FROM {table} WHERE {where}"


APPEND_ONLY = [
    "DELETE FROM document",
    "DELETE FROM application",
    "DELETE FROM operation",
    "DELETE FROM audit",
    "DELETE FROM company",
    *(
        f"UPDATE document SET {column} = {column} || '1'"
        for column in ("kind", "number", "currency", "issued", "due")
    ),
    *(f"UPDATE document SET {c} = 'x'" for c in ("concept", "reference")),
    *(
        f"UPDATE document SET {c} = {c} + 1"
        for c in ("id", "customer_id", "instalment")
    ),
    "UPDATE document SET total = total + 1, revision = 7",
    "UPDATE document SET company_id = 2",
    "UPDATE OR REPLACE document SET number = 'x'",
    "UPDATE application SET amount = amount - 1",
    "UPDATE application SET effective = '2020-01-01'",
    "UPDATE application SET note = 'x'",
    "UPDATE operation SET actor = 'otro'",
    "UPDATE audit SET body = '{}'",
    "UPDATE company SET revision = revision - 1",
    "UPDATE company SET next_id = 1",
    "UPDATE company SET recorded_at = '2000'",
    "UPDATE company SET ledger_id = 'x'",
    f"INSERT OR REPLACE {like(total='1')}",
    f"INSERT OR REPLACE {like(id='99', total='1')}",
    f"INSERT OR IGNORE {like(total='1')}",
    replace("application", "id = 4", amount="1"),
    replace("application", "id = 5", id="99"),
    replace("operation", "revision = 1", actor="'otro'"),
    replace("operation", "revision = 1", key="'nueva'"),
    replace("audit", "sequence = 1", body="'{}'"),
    replace("company", "id = 1", revision="0", next_id="1"),
    replace("company", "id = 1", id="2"),
]


@pytest.fixture
def full(store: Store) -> Store:
    """A ledger with an application (4) and its reversal (5)."""
    row = pay(-1, RECEIPT, INVOICE, 50)
    [row_id] = posted(store, "a", applications=(row,)).applications
    posted(store, "b", applications=(undo(-1, row, row_id),))
    return store


@pytest.mark.parametrize("sql", APPEND_ONLY)
def test_what_was_posted_is_refused_to_every_program(
    full: Store, path: Path, sql: str
) -> None:
    before = dump(path)
    with pytest.raises(sqlite3.IntegrityError, match="no se cambia ni se borra"):
        raw(path, sql)
    assert dump(path) == before


@pytest.mark.parametrize("sql", APPEND_ONLY)
def test_the_guards_hold_on_our_own_connections_too(full: Store, sql: str) -> None:
    with (
        full.reading() as transaction,
        pytest.raises(Exception, match="no se cambia ni se borra"),
    ):
        transaction.connection.change(sql)


@pytest.mark.parametrize(
    "sql",
    [
        f"INSERT {like(id='99', number='9', total='0')}",
        f"INSERT {like(id='99', number='9', open='101')}",
        f"INSERT {like(id='99', number='9', open='-1')}",
        f"INSERT {like(id='99', number='9', open='0.5')}",
        f"INSERT {like(id='99', number='9', free='1')}",
        f"INSERT {like(id='99', number='9', side=chr(39) + 'N' + chr(39))}",
        f"INSERT {like(id='99', number=chr(39) * 2)}",
        f"INSERT {like(id='99', instalment='0')}",
        "UPDATE document SET open = open - 101",
        "UPDATE document SET open = -1 WHERE side = 'D'",
        "UPDATE document SET free = 51 WHERE side = 'C'",
        "UPDATE document SET open = 1 WHERE side = 'C'",
        "UPDATE document SET open = 1.5 WHERE side = 'D'",
        "UPDATE document SET open = 'mucho' WHERE side = 'D'",
        *(
            f"INSERT INTO application VALUES (1, 99, {values}, '2026-01-15', {rest})"
            for values, rest in [
                ("'payment', 3, 2, 1, 'COP', 0", "NULL, '', 9"),
                ("'payment', 3, 2, 1, 'COP', -5", "NULL, '', 9"),
                ("'payment', 3, 2, 1, 'COP', 5", "4, '', 9"),
                ("'payment', 3, NULL, 1, 'COP', 5", "NULL, '', 9"),
                ("'payment', NULL, 2, 1, 'COP', 5", "NULL, '', 9"),
                ("'refund', 3, 2, 1, 'COP', 5", "NULL, '', 9"),
                ("'write_off', 3, 2, 1, 'COP', 5", "NULL, '', 9"),
                ("'retefuente', NULL, NULL, 1, 'COP', 5", "NULL, '', 9"),
            ]
        ),
    ],
)
def test_the_tables_refuse_what_can_never_be(full: Store, path: Path, sql: str) -> None:
    before = dump(path)
    with pytest.raises(sqlite3.IntegrityError):
        raw(path, sql)
    assert dump(path) == before


@pytest.mark.parametrize(
    "values",
    [
        "'payment', 3, 2, 2, 'COP', 5, '2026-01-15', NULL",
        "'payment', 3, 2, 1, 'USD', 5, '2026-01-15', NULL",
        "'payment', 77, 2, 1, 'COP', 5, '2026-01-15', NULL",
        "'payment', 3, 2, 1, 'COP', -5, '2026-01-15', 77",
    ],
)
def test_keys_tie_an_application_to_the_customer_and_currency_of_its_documents(
    full: Store, path: Path, values: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"INSERT INTO application VALUES (1, 99, {values}, '', 9)")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.commit()


def test_a_balance_may_move_within_its_document_but_the_check_finds_it(
    full: Store, path: Path
) -> None:
    raw(path, f"UPDATE document SET open = 99, version = 9 WHERE id = {INVOICE}")
    assert broken(full) >= {"I2", "I4"}


def test_there_is_no_rowid_to_set(full: Store, path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        raw(path, "UPDATE document SET rowid = 99")


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
