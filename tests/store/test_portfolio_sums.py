"""The portfolio that SQL feeds is the one that the documents add up to."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_xl.ledger.aging import Basis, Ranges
from cartera_xl.ledger.portfolio import portfolio
from cartera_xl.ledger.posting import Customer
from cartera_xl.store import Store
from cartera_xl.store.balances import open_items
from cartera_xl.store.portfolio_sums import portfolio_at
from tests.store.books import COMPANY, NOON, invoice, on, posted
from tests.store.test_balances import History, Step, steps

RANGES = Ranges((5, 10))


@settings(max_examples=40)
@given(steps, st.sampled_from(Basis))
def test_the_portfolio_is_that_of_the_open_documents_at_every_day(
    history: list[Step], basis: Basis
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "c.db", COMPANY, NOON) as store,
    ):
        books = History(store)
        for day, step in enumerate(history, 1):
            books.try_step(day, step)
        with store.reading() as transaction:
            for at in (*map(on, (0, 5, 10, 15, 20, 40, 60)),):
                for known in (None, on(len(history) // 2)):
                    items = open_items(transaction, at, known)
                    expected = portfolio(items, at, RANGES, basis)
                    found = portfolio_at(transaction, at, RANGES, basis, known)
                    assert found == expected


def test_one_customer_is_added_up_alone(store: Store) -> None:
    bill = invoice(-1, 700, customer=-1)
    other = posted(
        store, "b", customers=(Customer(-1, "C2", "Luz"),), documents=(bill,)
    )
    own = other.customers.start
    with store.reading() as transaction:
        alone = portfolio_at(transaction, on(60), customer=own)
    assert [row.customer_id for row in alone.balances] == [own]
    assert alone.indicators("COP").net == 700


def test_joined_customers_are_added_up_as_one(store: Store) -> None:
    bill = invoice(-1, 700, customer=-1)
    other = posted(
        store, "b", customers=(Customer(-1, "C2", "Luz"),), documents=(bill,)
    )
    joined = {other.customers.start: 1}
    with store.reading() as transaction:
        apart = portfolio_at(transaction, on(60))
        together = portfolio_at(transaction, on(60), joined=joined)
        alone = portfolio_at(transaction, on(60), customer=1, joined=joined)
    assert [row.customer_id for row in together.balances] == [1]
    assert together == alone
    assert together.indicators("COP") == apart.indicators("COP")
    assert (apart.customers, together.customers) == (2, 1)
