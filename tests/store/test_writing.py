from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.aging import Basis
from cartera_xl.store import rows
from cartera_xl.store.cutoff import statement
from cartera_xl.store.portfolio_sums import _COLUMNS
from cartera_xl.store.transaction import commit, writing
from cartera_xl.store.writing import insert, move_balances
from tests.store.books import INVOICE, RECEIPT, balances, invoice, posted

if TYPE_CHECKING:
    from cartera_xl.store import Store


@pytest.mark.parametrize(
    ("moved", "fits"),
    [
        ({INVOICE: 100}, True),
        ({INVOICE: 101}, False),
        ({INVOICE: -1}, False),
        ({RECEIPT: 50}, True),
        ({RECEIPT: 51}, False),
        ({INVOICE: 50, RECEIPT: 51}, False),
        ({INVOICE: 0}, True),
        ({99: 1}, False),
        ({-1: 7}, True),  # a row of the posting itself came in net
    ],
)
def test_a_guarded_update_moves_a_balance_only_as_far_as_it_goes(
    store: Store, moved: dict[int, int], fits: bool
) -> None:
    with writing(store.engine, store.company) as transaction:
        assert move_balances(transaction, moved) is fits


def test_a_transaction_without_a_commit_leaves_nothing(store: Store) -> None:
    with writing(store.engine, store.company) as transaction:
        move_balances(transaction, {INVOICE: 60})
    assert balances(store)[INVOICE] == 100
    with writing(store.engine, store.company) as transaction:
        move_balances(transaction, {INVOICE: 60})
        commit(transaction)
    assert balances(store)[INVOICE] == 40


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("customer", (1, 9, "", "sin código", "", "", "", 0, 0, 2)),
        ("customer", (1, 9, "C1", "otra vez", "", "", "", 0, 0, 2)),
        ("parameter", (1, "moneda", None, 2)),
    ],
)
def test_a_refused_row_rolls_back_at_once(
    store: Store, table: str, row: tuple[object, ...]
) -> None:
    """What may only abort costs a journal of its own for every row."""
    with writing(store.engine, store.company) as transaction:
        with pytest.raises(sqlite3.IntegrityError):
            insert(transaction, table, [row])
        assert not transaction.connection.driver.in_transaction


def plan(store: Store, sql: str, **values: Any) -> str:
    with store.reading() as transaction:
        rows = transaction.rows(f"EXPLAIN QUERY PLAN {sql}", **values)
    return "\n".join(row[3] for row in rows)


def test_every_frequent_question_goes_along_an_index(store: Store) -> None:
    """SQLite would walk the whole company: the company is the first key everywhere."""
    from cartera_xl.store import breaches, movements, queries

    posted(store, "k", documents=(invoice(-1, 5),))
    past = plan(store, breaches._PAST, id_list=[7])
    for end in ("from", "to"):
        assert f"application_by_{end} (company_id=? AND {end}_id=?)" in past
    touching = plan(store, queries._TOUCHING, id_list=[7])
    assert "application_by_from (company_id=? AND from_id=?)" in touching
    assert "application_by_to (company_id=? AND to_id=?)" in touching
    span = {"since": "2026-01-01", "until": "2026-02-01"}
    assert "application_by_day (company_id=? AND effective>? AND effective<?)" in plan(
        store, movements._APPLICATIONS, **span
    )


def test_balances_are_walks_over_what_is_open_and_what_came_later(
    store: Store,
) -> None:
    moment = {"at": "2026-01-01", "horizon": 9}
    items = plan(store, statement(rows.ITEM_WITH, later=False), **moment)
    assert "SEARCH d USING INDEX document_open (company_id=?" in items
    assert "SEARCH d USING INDEX document_free (company_id=?" in items
    sums = plan(store, statement(_COLUMNS[Basis.ISSUE], later=True), **moment)
    assert "SEARCH d USING COVERING INDEX document_open (company_id=?" in sums
    assert "SEARCH d USING COVERING INDEX document_free (company_id=?" in sums
    assert sums.count("application_by_day (company_id=? AND effective>?)") == 2
    assert "SEARCH d USING PRIMARY KEY (company_id=? AND id=?)" in sums
