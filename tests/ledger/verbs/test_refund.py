from __future__ import annotations

from dataclasses import replace

import pytest

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import Tender
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import POLICY, TODAY, Cartera, posted, refused


def cartera() -> Cartera:
    return Cartera(doc(1, 100_00), receipt(2, 60_00, day=1))


def refund(amount: int, credit: int = 2, day: int = 12) -> Refund:
    return Refund(4, credit, amount, on(day), "transferencia", "Banco", "D-1")


def test_a_credit_goes_back_whole_or_in_part() -> None:
    books = cartera()
    assert posted(books.post(refund(25_00)))
    assert books.balances == {1: 100_00, 2: 35_00}
    assert posted(books.post(refund(35_00)))
    assert books.balances[2] == 0
    assert not books.breaches


def test_it_says_by_which_means_the_money_went_out() -> None:
    books = cartera()
    books.post(refund(25_00))
    assert [f[1:] for f in books.known(Tender)] == [
        (None, 1, "transferencia", "Banco", "D-1", 25_00)
    ]
    assert books.applications[0].use is Use.REFUND


def test_a_credit_is_part_refunded_and_part_applied() -> None:
    """Dolibarr #19003."""
    books = cartera()
    assert posted(books.post(refund(20_00), Apply(5, on(12), 2, 1)))
    assert books.balances == {1: 60_00, 2: 0}


def test_the_rest_of_a_payment_goes_back_without_a_dummy_invoice() -> None:
    """Invoice Ninja #10799."""
    books = Cartera(doc(1, 50_00), receipt(2, 60_00))
    assert posted(books.post(Apply(1, on(2), 2, 1), refund(10_00)))
    assert books.balances == {1: 0, 2: 0}
    assert len(books.documents) == 2


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (refund(0), "amount_not_positive", "El valor debe ser mayor que cero."),
        (refund(-1), "amount_not_positive", "El valor debe ser mayor que cero."),
        (refund(1, 99), "not_found", "El documento 99 no está en la cartera."),
        (
            refund(1, 1),
            "wrong_document",
            "Devolución: sale de un crédito a favor y no va a ninguna factura.",
        ),
        (
            refund(1, day=0),
            "before_issue",
            "La fecha es anterior a la de RC D2: 16/01/2026.",
        ),
        (
            refund(1, day=TODAY + 1),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
        (
            refund(60_01),
            "exceeds_credit",
            "Valor mayor que lo disponible de RC D2: COP 60.",
        ),
    ],
)
def test_each_refusal_names_the_limit(
    asked: Refund, status: str, sentence: str
) -> None:
    assert refused(cartera().post(asked)) == (status, sentence)


def test_without_the_companys_leave_nothing_goes_back() -> None:
    policy = replace(POLICY, refunds=False)
    assert refused(cartera().post(refund(1), policy=policy)) == (
        "refunds_not_allowed",
        "La empresa no permite devolver dinero: lo dice el parámetro "
        "«devoluciones.permitidas».",
    )


def test_a_voided_credit_does_not_go_back() -> None:
    books = cartera()
    books.post(Void(1, 2, "error"))
    assert refused(books.post(refund(1))) == ("voided", "RC D2 está anulado.")
