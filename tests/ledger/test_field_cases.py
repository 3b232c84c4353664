"""What went wrong in other receivables programs, one test each, their thread named.

The figures are those of the thread where it gives any.
"""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import cartera_xl.ledger
from cartera_xl.errors import AmountError
from cartera_xl.ledger.aging import Basis, days_overdue
from cartera_xl.ledger.balances import Journal, open_item, open_items
from cartera_xl.ledger.checks import check_document, check_posting
from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.fifo import plan
from cartera_xl.ledger.invariants import balance_breaches, control_breaches
from cartera_xl.ledger.money import decimal_of, to_minor
from cartera_xl.ledger.posting import Posting
from cartera_xl.ledger.requests import Policy, Request, Status
from cartera_xl.ledger.status import invoice_status
from tests.ledger.memory import (
    Ledger,
    age,
    credit_note,
    doc,
    indicators,
    on,
    pay,
    receipt,
    refund,
    settle,
    take_back,
)

# A. Balances of a date, and totals


def test_an_invoice_paid_after_the_report_date_is_in_the_report() -> None:
    """OCA/account-financial-reporting #707."""
    ledger = Ledger(doc(1, 100, day=0), receipt(2, 100, day=40))
    ledger.post(pay(2, 1, 100, day=40))
    assert ledger.at(30) == {1: 100}
    assert ledger.at(40) == {}


def test_the_ageing_of_a_date_is_the_balance_sheet_of_that_date() -> None:
    """OCA/account-payment #386."""
    ledger = Ledger(doc(1, 100, -60), doc(2, 80, -10), receipt(3, 30, -5))
    ledger.post(pay(3, 1, 30, day=5), settle(Use.VAT_WITHHELD, 2, 8, day=2))
    at = on(-1)
    shown = indicators(ledger.items(-1), at)["COP"]
    assert shown.net == 100 + 80 - 30
    assert sum(b.amount for b in age(ledger.items(-1), at)) == 180


def test_later_partial_reconciliations_leave_a_past_ageing_as_it_was() -> None:
    """OCA/account-financial-reporting #546, PR 547: their figures."""
    ledger = Ledger(
        *(_dated(n, 10_000, date(2026, 3, 10)) for n in range(1, 6)),
        _dated(6, 100_000, date(2026, 4, 10)),
        _dated(7, 1_000, date(2026, 2, 10), Kind.RECEIPT),
        _dated(8, 49_000, date(2026, 5, 10), Kind.RECEIPT),
    )
    may = [(7, 1, 1_000), (8, 1, 9_000), *((8, n, 10_000) for n in range(2, 6))]
    for from_id, to_id, amount in may:
        request = Request(1, Use.PAYMENT, from_id, to_id, amount, date(2026, 5, 10))
        assert ledger.post(request).accepted
    items = open_items(
        Journal(ledger.documents, ledger.applications), date(2026, 4, 30)
    )
    april = sum(i.balance for i in items if i.issued.month == 4)
    march = sum(i.balance for i in items if i.issued.month == 3)
    shown = indicators(items, date(2026, 4, 30))["COP"]
    assert (april, march, -shown.credit.amount) == (100_000, 50_000, -1_000)
    assert shown.net == 149_000


def _dated(
    id: int,  # noqa: A002 - the field's own name
    total: int,
    issued: date,
    kind: Kind = Kind.INVOICE,
) -> Document:
    return doc(id, total, kind=kind)._replace(issued=issued, due=issued)


def test_several_payments_on_several_invoices_multiply_nothing() -> None:
    """OCA/account-financial-reporting PR 562: a join doubled the amounts."""
    invoices, payments = (1, 2, 3), (4, 5, 6)
    ledger = Ledger(
        *(doc(n, 90) for n in invoices), *(receipt(n, 60) for n in payments)
    )
    ledger.post(*(pay(p, i, 20) for p in payments for i in invoices))
    assert ledger.at(0) == dict.fromkeys(invoices, 30)


def test_a_partial_reconciliation_is_counted_once() -> None:
    """OCA/account-financial-reporting #829."""
    ledger = Ledger(doc(1, 100), receipt(2, 30), receipt(3, 20))
    ledger.post(pay(2, 1, 30))
    ledger.post(pay(3, 1, 20))
    assert ledger.at(0) == {1: 50}


def test_a_part_paid_invoice_is_aged_with_what_is_left_of_it() -> None:
    """OCA/account-financial-reporting #138."""
    ledger = Ledger(doc(1, 100, -45), receipt(2, 30, 0))
    ledger.post(pay(2, 1, 30))
    assert age(ledger.items(0), on(0))[2].amount == 70


def test_a_payment_does_not_make_an_invoice_older_or_younger() -> None:
    """odoo/odoo PR 16235: 120+ days instead of 30–60."""
    ledger = Ledger(doc(1, 100, -45), receipt(2, 30, -130), receipt(3, 30, -1))
    ledger.post(pay(2, 1, 30, day=-45), pay(3, 1, 30, day=-1))
    by_range = [bucket.amount for bucket in age(ledger.items(0), on(0))]
    assert by_range == [0, 0, 40, 0, 0, 0, 0]


def test_reconciling_anew_keeps_the_date_of_every_earlier_time() -> None:
    """odoo/odoo PR 7539: one date per invoice was overwritten."""
    ledger = Ledger(doc(1, 100), receipt(2, 100))
    ledger.post(pay(2, 1, 100, day=5))
    ledger.post(take_back(1, day=10))
    ledger.post(pay(2, 1, 100, day=20))
    owed = [ledger.at(day).get(1, 0) for day in (4, 5, 9, 10, 19, 20)]
    assert owed == [100, 0, 0, 100, 100, 0]


def test_matches_of_years_ago_still_close_their_invoices() -> None:
    """odoo/odoo PR 247538: legacy partial matches came in as open."""
    invoice, payment = doc(-1, 100, -3000), receipt(-2, 100, -2900)
    parts = [(60, -2890), (40, -2000)]
    old = tuple(
        Application(-n, Use.PAYMENT, -2, -1, 1, "COP", amount, on(day))
        for n, (amount, day) in enumerate(parts, 1)
    )
    posting = Posting(documents=(invoice, payment), applications=old)
    assert check_posting(posting) == []
    journal = Journal([(invoice, 1), (payment, 1)], [(row, 1) for row in old])
    assert open_items(journal, on(0)) == []


@pytest.mark.parametrize("due", [-400, -95, -1, 0, 1, 30, 400])
def test_every_open_invoice_is_in_one_range_also_before_it_is_due(due: int) -> None:
    """ERPNext #51596, #49262, #7407."""
    row = age([open_item(doc(1, 100, -500, due=due), 100)], on(0))
    assert [bucket.amount for bucket in row if bucket.amount] == [100]
    assert (row[0].amount == 100) is (due >= 0)


def test_the_total_does_not_depend_on_how_age_is_counted() -> None:
    """ERPNext #43161–43164: documents without a due date dropped out.

    Without one, the issue date stands in its place.
    """
    undated = doc(1, 100, -20)
    items = [open_item(undated, 100), open_item(doc(2, 50, -40, due=5), 50)]
    totals = {sum(b.amount for b in age(items, on(0), basis=basis)) for basis in Basis}
    assert undated.due == undated.issued
    assert totals == {150}


def test_age_is_counted_to_the_date_asked_for() -> None:
    """ERPNext PR 47580, 48036: counted to today though a report date was chosen."""
    item = open_item(doc(1, 100, 0), 100)
    assert age([item], on(45))[2].amount == age([item], on(75))[3].amount == 100


def test_the_ledger_never_asks_for_todays_date() -> None:
    """The same threads: no rule may know what day it is."""
    folder = Path(cartera_xl.ledger.__file__).parent
    clocks = {"today", "now", "utcnow", "time", "localtime"}
    called = {
        (path.name, node.func.attr)
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert {call for call in called if call[1] in clocks} == set()


def test_a_credit_note_that_stands_alone_has_paid_nothing() -> None:
    """ERPNext #40347: it was shown as paid."""
    ledger = Ledger(doc(1, 100), credit_note(2, 100))
    [invoice, note] = ledger.items(0)
    status = invoice_status(invoice.total, invoice.balance, invoice.due, on(0))
    assert (status.value, note.balance) == ("por vencer", 100)


def test_credits_are_counted_as_credits_and_invoices_as_invoices() -> None:
    """OCA/account-financial-reporting #300, #301, #289."""
    ledger = Ledger(doc(1, 100, -9), credit_note(2, 30, -9), receipt(3, 20, -9))
    shown = indicators(ledger.items(0), on(0))["COP"]
    assert shown.overdue == (100, 1)
    assert shown.credit == (50, 2)
    assert shown.net == 50


def test_an_amount_has_no_sign_of_its_own() -> None:
    """OCA/account-financial-reporting #1269: negative credit notes counted double."""
    [problem] = check_document(credit_note(1, -30))
    assert problem.code == "valor"


@pytest.mark.parametrize(("due", "days"), [(9, -9), (0, 0), (-9, 9)])
def test_days_of_arrears_are_below_zero_before_the_due_date(
    due: int, days: int
) -> None:
    """Invoice Ninja, ARDetailReport: the age is an absolute number."""
    assert days_overdue(on(due), on(0)) == days


# B. Applying, rounding, credits


def test_a_credit_note_over_several_invoices_leaves_no_residue() -> None:
    """ERPNext #54980, PR 54043, 50797: in floats 7.1e-15 stayed."""
    amounts = [to_minor(decimal_of(a), "COP") for a in (10.1, 20.2, 30.3, 39.4)]
    ledger = Ledger(
        credit_note(9, 100_00), *(doc(n, 50_00) for n, _ in enumerate(amounts, 1))
    )
    batch = [pay(9, n, amount) for n, amount in enumerate(amounts, 1)]
    assert 100 - 10.1 - 20.2 - 30.3 - 39.4 != 0
    assert ledger.post(*batch).accepted
    assert ledger.balances[9] == 0


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.5", "JPY"), ("0.005", "COP"), ("10.999", "USD")]
)
def test_amounts_have_the_precision_of_their_currency(
    amount: str, currency: str
) -> None:
    """ERPNext PR 49448."""
    with pytest.raises(AmountError, match=r"fracciones|no los usa"):
        to_minor(Decimal(amount), currency)


def test_a_difference_of_half_a_peso_is_closed_by_an_adjustment() -> None:
    """ERPNext #42886, #51159: no writing off 0,5 while paying."""
    ledger = Ledger(doc(1, 100_50), receipt(2, 100_00))
    policy = Policy(adjustment_limits={"COP": 1_00})
    batch = [pay(2, 1, 100_00), settle(Use.ADJUSTMENT, 1, 50)]
    assert ledger.post(*batch, policy=policy).accepted
    assert ledger.at(0) == {}


def test_a_closed_difference_is_gone_from_every_figure() -> None:
    """Dolibarr #3211: 0,01 of discount still counted in the customer's total."""
    ledger = Ledger(doc(1, 100_00, -9), receipt(2, 99_99))
    ledger.post(pay(2, 1, 99_99), settle(Use.DEDUCTION, 1, 1))
    assert ledger.items(0) == []
    assert indicators(ledger.items(0), on(0)) == {}
    assert control_breaches(_documents(ledger), ledger.rows, ledger.balances) == []


def test_a_dollar_invoice_is_settled_in_dollars() -> None:
    """Dolibarr #18985: ±0,01 of conversion kept paid invoices open."""
    ledger = Ledger(
        doc(1, 333_33, currency="USD"),
        doc(2, 333_33, kind=Kind.RECEIPT, currency="USD"),
    )
    ledger.post(pay(2, 1, 333_33))
    assert ledger.at(0) == {}


def test_what_remains_is_derived_from_the_rows() -> None:
    """Dolibarr #19631: the stored remainder was wrong by the credit note."""
    ledger = Ledger(doc(1, 100), receipt(2, 30), credit_note(3, 50))
    ledger.post(pay(2, 1, 30), pay(3, 1, 50))
    ledger.post(take_back(2))
    assert ledger.balances == {1: 70, 2: 0, 3: 50}
    assert balance_breaches(_documents(ledger), ledger.rows, ledger.balances) == []


def test_a_credit_is_part_refunded_and_part_applied() -> None:
    """Dolibarr #19003."""
    ledger = Ledger(doc(1, 60), credit_note(2, 100))
    assert ledger.post(pay(2, 1, 60), refund(2, 40)).accepted
    assert ledger.at(0) == {}


def test_ten_of_credit_pay_ten() -> None:
    """Invoice Ninja #9573, #11024: 10 of credit marked 50 as paid, or none."""
    ledger = Ledger(doc(1, 50), credit_note(2, 10))
    ledger.post(pay(2, 1, 10))
    assert ledger.balances == {1: 40, 2: 0}
    assert control_breaches(_documents(ledger), ledger.rows, ledger.balances) == []


def test_an_over_payment_pays_the_next_invoice() -> None:
    """Invoice Ninja #9007: 5,95 too much could not be used."""
    ledger = Ledger(doc(1, 100_00), receipt(2, 105_95), doc(3, 50_00))
    ledger.post(pay(2, 1, 100_00))
    assert ledger.post(pay(2, 3, 5_95)).accepted
    assert ledger.balances == {1: 0, 2: 0, 3: 44_05}


def test_a_refusal_names_the_limit_that_was_passed() -> None:
    """Invoice Ninja #9007: it blamed the invoice where the credit was short."""
    ledger = Ledger(receipt(2, 5_95), doc(3, 50_00))
    [outcome] = ledger.post(pay(2, 3, 5_96)).outcomes
    assert outcome.status is Status.EXCEEDS_CREDIT
    assert outcome.sentence == ("Valor mayor que lo disponible de RC D2: COP 5,95.")


def test_a_customers_total_counts_a_credit_once() -> None:
    """Invoice Ninja #4191, #9421, #3445."""
    ledger = Ledger(doc(1, 100), credit_note(2, 30))
    before = indicators(ledger.items(0), on(0))["COP"].net
    ledger.post(pay(2, 1, 30))
    after = indicators(ledger.items(0), on(0))["COP"].net
    assert before == after == 70


def test_what_is_left_of_a_payment_goes_back_without_a_dummy_invoice() -> None:
    """Invoice Ninja #10799."""
    ledger = Ledger(doc(1, 70), receipt(2, 100))
    ledger.post(pay(2, 1, 70), refund(2, 30))
    assert ledger.at(0) == {}


def test_a_payment_over_two_invoices_leaves_nothing_on_either() -> None:
    """Invoice Ninja #313: 100 over two invoices left +30 and −30."""
    ledger = Ledger(doc(1, 70), doc(2, 30), receipt(3, 100))
    shares = plan(ledger.items(0))
    ledger.post(*(pay(*share) for share in shares))
    assert ledger.at(0) == {}


def test_unapplying_one_of_four_payments_leaves_the_other_three() -> None:
    """ERPNext #49458: all four were dropped."""
    ledger = Ledger(doc(1, 100), *(receipt(n, 25) for n in (2, 3, 4, 5)))
    ledger.post(*(pay(n, 1, 25) for n in (2, 3, 4, 5)))
    ledger.post(take_back(2))
    assert ledger.at(0) == {1: 25, 3: 25}


def test_unapplying_gives_the_advance_and_the_invoice_back() -> None:
    """ERPNext #48056, #23790: the advance stayed used, the invoice was not offered."""
    ledger = Ledger(doc(1, 100), doc(2, 100, kind=Kind.ADVANCE))
    ledger.post(pay(2, 1, 100))
    ledger.post(take_back(1))
    assert ledger.at(0) == {1: 100, 2: 100}
    assert ledger.post(pay(2, 1, 100)).accepted


def test_a_credit_note_on_a_paid_invoice_is_a_credit_of_the_customer() -> None:
    """ERPNext #6091: it left a negative invoice."""
    ledger = Ledger(doc(1, 100), receipt(2, 100), credit_note(3, 100, reference="D1"))
    ledger.post(pay(2, 1, 100))
    [outcome] = ledger.post(pay(3, 1, 100)).outcomes
    assert outcome.status is Status.EXCEEDS_DEBIT
    assert ledger.at(0) == {3: 100}
    assert plan(ledger.items(0)) == []


def test_an_over_payment_rolls_on_from_invoice_to_invoice() -> None:
    """InvoiceShelf #299, #300, #317, #633; crater #536: all of it was missing."""
    ledger = Ledger(doc(1, 40), receipt(2, 100))
    for number in (3, 4):
        ledger.post(*(pay(*share) for share in plan(ledger.items(0))))
        ledger.add(doc(number, 40))
    ledger.post(*(pay(*share) for share in plan(ledger.items(0))))
    assert ledger.at(0) == {4: 20}


def test_another_currency_settles_nothing() -> None:
    """ERPNext #34680, #34676, #34565, #15174; alyf-de/banking #102, #338."""
    ledger = Ledger(doc(1, 100_00, currency="EUR"), receipt(2, 100_00))
    [outcome] = ledger.post(pay(2, 1, 100_00)).outcomes
    assert outcome.status is Status.CURRENCIES_DIFFER
    shown = indicators(ledger.items(0), on(0))
    assert {code: figures.net for code, figures in shown.items()} == {
        "COP": -100_00,
        "EUR": 100_00,
    }


def test_every_amount_is_written_with_its_currency() -> None:
    """The same threads: euros were shown with a dollar sign."""
    ledger = Ledger(doc(1, 1234_50, currency="EUR"))
    [outcome] = ledger.post(settle(Use.WRITE_OFF, 1, 9999_99)).outcomes
    assert outcome.sentence.endswith("EUR 1.234,50.")


def _documents(ledger: Ledger) -> list[Document]:
    return [document for document, _ in ledger.documents]
