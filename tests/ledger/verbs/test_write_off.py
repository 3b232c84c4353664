from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import WriteOff as WriteOffFact
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import TODAY, Cartera, posted, refused


def cartera() -> Cartera:
    return Cartera(doc(1, 100_00, day=1), receipt(2, 60_00))


def write_off(
    document: int = 1,
    amount: int | None = None,
    day: int = 12,
    reason: str = "insolvencia",
    approver: str = "Ana",
) -> WriteOff:
    return WriteOff(4, document, on(day), reason, approver, amount)


def test_a_balance_is_given_up_with_its_reason_and_approver() -> None:
    books = cartera()
    assert posted(books.post(write_off()))
    assert books.balances[1] == 0
    assert books.applications[0].use is Use.WRITE_OFF
    assert books.known(WriteOffFact)[0][1:] == (1, "insolvencia", "Ana")
    assert books.at(11)["invoice:D1:1"] == 100_00
    assert not books.breaches


def test_a_part_of_a_balance_may_be_given_up() -> None:
    books = cartera()
    assert posted(books.post(write_off(amount=30_00)))
    assert books.balances[1] == 70_00


def test_what_was_given_up_is_open_again_where_the_customer_pays_after_all() -> None:
    books = cartera()
    books.post(write_off())
    assert posted(books.post(Unapply(1, 1, on(TODAY))))
    assert books.balances[1] == 100_00


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (write_off(reason=" "), "reason_missing", "Falta el motivo."),
        (write_off(approver=" "), "approver_missing", "Falta quién lo aprueba."),
        (write_off(99), "not_found", "El documento 99 no está en la cartera."),
        (
            write_off(2),
            "wrong_document",
            "Castigo: va a una factura y no sale de ningún crédito.",
        ),
        (
            write_off(amount=0),
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            write_off(amount=100_01),
            "exceeds_debit",
            "Valor mayor que el saldo de D1: COP 100.",
        ),
        (
            write_off(day=0),
            "before_issue",
            "La fecha es anterior a la de D1: 16/01/2026.",
        ),
        (
            write_off(day=TODAY + 1),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
    ],
)
def test_each_refusal_names_the_limit(
    asked: WriteOff, status: str, sentence: str
) -> None:
    assert refused(cartera().post(asked)) == (status, sentence)


def test_a_settled_invoice_has_nothing_to_give_up() -> None:
    books = cartera()
    books.post(write_off())
    assert refused(books.post(write_off())) == (
        "nothing_to_apply",
        "No hay nada que aplicar: D1 no tiene saldo.",
    )


def test_a_voided_invoice_is_not_given_up() -> None:
    books = cartera()
    books.post(Void(1, 1, "duplicada"))
    assert refused(books.post(write_off())) == ("voided", "D1 está anulado.")
