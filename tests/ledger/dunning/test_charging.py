from __future__ import annotations

from decimal import Decimal

import pytest

from cartera_xl.ledger.dunning import charges, next_level, to_remind
from cartera_xl.ledger.dunning.charging import CurrenciesMixedError
from cartera_xl.ledger.dunning.escalating import RunBeforeLastError
from tests.ledger.dunning.facts import TODAY, credit, late

TEN = Decimal("0.10")


def test_each_document_bears_its_own_interest() -> None:
    """ERPNext #46770 and #46650: several invoices all got the last one's balance."""
    one, two = late(1, 15, 100_00), late(2, 30, 50_00)
    both = charges([one, two], TODAY, yearly=TEN).interest
    assert (charges([one], TODAY, yearly=TEN).interest, both) == (41, 82)


def test_a_rate_of_zero_leaves_the_fee() -> None:
    """ERPNext PR 26286: a rate of 0 % made the whole total 0."""
    assert charges([late(1, 15)], TODAY, fee=10_00) == (0, 10_00)


def test_interest_runs_on_the_balance_and_a_share_is_of_the_total() -> None:
    part = late(1, 365, 40_00)
    asked = charges([part], TODAY, yearly=TEN, share=Decimal("0.15"))
    assert asked == (4_00, 15_00)


def test_what_is_not_overdue_or_no_debit_is_charged_nothing() -> None:
    items = [late(1, 0), late(2, -5), credit(3, 100_00)]
    assert charges(items, TODAY, fee=10_00, yearly=TEN) == (0, 0)


def test_currencies_are_never_added() -> None:
    items = [late(1, 9), late(2, 9, currency="USD")]
    with pytest.raises(CurrenciesMixedError, match="COP, USD"):
        charges(items, TODAY)


def test_debits_that_have_come_to_a_level_are_reminded() -> None:
    items = [late(1, 9), late(2, -3), late(3, -4), credit(4, 100_00)]
    assert to_remind(items, TODAY) == {1, 2}


def test_the_level_of_one_document() -> None:
    assert next_level(late(1, 45), TODAY, ()) == 2
    assert next_level(late(1, -9), TODAY, ()) is None
    with pytest.raises(RunBeforeLastError, match="use una fecha posterior"):
        next_level(late(1, 45), TODAY, ((TODAY.replace(year=2027), 1),))
