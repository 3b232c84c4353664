from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.facts import Certificate, Tender, Withholding
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import credit_note, doc, on, receipt
from tests.ledger.verbs.cartera import POLICY, TODAY, Cartera, posted, refused, why

# Due order: 2, 1, 3. Invoice 4 is another customer's, 5 is in dollars, 6 a quote,
# 7 an advance of 30, 8 an invoice of day 15.
DOCUMENTS = (
    doc(1, 100_00, day=0, due=10),
    doc(2, 50_00, day=0, due=5),
    doc(3, 30_00, day=2, due=30),
    doc(4, 80_00, customer=2),
    doc(5, 40_00, currency="USD"),
    doc(6, 70_00, kind=Kind.QUOTE),
    receipt(7, 30_00, day=1),
    doc(8, 60_00, day=15, due=40),
)


def cartera() -> Cartera:
    return Cartera(*DOCUMENTS)


def received(total: int, *lines: Line, day: int = 12, **fields: Any) -> Receive:
    money = (Means(total, "transferencia", "Banco", "T-1"),) if total else ()
    asked = Receive(1, 1, "COP", on(day), money, tuple(lines))
    return replace(asked, **fields)


def line(document: int, payment: int = 0, row: int = 1, **fields: Any) -> Line:
    return Line(row, document, payment, **fields)


def test_the_worked_example_closes_an_invoice_net_of_its_withholdings() -> None:
    """1.190.000 = 1.126.840 + 25.000 + 28.500 + 9.660 (ERPNext #54135, #45940)."""
    books = Cartera(doc(1, 1_190_000_00))
    withheld = (
        Withheld(Use.INCOME_TAX_WITHHELD, 25_000_00, 1_000_000_00, 25_000),
        Withheld(Use.VAT_WITHHELD, 28_500_00, 190_000_00, 150_000),
        Withheld(Use.ICA_WITHHELD, 9_660_00, 1_000_000_00, 9_660, "Bogotá", "C-9"),
    )
    net = line(1, 1_126_840_00, withheld=withheld)
    assert posted(books.post(received(1_126_840_00, net)))
    assert books.balances == {1: 0, 2: 0}
    assert books.documents[0].total == 1_190_000_00  # the document stays gross
    assert [(a.use, a.from_id, a.amount) for a in books.applications] == [
        (Use.INCOME_TAX_WITHHELD, None, 25_000_00),
        (Use.VAT_WITHHELD, None, 28_500_00),
        (Use.ICA_WITHHELD, None, 9_660_00),
        (Use.PAYMENT, 2, 1_126_840_00),
    ]
    assert [f[1:] for f in books.known(Withholding)] == [
        (1, 2, 1_000_000_00, 25_000, ""),
        (2, 2, 190_000_00, 150_000, ""),
        (3, 2, 1_000_000_00, 9_660, "Bogotá"),
    ]
    assert [f[1:] for f in books.known(Certificate)] == [(3, "C-9", None)]


def test_a_customer_who_deducts_a_tenth_and_pays_the_rest_owes_nothing() -> None:
    """ERPNext #54135: «customer deducts 10 % and pays 90»."""
    books = Cartera(doc(1, 100_00))
    withheld = (Withheld(Use.DEDUCTION, 10_00),)
    assert posted(books.post(received(90_00, line(1, 90_00, withheld=withheld))))
    assert books.balances == {1: 0, 2: 0}


def test_one_receipt_pays_many_invoices() -> None:
    books = cartera()
    lines = (line(1, 100_00, row=1), line(2, 20_00, row=2), line(3, 30_00, row=3))
    assert posted(books.post(received(150_00, *lines)))
    assert [d.number for d in books.documents[len(DOCUMENTS) :]] == ["RC-1"]
    assert [books.balances[i] for i in (1, 2, 3, 9)] == [0, 30_00, 0, 0]


def test_a_receipt_may_come_by_several_means() -> None:
    books = cartera()
    money = (Means(60_00, "efectivo", "Caja"), Means(40_00, "cheque", "Banco", "77"))
    assert posted(books.post(received(0, line(1, 100_00), money=money)))
    assert books.number("RC-1").total == 100_00
    assert [f[1:] for f in books.known(Tender)] == [
        (9, None, "efectivo", "Caja", "", 60_00),
        (9, None, "cheque", "Banco", "77", 40_00),
    ]


def test_numbers_follow_one_another_and_a_refused_batch_takes_none() -> None:
    books = cartera()
    books.post(received(10_00, line(1, 10_00)))
    assert not books.post(received(10_00, line(1, 10_00)), received(-1)).accepted
    books.post(received(10_00, line(1, 10_00)), received(5_00, line(2, 5_00)))
    assert [d.number for d in books.documents[8:]] == ["RC-1", "RC-2", "RC-3"]


def test_a_refused_row_takes_no_number_from_those_that_follow_it() -> None:
    books = cartera()
    decided = books.post(
        received(10_00, line(1, 10_00)), received(10_00, line(4, 10_00)), received(5_00)
    )
    assert not decided.accepted
    assert decided.numbers == {}
    assert posted(books.post(received(5_00)))
    assert books.number("RC-1").total == 5_00


def test_the_prefix_of_receipts_is_the_companys() -> None:
    books = cartera()
    policy = replace(POLICY, receipt_prefix="REC ")
    assert posted(books.post(received(5_00), policy=policy))
    assert books.number("REC 1").kind is Kind.RECEIPT


def test_money_that_says_nothing_pays_the_oldest_due_first() -> None:
    """Código Civil art. 1654: a debt that is not due does not come before one that is.

    Invoice 8 is of later and stays as it is; the rest of the money is a credit.
    """
    books = cartera()
    assert posted(books.post(received(120_00)))
    assert [books.balances[i] for i in (2, 1, 3, 8)] == [0, 30_00, 30_00, 60_00]
    assert posted(books.post(received(100_00)))
    assert [books.balances[i] for i in (2, 1, 3, 8)] == [0, 0, 0, 60_00]
    assert books.balances[10] == 40_00


@pytest.mark.parametrize(("interest_first", "left"), [(True, 5_00), (False, 10_00)])
def test_interest_comes_before_the_principal_where_the_company_says_so(
    interest_first: bool, left: int
) -> None:
    """Código Civil art. 1653; trade practice is the principal."""
    interest = doc(2, 10_00, day=3, kind=Kind.DEBIT_NOTE)._replace(concept="Intereses")
    books = Cartera(doc(1, 100_00), interest)
    policy = replace(POLICY, interest_first=interest_first)
    assert posted(books.post(received(5_00), policy=policy))
    assert books.balances[2] == left


def test_what_is_typed_wins_over_the_oldest() -> None:
    books = cartera()
    assert posted(books.post(received(30_00, line(3, 30_00))))
    assert [books.balances[i] for i in (1, 2, 3)] == [100_00, 50_00, 0]


def test_what_the_lines_leave_of_the_money_becomes_a_credit() -> None:
    """Invoice Ninja #9007, InvoiceShelf #299."""
    books = cartera()
    assert posted(books.post(received(80_00, line(2, 50_00))))
    assert (books.balances[2], books.balances[9]) == (0, 30_00)


def test_an_excess_in_favour_becomes_a_credit() -> None:
    books = cartera()
    assert posted(books.post(received(80_00, line(2, 80_00, in_favour=True))))
    assert (books.balances[2], books.balances[9]) == (0, 30_00)


def test_without_that_word_an_excess_is_refused_with_the_limit() -> None:
    status, sentence = refused(cartera().post(received(80_00, line(2, 80_00))))
    assert status == "exceeds_debit"
    assert sentence == "Valor mayor que el saldo de D2: COP 50."


def test_a_line_draws_on_the_customers_credits_oldest_first() -> None:
    books = cartera()
    assert posted(books.post(received(70_00, line(1, 70_00, credit=30_00))))
    assert (books.balances[1], books.balances[7], books.balances[9]) == (0, 0, 0)
    assert [a.use for a in books.applications] == [Use.CREDIT, Use.PAYMENT]


def test_a_credit_that_names_the_invoice_is_drawn_first() -> None:
    note = credit_note(9, 20_00, day=4, reference="D1")
    books = Cartera(*DOCUMENTS, note)
    assert posted(books.post(received(0, line(1, credit=25_00))))
    assert (books.balances[9], books.balances[7]) == (0, 25_00)


def test_a_credit_that_names_another_invoice_is_drawn_last() -> None:
    note = credit_note(9, 20_00, day=0, reference="D2")
    books = Cartera(*DOCUMENTS, note)
    assert posted(books.post(received(0, line(1, credit=25_00))))
    assert (books.balances[9], books.balances[7]) == (20_00, 5_00)


def test_a_line_never_draws_on_the_money_of_its_own_payment() -> None:
    status, sentence = refused(
        cartera().post(received(100_00, line(1, 60_00, credit=40_00)))
    )
    assert status == "exceeds_credit"
    assert sentence == "Valor mayor que los créditos libres del cliente: COP 30."


def test_a_credit_of_a_later_day_is_not_drawn() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 30_00, day=14))
    status, sentence = refused(books.post(received(0, line(1, credit=1), day=12)))
    assert status == "exceeds_credit"
    assert sentence.endswith("COP 0.")


def test_a_line_may_settle_without_any_money() -> None:
    """A certificate that comes after the payment."""
    books = cartera()
    withheld = (Withheld(Use.VAT_WITHHELD, 5_00),)
    assert posted(books.post(received(0, line(1, withheld=withheld))))
    assert books.balances[1] == 95_00
    assert len(books.documents) == len(DOCUMENTS)
    assert books.known(Withholding)[0].document_id is None


def test_a_difference_is_closed_within_the_tolerance() -> None:
    """ERPNext #42886: half a peso is written off while allocating."""
    books = Cartera(doc(1, 100_50))
    assert posted(books.post(received(100_00, line(1, 100_00, adjustment=50))))
    assert books.balances == {1: 0, 2: 0}


def test_a_joined_customers_invoice_is_paid_through_a_transfer() -> None:
    books = cartera()
    books.post(Join(1, 2, 1, "es el mismo"))
    assert posted(books.post(received(80_00, line(4, 80_00))))
    assert books.balances[4] == 0
    kinds = [d.kind for d in books.documents[len(DOCUMENTS) :]]
    assert kinds == [Kind.RECEIPT, Kind.TRANSFER_OUT, Kind.TRANSFER_IN]
    assert {a.customer_id for a in books.applications} == {1, 2}
    assert not books.breaches


def test_money_of_a_joined_customer_pays_its_oldest_whichever_record_has_it() -> None:
    books = Cartera(doc(1, 100_00, due=9), doc(2, 50_00, due=3, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    assert posted(books.post(received(60_00)))
    assert (books.balances[1], books.balances[2]) == (90_00, 0)


@pytest.mark.parametrize(
    ("asked", "row", "status", "sentence"),
    [
        (
            received(-1),
            1,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(0),
            1,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(0, line(1)),
            1,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(10_00, line(1, -5_00, row=7)),
            7,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(10_00, line(1, 5_00, row=7, credit=-1)),
            7,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(10_00, line(1, 5_00, row=7, adjustment=-1)),
            7,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(10_00, line(1, 5_00, 7, withheld=(Withheld(Use.DEDUCTION, 0),))),
            7,
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            received(10_00, line(1, 6_00, row=7), line(2, 6_00, row=8)),
            1,
            "exceeds_payment",
            "Las facturas suman COP 12 y lo recibido es COP 10.",
        ),
        (
            received(10_00, line(1, 10_00), day=TODAY + 1),
            1,
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
        (
            received(10_00, line(1, 10_00), day=-10),
            1,
            "month_closed",
            "El mes está cerrado: use una fecha desde el 10/01/2026.",
        ),
        (
            received(10_00, line(8, 10_00, row=7)),
            7,
            "before_issue",
            "La fecha es anterior a la de D8: 30/01/2026.",
        ),
        (
            received(10_00, line(99, 10_00, row=7)),
            7,
            "not_found",
            "El documento 99 no está en la cartera.",
        ),
        (
            received(10_00, line(4, 10_00, row=7)),
            7,
            "customers_differ",
            "D4 es de otro cliente.",
        ),
        (
            received(10_00, line(5, 10_00, row=7)),
            7,
            "currencies_differ",
            "D5 está en USD y el pago en COP.",
        ),
        (
            received(10_00, line(6, 10_00, row=7, in_favour=True)),
            7,
            "wrong_document",
            "D6 no es una factura.",
        ),
        (
            received(10_00, line(7, 10_00, row=7)),
            7,
            "wrong_document",
            "RC D7 no es una factura.",
        ),
        (
            received(10_00, line(2, 10_00, 7, withheld=(Withheld(Use.DEDUCTION, 1),))),
            7,
            "posted",
            "",
        ),
        (
            received(50_00, line(2, 50_00, 7, withheld=(Withheld(Use.DEDUCTION, 1),))),
            7,
            "exceeds_debit",
            "Valor mayor que el saldo de D2: COP 49,99.",
        ),
        (
            received(10_00, line(2, 10_00, row=7, credit=30_01)),
            7,
            "exceeds_credit",
            "Valor mayor que los créditos libres del cliente: COP 30.",
        ),
        (
            received(10_00, line(2, 10_00, row=7, credit=50_01)),
            7,
            "exceeds_debit",
            "Valor mayor que el saldo de D2: COP 50.",
        ),
        (
            received(10_00, line(2, 10_00, row=7, adjustment=10_01)),
            7,
            "exceeds_adjustment",
            "Ajuste mayor que la tolerancia que queda: COP 10.",
        ),
        (
            received(10**15 + 1),
            1,
            "invalid_document",
            "RC-1 vale demasiado.",
        ),
        (
            received(10_00, currency="pesos"),
            1,
            "invalid_document",
            "RC-1 no tiene moneda de tres letras, como COP.",
        ),
    ],
)
def test_each_refusal_stands_on_its_row_and_names_the_limit(
    asked: Receive, row: int, status: str, sentence: str
) -> None:
    policy = replace(POLICY, open_from=on(-5), adjustment_limits={"COP": 10_00})
    decided = cartera().post(asked, policy=policy)
    assert why(decided) == ([] if status == "posted" else [(row, status, sentence)])


@pytest.mark.parametrize("in_favour", [True, False])
def test_a_voided_invoice_takes_no_payment(in_favour: bool) -> None:
    books = cartera()
    books.post(Void(1, 2, "duplicada"))
    paid = received(10_00, line(2, 10_00, in_favour=in_favour))
    assert refused(books.post(paid)) == ("voided", "D2 está anulado.")


def test_a_row_that_only_adds_money_has_its_outcome_too() -> None:
    decided = cartera().post(received(9_00, line(2, 5_00, row=4), row=4, also=(7,)))
    assert [(o.row, str(o.status)) for o in decided.outcomes] == [
        (4, "posted"),
        (7, "posted"),
    ]


def test_every_row_of_a_refused_payment_is_told() -> None:
    lines = (line(1, 5_00, row=4), line(4, 5_00, row=5), line(2, 5_00, row=6))
    decided = cartera().post(received(15_00, *lines, row=4))
    assert [(o.row, str(o.status)) for o in decided.outcomes] == [
        (4, "batch_refused"),
        (5, "customers_differ"),
        (6, "batch_refused"),
    ]
