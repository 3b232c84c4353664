from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import Cartera, posted, refused

VOID = Void(4, 2, "cheque devuelto")


def net_payment(day: int = 12) -> Receive:
    withheld = (Withheld(Use.VAT_WITHHELD, 10_00), Withheld(Use.DEDUCTION, 5_00))
    line = Line(1, 1, 84_00, withheld, adjustment=1_00)
    return Receive(1, 1, "COP", on(day), (Means(84_00),), (line,))


def test_a_voided_receipt_leaves_no_trace_in_any_balance() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, day=1))
    before = [{k: v for k, v in at.items() if "D2" not in k} for at in books.history()]
    books.post(Apply(1, on(5), 2, 1))
    assert posted(books.post(VOID))
    assert books.history() == before
    assert books.balances == {1: 100_00, 2: 0}
    assert not books.breaches


def test_it_takes_back_what_came_with_it() -> None:
    """Withholdings, deductions and the adjustment of the same payment."""
    books = Cartera(doc(1, 100_00))
    books.post(net_payment())
    assert books.balances == {1: 0, 2: 0}
    assert posted(books.post(VOID))
    assert books.balances == {1: 100_00, 2: 0}
    assert not books.breaches


def test_it_leaves_the_withholdings_of_other_receipts() -> None:
    books = Cartera(doc(1, 100_00), doc(9, 100_00))
    books.post(net_payment())
    other = Line(1, 9, 90_00, (Withheld(Use.VAT_WITHHELD, 10_00),))
    books.post(Receive(1, 1, "COP", on(12), (Means(90_00),), (other,)))
    assert posted(books.post(Void(1, 10, "cheque devuelto")))
    assert (books.balances[1], books.balances[9]) == (100_00, 0)


def test_a_receipt_voided_in_its_own_batch_takes_its_withholdings_back() -> None:
    books = Cartera(doc(1, 100_00))
    assert posted(books.post(net_payment(), Void(2, -1, "error")))
    assert books.balances == {1: 100_00, 2: 0}


def test_its_number_stays_taken() -> None:
    books = Cartera(doc(1, 100_00))
    books.post(net_payment())
    books.post(VOID)
    books.post(net_payment())
    receipts = [d.number for d in books.documents if d.kind is Kind.RECEIPT]
    assert receipts == ["RC-1", "RC-2"]


def test_a_voided_invoice_gives_its_payments_back_as_credits() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, day=1))
    books.post(Apply(1, on(5), 2, 1))
    assert posted(books.post(Void(1, 1, "duplicada")))
    assert books.balances == {1: 0, 2: 60_00}


def test_what_was_in_use_until_it_was_unapplied_is_void_from_that_day() -> None:
    """Before that day the invoice was paid with it, and those balances stay."""
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, day=1))
    books.post(Apply(1, on(5), 2, 1))
    books.post(Unapply(1, 1, on(8)))
    before = books.at(7)
    assert posted(books.post(VOID))
    assert books.applications[-1].effective == on(8)
    assert books.at(7) == before
    assert books.at(8) == {"invoice:D1:1": 100_00}


def test_in_a_closed_month_it_counts_from_today() -> None:
    books = Cartera(doc(1, 100_00, day=-40), receipt(2, 60_00, day=-39))
    books.post(Apply(1, on(-38), 2, 1))
    books.post(Close(1, on(-15)))
    before = books.at(-30)
    assert posted(books.post(VOID))
    assert books.at(-30) == before
    assert {a.effective for a in books.applications[1:]} == {books.policy.today}


def test_a_joined_customers_payment_comes_back_whole() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(5), 2, 1))
    assert posted(books.post(VOID))
    assert books.balances == {1: 100_00, 2: 0, 3: 0, 4: 0}
    assert not books.breaches


def test_an_invoice_paid_through_a_transfer_gives_the_other_record_its_money() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(5), 2, 1))
    assert posted(books.post(Void(1, 1, "duplicada")))
    assert books.balances == {1: 0, 2: 60_00, 3: 0, 4: 0}


def test_a_transfer_that_was_moved_out_of_a_closed_month_comes_back_whole() -> None:
    """The wrong invoice was paid until the correction: the money was there as long."""
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(5), 2, 1))
    assert posted(books.post(Close(1, on(5))))
    assert posted(books.post(Correct(1, 1, {"total": 70_00}, "digitado mal")))
    assert posted(books.post(Close(1, on(5), "falta una factura", reopen=True)))
    assert posted(books.post(VOID))
    assert books.balances == {1: 0, 2: 0, 3: 0, 4: 0, 5: 70_00}
    assert not books.breaches


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (Void(4, 99, "x"), "not_found", "El documento 99 no está en la cartera."),
        (Void(4, 2, " "), "reason_missing", "Falta el motivo."),
        (
            Void(4, 3, "x"),
            "wrong_document",
            "D3 es una cotización: rechácela.",
        ),
    ],
)
def test_each_refusal_says_why(asked: Void, status: str, sentence: str) -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00), doc(3, 9, kind=Kind.QUOTE))
    assert refused(books.post(asked)) == (status, sentence)


def test_nothing_is_voided_twice() -> None:
    books = Cartera(receipt(2, 60_00))
    books.post(VOID)
    assert refused(books.post(VOID)) == ("voided", "RC D2 está anulado.")


def test_money_that_went_back_is_not_taken_for_never_paid_out() -> None:
    books = Cartera(receipt(2, 60_00))
    books.post(Refund(1, 2, 20_00, on(5)))
    assert refused(books.post(VOID)) == (
        "built_upon",
        "RC D2 ya se usó después (Devolución por COP 20 el 20/01/2026): deshaga "
        "primero eso.",
    )


@pytest.mark.parametrize(("which", "label"), [(3, "TS TR-1"), (4, "TE TR-1")])
def test_half_of_a_transfer_is_not_voided_alone(which: int, label: str) -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(5), 2, 1))
    assert refused(books.post(Void(1, which, "x"))) == (
        "wrong_document",
        f"{label} es la mitad de un traslado entre fichas: desaplique el pago que "
        "pasa por él.",
    )
