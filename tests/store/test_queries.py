from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger.documents import Application, Kind, Use
from cartera_xl.ledger.posting import Customer
from cartera_xl.store import movements, operations, queries
from tests.store.books import (
    INVOICE,
    RECEIPT,
    invoice,
    on,
    pay,
    posted,
    receipt,
    undo,
    withhold,
)

if TYPE_CHECKING:
    from cartera_xl.store import Store


@pytest.fixture
def store(anywhere: Store) -> Store:
    return anywhere


def test_documents_are_found_by_kind_number_and_instalment(store: Store) -> None:
    second = invoice(-1, 30)._replace(number="X", instalment=2)
    note = invoice(-2, 30)._replace(number="X", kind=Kind.DEBIT_NOTE)
    posted(store, "k", documents=(second, note))
    keys = [
        (Kind.INVOICE, "X", 1),
        (Kind.INVOICE, "X", 2),
        (Kind.RECEIPT, "X", 1),
        (Kind.DEBIT_NOTE, "X", 1),
    ]
    with store.reading() as transaction:
        found = queries.find_documents(transaction, keys)
    assert {key: item.id for key, item in found.items()} == {keys[1]: 4, keys[3]: 5}


def test_more_documents_than_one_list_takes_are_found(store: Store) -> None:
    rows = tuple(invoice(-n, n) for n in range(1, 1202))
    posted(store, "k", documents=rows)
    with store.reading() as transaction:
        found = queries.find_documents(
            transaction, [(d.kind, d.number, d.instalment) for d in rows]
        )
    assert len(found) == 1201


def test_a_settled_document_is_found_with_the_balance_zero(store: Store) -> None:
    posted(store, "k", applications=(pay(-1, RECEIPT, INVOICE, 50),))
    with store.reading() as transaction:
        items = {i.id: i for i in queries.items_by_id(transaction, [INVOICE, RECEIPT])}
    assert (items[INVOICE].balance, items[RECEIPT].balance) == (50, 0)


def test_a_position_has_everything_that_touches_its_documents(store: Store) -> None:
    row = pay(-1, RECEIPT, INVOICE, 20)
    [row_id] = posted(store, "a", applications=(row,)).applications
    posted(store, "b", applications=(undo(-1, row, row_id),))
    posted(store, "c", documents=(invoice(-1, 9),), applications=(withhold(-1, -1, 1),))
    with store.reading() as transaction:
        position = queries.position(transaction, [RECEIPT, INVOICE, RECEIPT])
    assert set(position.items) == {INVOICE, RECEIPT}
    assert [a.amount for a in position.applications] == [20, -20]


def test_quotes_are_those_made_up_to_a_day(store: Store) -> None:
    quote = invoice(-1, 70)._replace(kind=Kind.QUOTE)
    later = invoice(-2, 70, 9)._replace(kind=Kind.QUOTE)
    posted(store, "k", documents=(quote, later))
    with store.reading() as transaction:
        assert [q.id for q in queries.quotes(transaction, on(8))] == [4]


def test_the_last_payment_is_the_newest_receipt_or_advance(store: Store) -> None:
    advance = receipt(-2, 5, 7)._replace(kind=Kind.ADVANCE)
    posted(store, "k", documents=(receipt(-1, 5, 3), advance, receipt(-3, 5, 20)))
    with store.reading() as transaction:
        assert queries.last_payments(transaction, on(10)) == {1: on(7)}


def test_movements_come_newest_first_with_what_they_do_to_the_debt(
    store: Store,
) -> None:
    refund = Application(-3, Use.REFUND, RECEIPT, None, 1, "COP", 5, on(3))
    rows = (pay(-1, RECEIPT, INVOICE, 20, 1), withhold(-2, INVOICE, 7, 2), refund)
    posted(store, "lote-7", 4, applications=rows)
    with store.reading() as transaction:
        found = movements.movements(transaction, on(0), on(3))
        before = movements.count_before(transaction, on(2))
    assert [(m.kind, m.amount, m.effect) for m in found] == [
        (Use.REFUND, 5, 5),
        (Use.INCOME_TAX_WITHHELD, 7, -7),
        (Use.PAYMENT, 20, 0),
        (Kind.RECEIPT, 50, -50),
        (Kind.INVOICE, 100, 100),
    ]
    assert (found[0].batch, found[0].document_id) == (2, 3)
    if store.location.path:
        assert found[0].actor == "ana"
    assert (found[2].number, found[2].day) == ("FV-1-0-100", on(1))
    assert [m.document_kind for m in found[:3]] == [
        Kind.RECEIPT,
        Kind.INVOICE,
        Kind.INVOICE,
    ]
    assert before == 3


def test_the_movements_of_a_span_leave_out_both_sides(store: Store) -> None:
    posted(store, "k", documents=tuple(invoice(-n, 5, n) for n in range(1, 6)))
    with store.reading() as transaction:
        found = movements.movements(transaction, on(2), on(4))
    assert [m.day for m in found] == [on(4), on(3), on(2)]


def test_an_operation_is_found_by_its_key(store: Store) -> None:
    answer = posted(store, "k", documents=(receipt(-1, 5),))
    with store.reading() as transaction:
        found = operations.find(transaction, "k")
        assert operations.find(transaction, "otra") is None
    assert found is not None
    assert (found.action, found.posted) == ("prueba", answer)


def test_customers_come_in_the_order_of_their_ids(store: Store) -> None:
    posted(store, "k", customers=(Customer(-1, "A", "Zoé"), Customer(-2, "B", "Abel")))
    with store.reading() as transaction:
        assert [c.code for c in queries.customers(transaction)] == ["C1", "A", "B"]


def test_a_report_sees_one_moment_whatever_is_posted_meanwhile(store: Store) -> None:
    """A reader delays the writer's COMMIT; what it reads does not move."""
    from threading import Thread

    writer = Thread(
        target=posted,
        args=(store, "k"),
        kwargs={"applications": (pay(-1, RECEIPT, INVOICE, 50),)},
    )
    with store.reading() as transaction:
        first = list(queries.items_by_id(transaction, [INVOICE]))
        writer.start()
        writer.join(0.2)
        second = list(queries.items_by_id(transaction, [INVOICE]))
    writer.join()
    assert first == second
    with store.reading() as transaction:
        [item] = queries.items_by_id(transaction, [INVOICE])
    assert item.balance == 50
