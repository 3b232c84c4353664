from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.store.engine import commit, writing
from cartera_xl.store.writing import move_balances
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


def plan(store: Store, sql: str, **values: Any) -> str:
    with store.reading() as transaction:
        rows = transaction.rows(f"EXPLAIN QUERY PLAN {sql}", **values)
    return "\n".join(row[3] for row in rows)


def test_every_frequent_question_goes_along_an_index(store: Store) -> None:
    """SQLite would walk the whole company: the company is the first key everywhere."""
    from cartera_xl.store import balances as asked
    from cartera_xl.store import breaches, movements, queries

    posted(store, "k", documents=(invoice(-1, 5),))
    moment = {"at": "2026-01-01", "horizon": 9}
    today = plan(store, asked._OPEN_NOW, **moment)
    assert "document_open (company_id=?" in today
    assert "document_free (company_id=?" in today
    later = plan(store, asked._TAKEN_LATER, **moment)
    assert later.count("application_by_day (company_id=? AND effective>?)") == 2
    assert "SEARCH d USING PRIMARY KEY (company_id=? AND id=?)" in plan(
        store, asked._CLOSED_SINCE, **moment
    )
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
