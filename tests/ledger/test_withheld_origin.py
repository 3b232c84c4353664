"""What a typed withholding was worked out from, as far as the ledger can tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import Profile, Rate
from cartera_xl.ledger.parameters import WithholdingShare
from cartera_xl.ledger.verbs.receive import Withheld
from cartera_xl.ledger.withheld_origin import with_origin
from tests.ledger.test_withholding import FROM, PROFILE, RATES, TAXES, WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.ledger.withholding import Payment

PROPORTION, FIRST = WithholdingShare.PROPORTION, WithholdingShare.FIRST_PAYMENT
BASE, VAT = TAXES.base, TAXES.vat
HALF = replace(WHOLE, settled=WHOLE.total // 2)
INCOME, ICA = Use.INCOME_TAX_WITHHELD, Use.ICA_WITHHELD


def origin(
    use: Use,
    amount: int,
    payment: Payment = WHOLE,
    profile: Sequence[Profile] = PROFILE,
    rates: Sequence[Rate] = RATES,
    share: WithholdingShare = PROPORTION,
    **typed: Any,
) -> tuple[int | None, int | None, str]:
    found = with_origin(Withheld(use, amount, **typed), payment, profile, rates, share)
    assert (found.use, found.amount) == (use, amount)
    return found.base, found.rate, found.town


@pytest.mark.parametrize("amount", [24_999_00, 25_000_00, 25_001_00])
def test_a_rate_that_gives_the_value_within_a_peso_is_the_rate(amount: int) -> None:
    assert origin(INCOME, amount) == (BASE, 25_000, "")


@pytest.mark.parametrize(("amount", "rate"), [(24_998_99, 24_999), (25_001_01, 25_001)])
def test_beyond_a_peso_it_is_the_plain_quotient(amount: int, rate: int) -> None:
    assert origin(INCOME, amount) == (BASE, rate, "")


def test_the_base_of_a_vat_withholding_is_the_vat() -> None:
    assert origin(Use.VAT_WITHHELD, 28_500_00) == (VAT, 150_000, "")


def test_the_town_is_that_of_the_profile_whatever_the_value() -> None:
    assert origin(ICA, 9_660_00) == (BASE, 9_660, "Bogotá")
    assert origin(ICA, 7_000_00) == (BASE, 7_000, "Bogotá")
    assert origin(ICA, 7_000_00, replace(WHOLE, taxes=None)) == (None, None, "Bogotá")


def test_of_several_towns_it_is_that_whose_rate_gives_the_value() -> None:
    both = (*PROFILE, Profile(4, 7, "reteica", "servicios", "Cali"))
    rates = (*RATES, Rate(4, "reteica", "servicios", "Cali", FROM, 7_700, 0))
    assert origin(ICA, 7_700_00, profile=both, rates=rates) == (BASE, 7_700, "Cali")
    assert origin(ICA, 5_000_00, profile=both, rates=rates) == (BASE, 5_000, "")


def test_a_rate_of_others_counts_and_its_town_does_not() -> None:
    assert origin(ICA, 9_660_00, profile=()) == (BASE, 9_660, "")
    assert origin(ICA, 9_660_00, profile=(), town="Bogotá") == (BASE, 9_660, "Bogotá")
    # Of two rates within a peso, that of the customer's own withholding.
    near = Rate(9, "retefuente", "compras", "", FROM, 25_001, 0)
    assert origin(INCOME, 25_001_00, rates=(*RATES, near)) == (BASE, 25_000, "")


def test_a_rate_that_does_not_count_yet_gives_the_quotient() -> None:
    early = replace(WHOLE, day=FROM.replace(year=2025))
    assert origin(INCOME, 25_000_50, early) == (BASE, 25_001, "")


def test_a_part_payment_is_of_its_part_of_the_base_or_of_all_of_it() -> None:
    assert origin(INCOME, 12_500_00, HALF) == (BASE // 2, 25_000, "")
    assert origin(INCOME, 25_000_00, HALF) == (BASE, 25_000, "")
    assert origin(INCOME, 20_000_00, HALF) == (BASE // 2, 40_000, "")
    assert origin(INCOME, 20_000_00, HALF, share=FIRST) == (BASE, 20_000, "")


def test_what_is_typed_stays() -> None:
    assert origin(INCOME, 4_000_00, base=200_000_00) == (200_000_00, 20_000, "")
    assert origin(INCOME, 4_000_00, rate=35_000) == (BASE, 35_000, "")
    assert origin(INCOME, 1, base=0) == (0, None, "")


def test_what_nobody_knows_stays_empty() -> None:
    assert origin(INCOME, 25_000_00, replace(WHOLE, taxes=None)) == (None, None, "")
    exempt = replace(WHOLE, taxes=TAXES._replace(vat=0))
    assert origin(Use.VAT_WITHHELD, 5_00, exempt) == (None, None, "")
    assert origin(Use.DEDUCTION, 25_000_00) == (None, None, "")
    assert origin(INCOME, 0) == (None, None, "")


def test_no_rate_is_more_than_the_whole() -> None:
    assert origin(INCOME, BASE + 1_00) == (BASE, None, "")


def test_dollars_match_to_the_cent() -> None:
    dollars = replace(WHOLE, currency="USD")
    assert origin(INCOME, 25_000_01, dollars) == (BASE, 25_000, "")
    assert origin(INCOME, 24_998_00, dollars) == (BASE, 24_998, "")
