from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.requests import Cause, reversal_date
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import TODAY, Cartera, posted, refused


def four_payments() -> Cartera:
    """An invoice of 100 with four payments of 25, on days 2, 3, 4 and 5."""
    books = Cartera(doc(1, 100_00), *(receipt(n, 25_00) for n in range(2, 6)))
    for n in range(2, 6):
        assert posted(books.post(Apply(1, on(n), n, 1)))
    return books


def test_unapplying_one_of_four_payments_leaves_the_other_three() -> None:
    """ERPNext #49458."""
    books = four_payments()
    assert posted(books.post(Unapply(1, 3, on(TODAY), "era de otra")))
    assert books.balances == {1: 25_00, 2: 0, 3: 0, 4: 25_00, 5: 0}
    assert books.applications[-1].note == "era de otra"
    assert not books.breaches


def test_it_counts_from_its_own_day_so_that_reports_of_before_stay() -> None:
    books = four_payments()
    before = books.at(TODAY - 1)
    posted(books.post(Unapply(1, 3, on(TODAY))))
    assert books.at(TODAY - 1) == before
    assert books.at(TODAY)["invoice:D1:1"] == 25_00


def test_the_day_of_unapplying_is_today() -> None:
    assert reversal_date(on(3), Cause.UNAPPLY, on(TODAY), on(-9)) == on(TODAY)


def test_the_invoice_and_the_advance_are_there_again() -> None:
    """ERPNext #48056, #23790: what was un-applied can be applied to another."""
    books = Cartera(doc(1, 40_00), doc(2, 40_00), receipt(3, 40_00))
    books.post(Apply(1, on(2), 3, 1))
    assert posted(books.post(Unapply(1, 1, on(3)), Apply(2, on(3), 3, 2)))
    assert books.balances == {1: 40_00, 2: 0, 3: 0}


def test_a_refund_that_bounced_is_free_again() -> None:
    books = Cartera(receipt(1, 40_00))
    books.post(Refund(1, 1, 40_00, on(2)))
    assert posted(books.post(Unapply(1, 1, on(4))))
    assert books.balances == {1: 40_00}


@pytest.mark.parametrize("which", [1, 2])
def test_a_transfer_comes_back_with_both_of_its_halves(which: int) -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(2), 2, 1))
    assert books.balances == {1: 40_00, 2: 0, 3: 0, 4: 0}
    assert posted(books.post(Unapply(1, which, on(5))))
    assert books.balances == {1: 100_00, 2: 60_00, 3: 0, 4: 0}
    assert [d.kind for d in books.documents[2:]] == [
        Kind.TRANSFER_OUT,
        Kind.TRANSFER_IN,
    ]
    assert books.at(5) == {"invoice:D1:1": 100_00, "receipt:D2:2": 60_00}
    assert not books.breaches


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (
            Unapply(4, 9, on(8)),
            "not_found",
            "La aplicación 9 no está en la cartera.",
        ),
        (
            Unapply(4, 2, on(2)),
            "before_original",
            "La fecha es anterior a la de la aplicación: 18/01/2026.",
        ),
        (
            Unapply(4, 2, on(TODAY + 1)),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
    ],
)
def test_each_refusal_names_the_limit(
    asked: Unapply, status: str, sentence: str
) -> None:
    assert refused(four_payments().post(asked)) == (status, sentence)


@pytest.mark.parametrize("through_a_transfer", [True, False])
def test_nothing_is_unapplied_twice(through_a_transfer: bool) -> None:
    customer = 2 if through_a_transfer else 1
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=customer))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(2), 2, 1))
    books.post(Unapply(1, 1, on(5)))
    assert refused(books.post(Unapply(1, 1, on(6)))) == (
        "already_reversed",
        "La aplicación 1 ya fue anulada.",
    )


def test_a_reversal_is_not_unapplied() -> None:
    books = four_payments()
    books.post(Unapply(1, 1, on(8)))
    status, sentence = refused(books.post(Unapply(1, 5, on(8))))
    assert status == "is_reversal"
    assert sentence == (
        "La aplicación 5 es una anulación: para deshacerla, aplique de nuevo."
    )


def test_a_void_is_not_unapplied() -> None:
    books = Cartera(receipt(1, 40_00))
    books.post(Void(1, 1, "error"))
    assert refused(books.post(Unapply(1, 1, on(8)))) == (
        "wrong_document",
        "La aplicación 1 anuló un documento: deshaga el lote que lo anuló.",
    )
