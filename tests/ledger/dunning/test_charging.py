from __future__ import annotations

from decimal import Decimal

import pytest

from cartera_xl.ledger.dunning import charges, nominal
from cartera_xl.ledger.dunning.charging import CurrenciesMixedError
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


@pytest.mark.parametrize(("days", "interest"), [(30, 21_839_78), (365, 265_717_27)])
def test_a_yearly_effective_rate_is_not_divided_by_365(
    days: int, interest: int
) -> None:
    """Both by the daily equivalent of 25.01 % EA; dividing gives 24.461,84 in 30."""
    owed = late(1, days, 1_190_000_00)
    assert (
        charges([owed], TODAY, yearly=nominal(Decimal("0.2501"))).interest == interest
    )
