"""What is kept of a ledger answers as the ledger itself would."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from cartera_xl.actions.answering import Answers
from cartera_xl.actions.finding import MONEY_KINDS, label
from cartera_xl.actions.moment import Moment, UnreadError
from cartera_xl.actions.shelf import Shelf
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.ledger.portfolio import portfolio
from cartera_xl.store import Store, queries
from cartera_xl.store.balances import open_items
from tests.store.books import (
    COMPANY,
    INVOICE,
    NOON,
    on,
    posted,
    started,
    withhold,
)
from tests.store.test_balances import History, Step, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = (0, 3, 10, 20, 60)
BILL = "FV-1-0-100"


@settings(max_examples=15)
@given(steps)
def test_every_answer_is_what_the_open_documents_add_up_to(
    history: list[Step],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "c.db", COMPANY, NOON) as store,
    ):
        books, kept = History(store), Answers(store)
        for day, step in enumerate(history, 1):
            books.try_step(day, step)
            kept.indicators(on(day))
        for day in DAYS:
            _compare(store, kept, day)


def _compare(store: Store, kept: Answers, day: int) -> None:
    at = on(day)
    with store.reading() as ledger:
        items = open_items(ledger, at)
        customers = queries.customers(ledger)
    whole = portfolio(items, at)
    assert kept.indicators(at) == (whole.indicators("COP"), "COP")
    for customer in customers:
        own = [item for item in items if item.customer_id == customer.id]
        alone = portfolio(own, at)
        assert kept.indicators(at, customer.code)[0] == alone.indicators("COP")
        ranges, _ = kept.ageing(at, customer.code)
        assert tuple(figure for _, figure in ranges) == alone.buckets("COP")
        for days in (0, 1, 9, 30):
            late = [
                i for i in own if i.kind in DEBIT_KINDS and (at - i.due).days > days
            ]
            told = kept.beyond(at, days, customer.code)
            assert told == (sum(item.balance for item in late), "COP")
    for item in items:
        if item.kind in MONEY_KINDS:
            assert kept.balance(at, label(item)) == (item.balance, item.currency)
            late_by = (at - item.due).days if item.kind in DEBIT_KINDS else 0
            assert kept.days_overdue(at, label(item)) == max(0, late_by)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a ledger with an invoice of 100 and a receipt of 50."""
    with started(tmp_path / "cartera.db") as store:
        yield store


def test_the_same_state_is_read_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Answers(store)
    for days in (60, 90):
        kept.indicators(on(days), "C1")
        kept.balance(on(days), BILL)
    reads: list[Store] = []
    reading = Store.reading

    def counted(self: Store) -> Any:
        reads.append(self)
        return reading(self)

    monkeypatch.setattr(Store, "reading", counted)
    for days in (60, 90):
        kept.indicators(on(days))
        kept.ageing(on(days), "C1")
        kept.balance(on(days), BILL)
        kept.days_overdue(on(days), BILL)
    assert reads == []
    kept.beyond(on(60), 3)
    assert len(reads) == 1


def test_an_answer_is_of_one_state_also_when_somebody_posts_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Answers(store)
    assert kept.indicators(on(60))[0].net == 50
    look = Store.state

    def overtaken(self: Store) -> str:
        seen = look(self)
        with Store.open(self.location.path or "") as other:
            posted(other, "k", 1, applications=(withhold(-1, INVOICE, 30),))
        return seen

    monkeypatch.setattr(Store, "state", overtaken)
    assert kept.balance(on(60), BILL).minor == 70
    monkeypatch.undo()
    assert kept.indicators(on(60))[0].net == 20


def test_a_closed_moment_reads_nothing() -> None:
    with pytest.raises(UnreadError):
        Moment("x").standing(on(1))


def test_a_shelf_keeps_what_was_asked_last_and_the_newest_always() -> None:
    shelf = Shelf(room=100)
    for key in "abc":
        shelf.put(key, key.upper(), 40)
    assert [shelf.get(key) for key in "abc"] == [None, "B", "C"]
    shelf.get("b")
    shelf.put("d", "D", 40)
    assert [shelf.get(key) for key in "bcd"] == ["B", None, "D"]
    shelf.put("e", "E", 1000)
    assert [shelf.get(key) for key in "bde"] == [None, None, "E"]
    assert len(shelf) == 1
    shelf.put("e", "F", 10)
    shelf.put("f", "G", 90)
    assert [shelf.get(key) for key in "ef"] == ["F", "G"]
