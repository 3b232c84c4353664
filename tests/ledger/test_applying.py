from __future__ import annotations

from datetime import date

import pytest

from cartera_xl.ledger.applying import decide
from cartera_xl.ledger.documents import Application, Kind, Use
from cartera_xl.ledger.requests import (
    Cause,
    Decision,
    Policy,
    Request,
    Reversal,
    Status,
    reversal_date,
)
from tests.ledger.memory import (
    Ledger,
    credit_note,
    doc,
    on,
    pay,
    position,
    receipt,
    refund,
    settle,
    take_back,
)

# 1 and 2 are invoices of customer 1, 3 of customer 2, 4 in dollars; 5 is a quote.
# 6 is a receipt, 7 a credit note of later.
BOOKS = position(
    [
        doc(1, 100_00, day=0),
        doc(2, 50_00, day=2),
        doc(3, 30_00, customer=2),
        doc(4, 30_00, currency="USD"),
        doc(5, 30_00, kind=Kind.QUOTE),
        receipt(6, 80_00, day=0),
        credit_note(7, 25_00, day=4),
    ]
)
TODAY = Policy(today=on(10), open_from=on(-5), adjustment_limits={"COP": 1_00})


def ends(use: Use, from_id: int | None, to_id: int | None) -> Request:
    return Request(1, use, from_id, to_id, 1_00, on(9))


def statuses(decision: Decision) -> list[str]:
    return [outcome.status for outcome in decision.outcomes]


@pytest.mark.parametrize(
    ("request_", "status", "sentence"),
    [
        (pay(6, 1, 80_00), "posted", ""),
        (pay(6, 1, 0), "amount_not_positive", "El valor debe ser mayor que cero."),
        (pay(6, 1, -1), "amount_not_positive", "El valor debe ser mayor que cero."),
        (pay(6, 99, 1), "not_found", "El documento 99 no está en la cartera."),
        (pay(99, 1, 1), "not_found", "El documento 99 no está en la cartera."),
        (
            pay(6, 3, 1),
            "customers_differ",
            "RC D6 y D3 son de clientes distintos.",
        ),
        (pay(6, 4, 1), "currencies_differ", "RC D6 está en COP y D4 en USD."),
        (
            pay(6, 2, 1, day=1),
            "before_issue",
            "La fecha es anterior a la de D2: 17/01/2026.",
        ),
        (
            pay(7, 1, 1, day=3),
            "before_issue",
            "La fecha es anterior a la de NC D7: 19/01/2026.",
        ),
        (
            pay(6, 1, 1, day=11),
            "in_future",
            "La fecha es posterior a hoy, 25/01/2026.",
        ),
        (
            pay(6, 1, 80_01),
            "exceeds_credit",
            "Valor mayor que lo disponible de RC D6: COP 80.",
        ),
        (
            pay(6, 2, 50_01, day=2),
            "exceeds_debit",
            "Valor mayor que el saldo de D2: COP 50.",
        ),
        (settle(Use.WRITE_OFF, 1, 100_00), "posted", ""),
        (
            settle(Use.INCOME_TAX_WITHHELD, 4, 30_01),
            "exceeds_debit",
            "Valor mayor que el saldo de D4: USD 30,00.",
        ),
        (refund(6, 80_00), "posted", ""),
        (
            refund(6, 80_01),
            "exceeds_credit",
            "Valor mayor que lo disponible de RC D6: COP 80.",
        ),
        (settle(Use.ADJUSTMENT, 1, 1_00), "posted", ""),
        (
            settle(Use.ADJUSTMENT, 1, 1_01),
            "exceeds_adjustment",
            "Ajuste mayor que la tolerancia que queda: COP 1.",
        ),
    ],
)
def test_each_rule_and_its_sentence(
    request_: Request, status: str, sentence: str
) -> None:
    [outcome] = decide([request_], BOOKS, TODAY).outcomes
    assert outcome == (1, Status(status), sentence)


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (ends(Use.PAYMENT, 1, 2), "Pago: va de un crédito a favor a una factura."),
        (ends(Use.PAYMENT, 6, 7), "Pago: va de un crédito a favor a una factura."),
        (ends(Use.PAYMENT, 6, 5), "Pago: va de un crédito a favor a una factura."),
        (ends(Use.PAYMENT, None, 1), "Pago: va de un crédito a favor a una factura."),
        (
            ends(Use.CREDIT, 6, None),
            "Aplicación de crédito: va de un crédito a favor a una factura.",
        ),
        (
            ends(Use.REFUND, 6, 1),
            "Devolución: sale de un crédito a favor y no va a ninguna factura.",
        ),
        (
            ends(Use.REFUND, 1, None),
            "Devolución: sale de un crédito a favor y no va a ninguna factura.",
        ),
        (
            ends(Use.ICA_WITHHELD, 6, 1),
            "ReteICA: va a una factura y no sale de ningún crédito.",
        ),
        (
            ends(Use.WRITE_OFF, None, 6),
            "Castigo: va a una factura y no sale de ningún crédito.",
        ),
        (
            ends(Use.DEDUCTION, None, None),
            "Otra deducción: va a una factura y no sale de ningún crédito.",
        ),
    ],
)
def test_each_use_has_its_own_ends(request_: Request, sentence: str) -> None:
    [outcome] = decide([request_], BOOKS).outcomes
    assert outcome == (1, Status.WRONG_DOCUMENT, sentence)


def test_a_closed_month_takes_no_date() -> None:
    policy = Policy(open_from=date(2026, 2, 1))
    [outcome] = decide([pay(6, 1, 1, day=9)], BOOKS, policy).outcomes
    assert outcome.status is Status.MONTH_CLOSED
    assert outcome.sentence == "El mes está cerrado: use una fecha desde el 01/02/2026."


@pytest.mark.parametrize("day", [0, 9])
def test_the_first_open_day_and_today_are_allowed(day: int) -> None:
    policy = Policy(today=on(9), open_from=on(0))
    assert decide([pay(6, 1, 1, day)], BOOKS, policy).accepted


def test_money_goes_back_only_where_the_company_allows_it() -> None:
    [outcome] = decide([refund(6, 1)], BOOKS, Policy(refunds=False)).outcomes
    assert outcome.status is Status.REFUNDS_NOT_ALLOWED
    assert outcome.sentence == (
        "La empresa no permite devolver dinero: lo dice el parámetro "
        "«devoluciones.permitidas»."
    )


def test_what_the_batch_itself_takes_is_told() -> None:
    batch = [settle(Use.ICA_WITHHELD, 1, 100_00), settle(Use.ICA_WITHHELD, 1, 1)]
    decision = decide(batch, BOOKS, TODAY)
    assert decision.outcomes[1].sentence == (
        "Valor mayor que el saldo de D1: COP 0; lo demás del lote ya toma COP 100."
    )


def test_a_currency_without_a_tolerance_is_not_adjusted() -> None:
    assert TODAY.adjustable("USD") == 0


def test_adjustments_of_a_document_share_one_tolerance() -> None:
    batch = [settle(Use.ADJUSTMENT, 1, 60), settle(Use.ADJUSTMENT, 1, 60)]
    decision = decide(batch, BOOKS, TODAY)
    assert statuses(decision) == [Status.BATCH_REFUSED, Status.EXCEEDS_ADJUSTMENT]
    assert decision.outcomes[1].sentence.endswith("COP 0,40.")


def test_the_rows_say_what_was_asked() -> None:
    request = Request(7, Use.PAYMENT, 6, 1, 80_00, on(3), note="consignación")
    decision = decide([request, settle(Use.VAT_WITHHELD, 1, 5_00)], BOOKS)
    assert decision.applications == (
        Application(
            -1, Use.PAYMENT, 6, 1, 1, "COP", 80_00, on(3), None, "consignación"
        ),
        Application(-2, Use.VAT_WITHHELD, None, 1, 1, "COP", 5_00, on(0)),
    )


def test_a_row_takes_customer_and_currency_from_its_document() -> None:
    [row] = decide([settle(Use.WRITE_OFF, 4, 1)], BOOKS).applications
    assert (row.customer_id, row.currency) == (1, "USD")


def test_two_rows_cannot_spend_the_same_credit() -> None:
    decision = decide([pay(6, 1, 50_00), pay(6, 2, 50_00, day=2)], BOOKS)
    assert statuses(decision) == [Status.BATCH_REFUSED, Status.EXCEEDS_CREDIT]
    assert decision.outcomes[1].sentence.endswith("COP 30.")


def test_two_rows_cannot_settle_the_same_balance() -> None:
    batch = [settle(Use.DEDUCTION, 2, 30_00, 2), settle(Use.DEDUCTION, 2, 30_00, 2)]
    decision = decide(batch, BOOKS)
    assert statuses(decision) == [Status.BATCH_REFUSED, Status.EXCEEDS_DEBIT]
    assert decision.outcomes[1].sentence.endswith("COP 20.")


@pytest.mark.parametrize("place", range(4))
def test_one_bad_row_stops_the_batch_wherever_it_stands(place: int) -> None:
    batch = [pay(6, 1, 10_00)] * 3
    batch.insert(place, pay(6, 1, 0))
    decision = decide(batch, BOOKS)
    assert not decision.accepted
    assert decision.applications == ()
    assert decision.outcomes[place].status is Status.AMOUNT_NOT_POSITIVE
    others = {o.status for n, o in enumerate(decision.outcomes) if n != place}
    assert others == {Status.BATCH_REFUSED}


def test_every_outcome_stands_beside_its_row() -> None:
    batch = [pay(6, 1, 1)._replace(row=8), pay(6, 1, 1)._replace(row=4)]
    assert [o.row for o in decide(batch, BOOKS).outcomes] == [8, 4]


def test_an_empty_batch_stands_and_writes_nothing() -> None:
    assert decide([], BOOKS) == Decision((), ())
    assert decide([], BOOKS).accepted


def paid_ledger() -> Ledger:
    """Invoice 1 of 100 and receipt 2 of 100 on day 0, applied on day 5."""
    ledger = Ledger(doc(1, 100), receipt(2, 100))
    ledger.post(pay(2, 1, 100, day=5))
    return ledger


def test_taking_back_writes_the_exact_inverse() -> None:
    ledger = paid_ledger()
    [row] = ledger.post(Reversal(1, 1, on(8), "error")).applications
    original = ledger.rows[0]
    assert row == original._replace(
        id=-1, amount=-100, effective=on(8), reverses=1, note="error"
    )


@pytest.mark.parametrize(
    ("request_", "policy", "status", "sentence"),
    [
        (
            take_back(9, 8),
            Policy(),
            "not_found",
            "La aplicación 9 no está en la cartera.",
        ),
        (
            take_back(1, 4),
            Policy(),
            "before_original",
            "La fecha es anterior a la de la aplicación: 20/01/2026.",
        ),
        (
            take_back(1, 8),
            Policy(today=on(7)),
            "in_future",
            "La fecha es posterior a hoy, 22/01/2026.",
        ),
        (
            take_back(1, 8),
            Policy(open_from=on(9)),
            "month_closed",
            "El mes está cerrado: use una fecha desde el 24/01/2026.",
        ),
    ],
)
def test_each_rule_of_taking_back(
    request_: Reversal, policy: Policy, status: str, sentence: str
) -> None:
    [outcome] = decide([request_], paid_ledger().position, policy).outcomes
    assert outcome == (1, Status(status), sentence)


def test_an_application_is_taken_back_only_once() -> None:
    ledger = paid_ledger()
    ledger.post(take_back(1, day=8))
    [outcome] = ledger.post(take_back(1, day=9)).outcomes
    assert outcome.status is Status.ALREADY_REVERSED
    assert outcome.sentence == "La aplicación 1 ya fue anulada."


def test_a_batch_takes_an_application_back_only_once() -> None:
    decision = paid_ledger().post(take_back(1, day=8), take_back(1, day=8))
    assert statuses(decision) == [Status.BATCH_REFUSED, Status.ALREADY_REVERSED]


def test_an_application_of_documents_out_of_sight_is_not_taken_back() -> None:
    unseen = position([doc(1, 100)], paid_ledger().rows)
    [outcome] = decide([take_back(1, day=8)], unseen).outcomes
    assert outcome.status is Status.NOT_FOUND


def test_what_was_taken_back_can_be_applied_again_in_the_same_batch() -> None:
    ledger = paid_ledger()
    assert ledger.post(take_back(1, day=8), pay(2, 1, 60, day=8)).accepted
    assert ledger.balances == {1: 40, 2: 40}


def test_a_reversal_is_not_taken_back_but_applied_again() -> None:
    ledger = paid_ledger()
    ledger.post(take_back(1, day=8))
    [outcome] = ledger.post(take_back(2, day=8)).outcomes
    assert outcome.status is Status.IS_REVERSAL
    assert ledger.post(pay(2, 1, 70, day=8)).accepted


def test_a_back_dated_row_cannot_settle_what_was_settled_in_between() -> None:
    """Paid from day 5, un-applied on day 8: on day 6 there was nothing to pay."""
    ledger = paid_ledger()
    ledger.post(take_back(1, day=8))
    [outcome] = ledger.post(settle(Use.WRITE_OFF, 1, 1, day=6)).outcomes
    assert outcome.status is Status.EXCEEDS_DEBIT
    assert outcome.sentence == (
        "Valor mayor que el saldo de D1 con fecha 21/01/2026: COP 0."
    )
    assert ledger.post(settle(Use.WRITE_OFF, 1, 1, day=8)).accepted


def test_a_back_dated_refund_cannot_return_what_was_in_use() -> None:
    ledger = paid_ledger()
    ledger.post(take_back(1, day=8))
    assert not ledger.post(refund(2, 1, day=6)).accepted
    assert ledger.post(refund(2, 1, day=8)).accepted


@pytest.mark.parametrize(
    ("cause", "open_from", "expected"),
    [
        (Cause.UNDO, -9, -3),  # the original's month is open
        (Cause.UNDO, -3, -3),
        (Cause.UNDO, -2, 0),  # it is closed: today
        (Cause.UNAPPLY, -9, 0),
    ],
)
def test_the_day_of_a_reversal(cause: Cause, open_from: int, expected: int) -> None:
    day = reversal_date(on(-3), cause, today=on(0), open_from=on(open_from))
    assert day == on(expected)


def test_undoing_leaves_no_trace_in_any_past_balance() -> None:
    ledger = paid_ledger()
    ledger.post(take_back(1, day=5))
    assert all(ledger.at(day) == {1: 100, 2: 100} for day in range(20))
