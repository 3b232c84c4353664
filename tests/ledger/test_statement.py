from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_xl.ledger.balances import Journal, open_items
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.statement import Line, Statement, View, statement
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.receive import Line as PaymentLine
from cartera_xl.ledger.verbs.receive import Means, Receive, Withheld
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.ledger.memory import credit_note, doc, on, receipt
from tests.ledger.verbs.cartera import TODAY, Cartera, posted
from tests.ledger.verbs.worlds import LAST_DAY, used_carteras

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import Application, Document

OPEN_ITEMS, MOVEMENTS = View.OPEN_ITEMS, View.MOVEMENTS


def stated(
    books: Cartera,
    since: int = -99,
    until: int = TODAY,
    view: View = MOVEMENTS,
    currency: str = "COP",
    customers: tuple[int, ...] = (1,),
) -> Statement:
    documents, applications = rows_of(books, customers)
    return statement(documents, applications, currency, on(since), on(until), view)


def rows_of(
    books: Cartera, customers: tuple[int, ...]
) -> tuple[list[Document], list[Application]]:
    return (
        [d for d in books.documents if d.customer_id in customers],
        [a for a in books.applications if a.customer_id in customers],
    )


def told(lines: tuple[Line, ...]) -> list[tuple[int, str, str, int, int, int]]:
    """Day, what, number, debit, credit, balance."""
    return [
        ((n.day - on(0)).days, str(n.what), n.number, n.debit, n.credit, n.balance)
        for n in lines
    ]


def cartera() -> Cartera:
    """An invoice of 100 paid net of 10 withheld, a note, a write-off, a refund."""
    books = Cartera(doc(1, 100, due=10), doc(2, 30, day=2, due=20), receipt(3, 25, 3))
    line = PaymentLine(1, 1, 90, (Withheld(Use.VAT_WITHHELD, 10),))
    posted(books.post(Receive(1, 1, "COP", on(5), (Means(90),), (line,))))
    posted(books.post(Refund(1, 3, 5, on(6)), WriteOff(1, 2, on(7), "x", "Ana", 4)))
    posted(books.post(Apply(1, on(8), 3, 2, 12)))
    return books


def test_every_movement_is_told_with_what_is_owed_after_it() -> None:
    shown = stated(cartera())
    assert told(shown.lines) == [
        (0, "invoice", "D1", 100, 0, 100),
        (2, "invoice", "D2", 30, 0, 130),
        (3, "receipt", "D3", 0, 25, 105),
        (5, "receipt", "RC-1", 0, 90, 15),
        (5, "reteiva", "D1", 0, 10, 5),
        (6, "refund", "D3", 5, 0, 10),
        (7, "write_off", "D2", 0, 4, 6),
    ]
    assert (shown.opening, shown.closing) == (0, 6)


def test_applying_a_credit_moves_nothing_and_is_not_told() -> None:
    uses = {line.what for line in stated(cartera()).lines}
    assert Use.CREDIT not in uses
    assert Use.PAYMENT not in uses


def test_open_items_are_what_is_left_of_each_document_and_how_late() -> None:
    shown = stated(cartera(), until=15, view=OPEN_ITEMS)
    assert told(shown.lines) == [
        (2, "invoice", "D2", 30, 16, 14),
        (3, "receipt", "D3", 17, 25, -8),
    ]
    assert [line.days for line in shown.lines] == [-5, None]
    assert [line.due for line in shown.lines] == [on(20), None]
    assert [line.status for line in shown.lines] == ["parcial", "usado en parte"]
    assert not any(line.status for line in stated(cartera()).lines)
    assert sum(line.balance for line in shown.lines) == shown.closing == 6


def test_the_oldest_due_comes_first_and_the_credits_last() -> None:
    books = Cartera(
        credit_note(1, 5), doc(2, 10, 0, 30), doc(3, 10, 2, 9), doc(4, 10, 1, 30)
    )
    shown = stated(books, view=OPEN_ITEMS)
    assert [line.number for line in shown.lines] == ["D3", "D2", "D4", "D1"]


def test_on_one_day_what_is_charged_comes_before_what_pays_it() -> None:
    books = Cartera(receipt(1, 10), doc(2, 10), doc(3, 5, kind=Kind.DEBIT_NOTE))
    assert [line.number for line in stated(books).lines] == ["D2", "D3", "D1"]


def test_the_opening_is_the_balance_of_the_day_before_not_that_of_now() -> None:
    """Complaint: sagemathinc/cocalc #7628."""
    shown = stated(cartera(), since=5, until=6)
    assert (shown.opening, shown.closing) == (105, 10)
    assert shown.lines[0].balance == 15


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    shown = stated(cartera(), since=3, until=5)
    assert [line.number for line in shown.lines] == ["D3", "RC-1", "D1"]


def test_only_open_invoices_may_be_asked_for() -> None:
    """ERPNext #35707."""
    books = cartera()
    assert [n.number for n in stated(books, view=OPEN_ITEMS).lines] == ["D2", "D3"]


def test_a_cancelled_receipt_is_not_told() -> None:
    """ERPNext #24655."""
    books = cartera()
    posted(books.post(Void(1, 4, "cheque devuelto")))
    assert told(stated(books).lines) == [
        (0, "invoice", "D1", 100, 0, 100),
        (2, "invoice", "D2", 30, 0, 130),
        (3, "receipt", "D3", 0, 25, 105),
        (6, "refund", "D3", 5, 0, 110),
        (7, "write_off", "D2", 0, 4, 106),
    ]


def test_a_receipt_that_is_valid_after_all_is_told_again() -> None:
    books = cartera()
    before = stated(books)
    books.post(Void(1, 4, "cheque devuelto"))
    posted(books.undo())
    again = stated(books)
    assert [n[:3] for n in told(again.lines)] == [n[:3] for n in told(before.lines)]
    assert again.closing == before.closing


def test_a_corrected_invoice_is_told_once_as_it_should_have_been() -> None:
    books = cartera()
    posted(books.post(Correct(1, 2, {"total": 33}, "error")))
    lines = [n for n in told(stated(books).lines) if n[2] == "D2"]
    assert [n[1:5] for n in lines] == [
        ("invoice", "D2", 33, 0),
        ("write_off", "D2", 0, 4),
    ]


def test_what_was_voided_after_its_month_closed_is_told_with_its_void() -> None:
    """The customer has a statement that shows it: this one takes it back."""
    books = Cartera(doc(1, 100, day=-40))
    books.post(Close(1, on(-15)))
    posted(books.post(Void(1, 1, "duplicada")))
    assert told(stated(books).lines) == [
        (-40, "invoice", "D1", 100, 0, 100),
        (TODAY, "void", "D1", 0, 100, 0),
    ]
    assert stated(books, since=-14).opening == 100


def test_a_withholding_taken_back_later_is_told_on_both_days() -> None:
    books = cartera()
    posted(books.post(Unapply(1, 1, on(9))))
    last = stated(books).lines[-1]
    assert (last.what, last.debit, last.credit) == (Use.VAT_WITHHELD, 10, 0)
    assert last.is_reversal
    assert last.balance == stated(books).closing == 16


def test_a_transfer_between_a_customers_records_is_not_told() -> None:
    books = Cartera(doc(1, 100), receipt(2, 60, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    books.post(Apply(1, on(3), 2, 1))
    both = stated(books, customers=(1, 2))
    assert [line.number for line in both.lines] == ["D1", "D2"]
    assert (both.closing, stated(books).closing) == (40, 40)
    assert [str(n.what) for n in stated(books).lines] == ["invoice", "transfer_in"]
    posted(books.post(Unapply(1, 1, on(TODAY))))
    after = stated(books, customers=(1, 2))
    assert [line.number for line in after.lines] == ["D1", "D2"]


def test_currencies_and_quotes_stay_apart() -> None:
    books = Cartera(doc(1, 10), doc(2, 7, currency="USD"), doc(3, 90, kind=Kind.QUOTE))
    for view in View:
        assert [n.number for n in stated(books, view=view).lines] == ["D1"]
        assert stated(books, view=view, currency="USD").closing == 7


def test_a_customer_without_movements_has_a_statement_of_nothing() -> None:
    shown = stated(Cartera())
    assert (shown.opening, shown.lines, shown.closing) == (0, (), 0)


def net(books: Cartera, day: int, customers: tuple[int, ...]) -> int:
    """What the open items of a day add up to."""
    documents, applications = rows_of(books, customers)
    journal = Journal([(d, 1) for d in documents], [(a, 1) for a in applications])
    return sum(
        item.balance if item.kind.side is Side.DEBIT else -item.balance
        for item in open_items(journal, on(day))
        if item.currency == "COP"
    )


WHOSE = st.sampled_from([(1,), (2,), (1, 2)])
PERIOD = st.lists(st.integers(-2, LAST_DAY + 2), min_size=2, max_size=2).map(sorted)


@settings(max_examples=60)
@given(used_carteras(), PERIOD, WHOSE, st.sampled_from(View))
def test_opening_and_movements_make_the_closing_which_is_what_is_open(
    books: Cartera, period: list[int], whose: tuple[int, ...], view: View
) -> None:
    shown = stated(books, period[0], period[1], view, customers=whose)
    assert shown.opening == net(books, period[0] - 1, whose)
    assert shown.closing == net(books, period[1], whose)
    if view is MOVEMENTS:
        moved = sum(line.debit - line.credit for line in shown.lines)
        assert shown.opening + moved == shown.closing
        assert [shown.opening, *(n.balance for n in shown.lines)][-1] == shown.closing
    else:
        assert sum(line.balance for line in shown.lines) == shown.closing
        for line in shown.lines:
            assert line.debit - line.credit == line.balance


@settings(max_examples=60)
@given(used_carteras(), PERIOD, WHOSE)
def test_the_opening_of_a_period_is_the_closing_of_the_one_before(
    books: Cartera, period: list[int], whose: tuple[int, ...]
) -> None:
    since, until = period
    first = stated(books, since, until, customers=whose)
    then = stated(books, until + 1, LAST_DAY + 5, customers=whose)
    whole = stated(books, since, LAST_DAY + 5, customers=whose)
    assert then.opening == first.closing
    assert whole.lines == first.lines + then.lines


@pytest.mark.parametrize("view", View)
def test_no_line_is_of_another_period(view: View) -> None:
    shown = stated(cartera(), since=3, until=5, view=view)
    assert all(line.day <= on(5) for line in shown.lines)
