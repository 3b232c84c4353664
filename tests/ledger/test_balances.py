from __future__ import annotations

import pytest

from cartera_xl.ledger.balances import Journal, lowest_balance, open_items
from cartera_xl.ledger.documents import Application, Kind, Use
from tests.ledger.memory import Ledger, doc, on, pay, receipt, refund, settle, take_back


def applied(amount: int, day: int) -> Application:
    return Application(1, Use.PAYMENT, 2, 1, 1, "COP", amount, on(day))


@pytest.mark.parametrize(
    ("day", "balances"),
    [
        (-1, {}),
        (0, {1: 100}),
        (4, {1: 100}),
        (5, {1: 100, 2: 70}),
        (9, {1: 100, 2: 70}),
        (10, {1: 30}),
        (20, {1: 100, 2: 70}),
    ],
)
def test_a_row_counts_from_its_own_day(day: int, balances: dict[int, int]) -> None:
    ledger = Ledger(doc(1, 100, 0), receipt(2, 70, 5))
    ledger.post(pay(2, 1, 70, day=10))
    ledger.post(take_back(1, day=20))
    assert ledger.at(day) == balances


def test_a_past_report_can_be_made_again_after_back_dated_rows() -> None:
    ledger = Ledger(doc(1, 100, 0), receipt(2, 70, 0))
    sent = ledger.revision
    ledger.post(pay(2, 1, 70, day=1))
    ledger.add(doc(3, 50, 1))
    assert ledger.at(2, known=sent) == {1: 100, 2: 70}
    assert ledger.at(2) == {1: 30, 3: 50}


def test_what_was_known_may_also_be_a_day() -> None:
    application = applied(70, day=1)
    journal = Journal([(doc(1, 100), on(0))], [(application, on(8))])
    [then] = open_items(journal, on(2), known=on(7))
    [now] = open_items(journal, on(2), known=on(8))
    assert (then.balance, now.balance) == (100, 30)


def test_a_quote_owes_nothing() -> None:
    assert Ledger(doc(1, 100, kind=Kind.QUOTE)).items() == []


def test_an_open_item_tells_what_its_document_is() -> None:
    document = doc(1, 100, due=9, reference="OC-7", instalment=2)._replace(concept="c")
    [item] = Ledger(document).items()
    assert item[:9] == document[:9]
    assert item[9:] == (100, 0, "c", "OC-7")


def test_refunds_and_withholdings_each_move_one_side() -> None:
    ledger = Ledger(doc(1, 100), receipt(2, 70))
    ledger.post(refund(2, 20), settle(Use.VAT_WITHHELD, 1, 15))
    assert ledger.at(0) == {1: 85, 2: 50}


@pytest.mark.parametrize(
    ("since", "lowest"),
    [
        (0, 0),  # settled from day 5 to day 9: nothing could be taken twice
        (4, 0),
        (5, 0),
        (9, 0),
        (10, 100),
        (99, 100),
    ],
)
def test_the_lowest_balance_looks_at_every_later_day(since: int, lowest: int) -> None:
    touching = [applied(100, day=5), applied(-100, day=10)]
    assert lowest_balance(100, touching, on(since)) == lowest


def test_the_lowest_balance_of_an_untouched_document_is_its_balance() -> None:
    assert lowest_balance(100, [], on(0)) == 100
