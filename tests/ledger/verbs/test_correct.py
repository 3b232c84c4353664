from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.facts import Certificate, Taxes, Tender, Withholding
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close
from cartera_xl.ledger.verbs.correct import Correct, Origin
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import Cartera, posted, refused


def correct(document: int, reason: str = "error de digitación", **fields: Any) -> Any:
    return Correct(4, document, fields, reason)


def paid() -> Cartera:
    """Invoice 1 of 100 with 60 of receipt 2 and a withholding of 10 on day 5."""
    books = Cartera(doc(1, 100_00, due=30), receipt(2, 60_00, day=1))
    books.post(Apply(1, on(5), 2, 1))
    withheld = (Withheld(Use.VAT_WITHHELD, 10_00, 66_00, 150_000, "", "C-1"),)
    books.post(Receive(1, 1, "COP", on(5), (), (Line(1, 1, 0, withheld),)))
    return books


def test_a_corrected_amount_is_as_if_it_had_been_right_at_once() -> None:
    books, right = paid(), Cartera(doc(1, 120_00, due=30), receipt(2, 60_00, day=1))
    right.post(Apply(1, on(5), 2, 1))
    withheld = (Withheld(Use.VAT_WITHHELD, 10_00),)
    right.post(Receive(1, 1, "COP", on(5), (), (Line(1, 1, 0, withheld),)))
    assert posted(books.post(correct(1, total=120_00)))
    assert books.history() == right.history()
    assert books.number("D1").edition == 2
    assert not books.breaches


def test_what_stood_behind_a_withholding_stands_behind_it_again() -> None:
    books = paid()
    books.post(correct(1, total=120_00))
    again = books.known(Withholding)[-1]
    assert again[2:] == books.known(Withholding)[0][2:]
    assert books.applications[again.application_id - 1].use is Use.VAT_WITHHELD
    assert books.applications[again.application_id - 1].to_id == 3
    assert books.known(Certificate)[-1][1:] == (again.application_id, "C-1", None)


@pytest.mark.parametrize(
    "fields", [{"number": "F-9"}, {"due": on(60)}, {"concept": "Asesoría"}]
)
def test_other_fields_are_corrected_alike(fields: dict[str, Any]) -> None:
    books = paid()
    before = books.balances
    assert posted(books.post(correct(1, **fields)))
    assert {k: getattr(books.documents[-1], k) for k in fields} == fields
    assert (books.balances[3], books.balances[2]) == (before[1], before[2])


def test_another_number_is_a_first_edition() -> None:
    books = paid()
    books.post(correct(1, number="F-9"))
    assert books.number("F-9").edition == 1


def test_a_second_correction_is_a_third_edition() -> None:
    books = paid()
    books.post(correct(1, total=120_00))
    assert posted(books.post(correct(3, total=130_00)))
    assert books.number("D1").edition == 3
    assert books.balances[4] == 60_00


def test_two_corrections_in_one_batch_are_two_editions() -> None:
    books = paid()
    assert posted(books.post(correct(1, total=120_00), correct(-1, total=130_00)))
    assert [d.edition for d in books.documents if d.number == "D1"] == [1, 2, 3]


def test_another_customer_takes_the_document_over() -> None:
    books = Cartera(doc(1, 100_00))
    assert posted(books.post(correct(1, customer_id=2)))
    assert books.at(0) == {"invoice:D1:2": 100_00}


def test_another_date_moves_what_counted_before_it() -> None:
    """A payment of day 5 pays an invoice of day 9 from day 9 on."""
    books = paid()
    assert posted(books.post(correct(1, issued=on(9))))
    assert books.at(8) == {"receipt:D2:1": 60_00}
    assert books.at(9) == {"invoice:D1:1": 30_00}


def test_a_receipt_is_corrected_with_its_money_and_its_withholdings() -> None:
    books = Cartera(doc(1, 100_00))
    line = Line(1, 1, 80_00, (Withheld(Use.VAT_WITHHELD, 10_00),))
    money = (Means(80_00, "cheque", "Banco", "77"),)
    books.post(Receive(1, 1, "COP", on(5), money, (line,)))
    assert posted(books.post(correct(2, total=90_00)))
    assert books.balances == {1: 10_00, 2: 0, 3: 10_00}
    assert (books.number("RC-1").id, books.number("RC-1").edition) == (3, 2)
    tender = books.known(Tender)[-1]
    assert tender[1:] == (3, None, "cheque", "Banco", "77", 90_00)
    assert posted(books.post(Void(1, 3, "cheque devuelto")))
    assert books.balances == {1: 100_00, 2: 0, 3: 0}


@pytest.mark.parametrize(("total", "taxes"), [(119_00, 2), (100_00, 1)])
def test_the_taxes_of_a_document_follow_while_its_total_is_the_same(
    total: int, taxes: int
) -> None:
    books = Cartera()
    books.post(Enter(1, doc(0, 119_00), base=100_00, vat=19_00))
    assert posted(books.post(correct(1, total=total, due=on(60))))
    assert len(books.known(Taxes)) == taxes
    assert books.known(Taxes)[-1].document_id == taxes


def test_refunds_and_adjustments_of_before_stand_whatever_is_allowed_now() -> None:
    books = Cartera(receipt(1, 60_00))
    books.post(Refund(1, 1, 20_00, on(5), "efectivo", "Caja"))
    strict = replace(books.policy, refunds=False)
    assert posted(books.post(correct(1, concept="Anticipo obra"), policy=strict))
    assert books.balances == {1: 0, 2: 40_00}
    assert books.known(Tender)[-1].application_id == 4


def test_a_write_off_keeps_its_reason() -> None:
    books = Cartera(doc(1, 100_00))
    books.post(WriteOff(1, 1, on(3), "insolvencia", "Ana"))
    assert posted(books.post(correct(1, number="F-9")))
    assert books.facts[-1][2:] == ("insolvencia", "Ana")


def test_a_payment_through_a_transfer_stays_where_it_is() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(5), 2, 1))
    assert posted(books.post(correct(1, total=70_00)))
    assert books.balances == {1: 0, 2: 0, 3: 0, 4: 0, 5: 10_00}
    assert posted(books.post(correct(2, total=65_00)))
    assert books.balances[6] == 5_00
    assert not books.breaches


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (
            correct(99, total=1),
            "not_found",
            "El documento 99 no está en la cartera.",
        ),
        (correct(1, " ", total=1), "reason_missing", "Falta el motivo."),
        (
            correct(1),
            "nothing_changes",
            "Lo digitado es lo que ya está registrado.",
        ),
        (
            correct(1, total=100_00),
            "nothing_changes",
            "Lo digitado es lo que ya está registrado.",
        ),
        (
            correct(1, total=0),
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            correct(1, number=" "),
            "invalid_document",
            "  no tiene número.",
        ),
        (correct(1, number="D4"), "duplicate", "D4 ya está en la cartera."),
        (
            correct(1, issued=on(21)),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
        (
            correct(1, total=69_99),
            "exceeds_debit",
            "Valor mayor que el saldo de D1: COP 9,99.",
        ),
        (
            correct(1, customer_id=2),
            "customers_differ",
            "RC D2 y D1 son de clientes distintos.",
        ),
        (
            correct(1, currency="USD"),
            "built_upon",
            "D1 ya se usó después (Aplicación de crédito por COP 60 el 20/01/2026): "
            "deshaga primero eso.",
        ),
        (
            correct(3, total=1),
            "wrong_document",
            "D3 es una cotización: rechácela y haga otra.",
        ),
    ],
)
def test_each_refusal_says_why_and_changes_nothing(
    asked: Correct, status: str, sentence: str
) -> None:
    books = paid()
    books.documents += [doc(3, 9_00, kind=Kind.QUOTE), doc(4, 9_00)]
    before = books.history()
    assert refused(books.post(asked)) == (status, sentence)
    assert books.history() == before


def test_a_clock_behind_what_stands_on_a_document_corrects_nothing() -> None:
    books = paid()
    behind = replace(books.policy, today=on(2))
    asked = correct(1, total=120_00)
    assert refused(books.post(asked, policy=behind))[0] == "in_future"


def test_nothing_voided_is_corrected() -> None:
    books = paid()
    books.post(Void(1, 1, "duplicada"))
    assert refused(books.post(correct(1, total=1))) == ("voided", "D1 está anulado.")


def test_half_of_a_transfer_is_not_corrected() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(5), 2, 1))
    assert refused(books.post(correct(3, total=1)))[0] == "wrong_document"


def test_of_several_means_none_is_guessed() -> None:
    books = Cartera(doc(1, 100_00))
    books.post(Receive(1, 1, "COP", on(5), (Means(50_00), Means(30_00))))
    assert refused(books.post(correct(2, total=90_00))) == (
        "invalid_document",
        "RC-1 entró por 2 medios de pago: anúlelo y regístrelo de nuevo con el valor "
        "de cada uno.",
    )
    assert posted(books.post(correct(2, concept="Abono")))


def test_both_editions_never_count_on_the_same_day() -> None:
    """What was un-applied stood on the wrong one until then: it is void from then."""
    books = Cartera(doc(1, 100_00), receipt(2, 60_00))
    books.post(Apply(1, on(5), 2, 1))
    books.post(Unapply(1, 1, on(8)))
    status, sentence = refused(books.post(correct(1, total=120_00)))
    assert status == "before_original"
    assert sentence == (
        "D1 cuenta hasta el 23/01/2026, porque su mes está cerrado o porque hasta "
        "entonces tuvo una aplicación: el corregido lleva esa fecha o una posterior; "
        "si no, anúlelo y digítelo de nuevo."
    )
    assert posted(books.post(correct(1, total=120_00, issued=on(8))))
    assert books.at(7)["invoice:D1:1"] == 40_00
    assert books.at(8) == {"invoice:D1:1": 120_00, "receipt:D2:1": 60_00}


def test_a_document_of_a_closed_month_is_corrected_as_of_today() -> None:
    """Its balances of before stay as they were; it falls due when it did."""
    books = Cartera(doc(1, 100_00, day=-40, due=-10), receipt(2, 60_00, day=-39))
    books.post(Apply(1, on(-38), 2, 1))
    books.post(Close(1, on(-15)))
    before = books.at(19)
    explicit = correct(1, total=120_00, issued=on(-39))
    assert refused(books.post(explicit))[0] == "month_closed"
    asked = correct(1, total=120_00, issued=on(18), due=on(18))
    assert refused(books.post(asked))[0] == "before_original"
    assert posted(books.post(correct(1, total=120_00)))
    assert books.at(19) == before
    assert books.at(20) == {"invoice:D1:1": 60_00}
    assert (books.documents[-1].issued, books.documents[-1].due) == (on(20), on(-10))
    assert not books.breaches


def test_what_was_applied_later_to_a_closed_months_document_stands_until_today() -> (
    None
):
    books = Cartera(doc(1, 100_00, day=-40), receipt(2, 60_00, day=-39))
    books.post(Close(1, on(-15)))
    books.post(Apply(1, on(5), 2, 1))
    before = [books.at(day) for day in range(-40, 20)]
    assert posted(books.post(correct(1, total=120_00)))
    assert [books.at(day) for day in range(-40, 20)] == before
    assert books.at(20) == {"invoice:D1:1": 60_00}


def test_nothing_falls_due_before_the_corrected_date() -> None:
    books = paid()
    assert refused(books.post(correct(1, due=on(-1)))) == (
        "due_before_issue",
        "D1 vence el 14/01/2026, antes de su fecha: 15/01/2026.",
    )


def test_what_was_due_at_once_still_is() -> None:
    books = Cartera(doc(1, 100_00))
    assert posted(books.post(correct(1, issued=on(9))))
    assert books.documents[-1].due == on(9)


def test_a_receipt_of_another_day_takes_with_it_what_came_with_it() -> None:
    """As if it had been right at once; what was applied later keeps its day."""
    books = Cartera(doc(1, 100_00))
    line = Line(1, 1, 50_00, (Withheld(Use.VAT_WITHHELD, 10_00),))
    books.post(Receive(1, 1, "COP", on(9), (Means(80_00),), (line,)))
    payment = next(a for a in books.applications if a.use is Use.PAYMENT)
    came = {payment.id: Origin(on(9), with_document=True)}
    asked = replace(correct(2, issued=on(4)), origins=came)
    assert posted(books.post(asked))
    assert books.at(4) == {"invoice:D1:1": 40_00, "receipt:RC-1:1": 30_00}
    assert not books.breaches


def test_a_day_that_was_moved_comes_back() -> None:
    books = paid()
    books.post(correct(1, issued=on(9)))
    moved = {a.id: Origin(on(5), False) for a in books.applications if a.id > 2}
    assert posted(books.post(replace(correct(3, issued=on(0)), origins=moved)))
    assert books.history() == paid().history()


def test_where_later_rows_used_that_day_up_it_stays_where_it_is() -> None:
    books = Cartera(doc(1, 100_00), doc(2, 50_00), receipt(3, 60_00))
    books.post(Apply(1, on(3), 3, 2))
    books.post(Unapply(1, 1, on(7)))
    books.post(Apply(1, on(8), 3, 1))
    moved = {3: Origin(on(5), with_document=False)}
    asked = replace(correct(1, issued=on(1)), origins=moved)
    assert posted(books.post(asked))
    assert books.at(7)["receipt:D3:1"] == 60_00
    assert books.at(8) == {"invoice:D1:1": 40_00, "invoice:D2:1": 50_00}
