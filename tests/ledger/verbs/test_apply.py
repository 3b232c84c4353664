from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import credit_note, doc, on, receipt
from tests.ledger.verbs.cartera import POLICY, TODAY, Cartera, posted, refused

# Customer 1: invoices 1 (due 10), 2 (due 5), advance 3 of 60, note 4 of 40 that names
# invoice 1. Customer 2: invoice 5, advance 6. Dollars: invoice 7.
DOCUMENTS = (
    doc(1, 100_00, due=10),
    doc(2, 50_00, due=5),
    receipt(3, 60_00, day=1),
    credit_note(4, 40_00, day=2, reference="D1"),
    doc(5, 80_00, customer=2),
    receipt(6, 30_00, customer=2),
    doc(7, 40_00, currency="USD"),
)


def cartera() -> Cartera:
    return Cartera(*DOCUMENTS)


def applied(
    credit: int | None = None,
    debit: int | None = None,
    amount: int | None = None,
    day: int = 12,
    customers: tuple[int, ...] = (),
) -> Apply:
    return Apply(3, on(day), credit, debit, amount, customers)


def left(books: Cartera, *ids: int) -> list[int]:
    return [books.balances[i] // 100 for i in ids]


def test_a_credit_pays_the_chosen_invoice() -> None:
    books = cartera()
    assert posted(books.post(applied(3, 1, 25_00)))
    assert left(books, 1, 3) == [75, 35]
    assert books.applications[0].use is Use.CREDIT


def test_without_an_amount_as_much_as_fits() -> None:
    books = cartera()
    assert posted(books.post(applied(3, 2)))
    assert left(books, 2, 3) == [0, 10]


def test_a_credit_note_pays_first_the_invoice_that_it_names() -> None:
    books = cartera()
    assert posted(books.post(applied(credit=4)))
    assert left(books, 1, 2, 4) == [60, 50, 0]


def test_a_credit_that_names_none_pays_the_oldest_due_first() -> None:
    books = cartera()
    assert posted(books.post(applied(credit=3)))
    assert left(books, 2, 1, 3) == [0, 90, 0]


def test_an_invoice_draws_first_on_the_credits_that_name_it() -> None:
    books = cartera()
    assert posted(books.post(applied(debit=1, amount=50_00)))
    assert left(books, 1, 4, 3) == [50, 0, 50]


def test_an_invoice_draws_all_that_there_is() -> None:
    books = cartera()
    assert posted(books.post(applied(debit=1)))
    assert left(books, 1, 3, 4) == [0, 0, 0]


def test_all_of_one_customer_leave_the_others_alone() -> None:
    books = cartera()
    assert posted(books.post(applied(customers=(1,))))
    assert left(books, 1, 2, 3, 4, 5, 6, 7) == [50, 0, 0, 0, 80, 30, 40]


def test_all_customers_at_once_never_across_accounts() -> None:
    books = cartera()
    assert posted(books.post(applied(customers=(1, 2, 3))))
    assert left(books, 1, 2, 3, 4, 5, 6, 7) == [50, 0, 0, 0, 50, 0, 40]
    assert not books.breaches


def test_what_is_of_later_is_left_out_of_what_is_chosen() -> None:
    late = (doc(8, 10_00, day=15, due=1), receipt(9, 500_00, day=15))
    books = Cartera(*DOCUMENTS, *late)
    assert posted(books.post(applied(customers=(1,), day=12)))
    assert left(books, 8, 9) == [10, 500]


def test_what_a_past_day_does_not_leave_free_is_not_used_on_it() -> None:
    """The advance pays invoice 2 from day 14: on day 12 only 10 of it may go."""
    books = cartera()
    books.post(applied(3, 2, day=14))
    assert posted(books.post(applied(3, 1, day=12)))
    assert left(books, 1, 3) == [90, 0]


def test_nor_is_it_chosen_for_one() -> None:
    """Un-applied on day 16: on days 14 and 15 only 10 of the advance was free."""
    books = cartera()
    books.post(applied(3, 2, day=14))
    books.post(Unapply(1, 1, on(16)))
    assert posted(books.post(applied(customers=(1,), day=12)))
    assert left(books, 1, 2, 3, 4) == [50, 50, 50, 0]


@pytest.mark.parametrize(("interest_first", "left_of_it"), [(True, 0), (False, 10)])
def test_interest_comes_first_where_the_company_says_so(
    interest_first: bool, left_of_it: int
) -> None:
    interest = doc(8, 10_00, due=30, kind=Kind.DEBIT_NOTE)._replace(concept="Interés")
    books = Cartera(*DOCUMENTS, interest)
    policy = replace(POLICY, interest_first=interest_first)
    assert posted(books.post(applied(credit=3), policy=policy))
    assert left(books, 8) == [left_of_it]


def test_a_joined_customers_credit_pays_through_a_transfer() -> None:
    books = cartera()
    books.post(Join(1, 2, 1, "es el mismo"))
    assert posted(books.post(applied(6, 1, 30_00)))
    assert left(books, 1, 6) == [70, 0]
    out, into = books.documents[-2:]
    assert (out.kind, out.customer_id, out.number) == (Kind.TRANSFER_OUT, 2, "TR-1")
    assert (into.kind, into.customer_id, into.number) == (Kind.TRANSFER_IN, 1, "TR-1")
    assert (out.reference, into.reference) == ("D6", "D1")
    assert not books.breaches


def test_joined_records_are_planned_as_one() -> None:
    books = Cartera(doc(1, 50_00, due=9), doc(2, 50_00, due=3, customer=2))
    books.documents.append(receipt(3, 60_00))
    books.post(Join(1, 2, 1, "es el mismo"))
    assert posted(books.post(applied(customers=(2,))))
    assert left(books, 2, 1, 3) == [0, 40, 0]


def test_the_order_of_the_documents_does_not_matter() -> None:
    forward, backward = Cartera(*DOCUMENTS), Cartera(*reversed(DOCUMENTS))
    for books in (forward, backward):
        assert posted(books.post(applied(customers=(1, 2))))
    assert dict(sorted(forward.balances.items())) == dict(
        sorted(backward.balances.items())
    )


NOTHING = (
    "No hay nada que aplicar: no hay créditos libres con facturas abiertas del mismo "
    "cliente y moneda."
)


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (applied(3, 1, 0), "amount_not_positive", "El valor debe ser mayor que cero."),
        (applied(3, 1, -1), "amount_not_positive", "El valor debe ser mayor que cero."),
        (
            applied(3, 1, 1, day=TODAY + 1),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
        (
            applied(3, 1, 1, day=-9),
            "month_closed",
            "El mes está cerrado: use una fecha desde el 10/01/2026.",
        ),
        (
            applied(3, 1, 1, day=0),
            "before_issue",
            "La fecha es anterior a la de RC D3: 16/01/2026.",
        ),
        (applied(99, 1), "not_found", "El documento 99 no está en la cartera."),
        (applied(3, 99), "not_found", "El documento 99 no está en la cartera."),
        (applied(1, 2), "wrong_document", "D1 no es un crédito a favor."),
        (applied(3, 4), "wrong_document", "NC D4 no es una factura."),
        (
            applied(3, 5, 1),
            "customers_differ",
            "RC D3 y D5 son de clientes distintos.",
        ),
        (applied(3, 7, 1), "currencies_differ", "RC D3 está en COP y D7 en USD."),
        (
            applied(3, 1, 60_01),
            "exceeds_credit",
            "Valor mayor que lo disponible de RC D3: COP 60.",
        ),
        (
            applied(3, 2, 50_01),
            "exceeds_debit",
            "Valor mayor que el saldo de D2: COP 50.",
        ),
        (
            applied(credit=3, amount=60_01),
            "exceeds_credit",
            "Valor mayor que lo disponible de RC D3: COP 60.",
        ),
        (
            applied(debit=1, amount=100_01),
            "exceeds_debit",
            "Valor mayor que el saldo de D1: COP 100.",
        ),
        (
            applied(debit=5, amount=30_01),
            "exceeds_credit",
            "Valor mayor que los créditos libres del cliente: COP 30.",
        ),
        (applied(debit=7), "nothing_to_apply", NOTHING),
        (applied(customers=(3,)), "nothing_to_apply", NOTHING),
        (applied(), "nothing_to_apply", NOTHING),
    ],
)
def test_each_refusal_names_the_limit(asked: Apply, status: str, sentence: str) -> None:
    policy = replace(POLICY, open_from=on(-5))
    assert refused(cartera().post(asked, policy=policy)) == (status, sentence)


def test_a_credit_beyond_all_invoices_names_what_they_owe() -> None:
    books = Cartera(doc(1, 40_00), doc(2, 10_00), receipt(3, 200_00))
    status, sentence = refused(books.post(applied(credit=3, amount=50_01)))
    assert status == "exceeds_debit"
    assert sentence == "Valor mayor que el saldo de las facturas del cliente: COP 50."


@pytest.mark.parametrize(
    ("which", "sentence"), [(3, "RC D3 está anulado."), (1, "D1 está anulado.")]
)
def test_what_was_voided_is_not_used(which: int, sentence: str) -> None:
    books = cartera()
    books.post(Void(1, which, "error"))
    assert refused(books.post(applied(3, 1))) == ("voided", sentence)


def test_joined_customers_still_keep_currencies_apart() -> None:
    books = Cartera(doc(1, 100_00, currency="USD"), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    status, sentence = refused(books.post(applied(2, 1, 1)))
    assert status == "currencies_differ"
    assert sentence == "RC D2 está en COP y D1 en USD."


@pytest.mark.parametrize(
    ("amount", "day", "status"),
    [
        (30_01, 12, "exceeds_credit"),
        (0, 12, "amount_not_positive"),
        (1, -10, "month_closed"),
        (1, 0, "before_issue"),
    ],
)
def test_a_transfer_is_refused_like_any_use_of_a_credit(
    amount: int, day: int, status: str
) -> None:
    books = Cartera(doc(1, 100_00, day=5), receipt(2, 30_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    asked: Any = applied(2, 1, amount, day=day)
    policy = replace(POLICY, open_from=on(-5))
    assert refused(books.post(asked, policy=policy))[0] == status
    assert len(books.documents) == 2
