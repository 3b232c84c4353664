from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import Profile, Rate, Taxes
from cartera_xl.ledger.parameters import Rounding, WithholdingShare
from cartera_xl.ledger.withholding import Expected, Payment, current, expected, rate_on

if TYPE_CHECKING:
    from collections.abc import Sequence

PROPORTION, FIRST = WithholdingShare.PROPORTION, WithholdingShare.FIRST_PAYMENT
PESO, CENTAVO = Rounding.UNIT, Rounding.MINOR
DAY = date(2026, 3, 10)
FROM = date(2026, 1, 1)

PROFILE = (
    Profile(1, 7, "retefuente", "servicios", ""),
    Profile(2, 7, "reteiva", "general", ""),
    Profile(3, 7, "reteica", "servicios", "Bogotá"),
)
RATES = (
    Rate(1, "retefuente", "servicios", "", FROM, 25_000, 100_000_00),
    Rate(2, "reteiva", "general", "", FROM, 150_000, 0),
    Rate(3, "reteica", "servicios", "Bogotá", FROM, 9_660, 0),
)
TAXES = Taxes(1, 1, 1_000_000_00, 190_000_00)
WHOLE = Payment("COP", 1_190_000_00, 1_190_000_00, TAXES, DAY)


def amounts(shown: Expected) -> dict[str, int]:
    return {str(p.use): p.amount for p in shown.proposals}


def asked(
    payment: Payment = WHOLE,
    profile: Sequence[Profile] = PROFILE,
    rates: Sequence[Rate] = RATES,
    share: WithholdingShare = PROPORTION,
    rounding: Rounding = PESO,
) -> Expected:
    return expected(payment, profile, rates, share, rounding)


@pytest.mark.parametrize("share", WithholdingShare)
@pytest.mark.parametrize("rounding", Rounding)
def test_the_worked_example(share: WithholdingShare, rounding: Rounding) -> None:
    shown = asked(share=share, rounding=rounding)
    assert [tuple(p) for p in shown.proposals] == [
        (Use.INCOME_TAX_WITHHELD, "servicios", "", 1_000_000_00, 25_000, 25_000_00),
        (Use.VAT_WITHHELD, "general", "", 190_000_00, 150_000, 28_500_00),
        (Use.ICA_WITHHELD, "servicios", "Bogotá", 1_000_000_00, 9_660, 9_660_00),
    ]
    assert shown.net == 1_126_840_00
    assert shown.notes == ()


def test_a_part_of_the_price_goes_with_its_part_of_the_withholding() -> None:
    half = replace(WHOLE, settled=595_000_00)
    shown = asked(half)
    assert amounts(shown) == {
        "reteica": 4_830_00,
        "retefuente": 12_500_00,
        "reteiva": 14_250_00,
    }
    assert [p.base for p in shown.proposals] == [500_000_00, 95_000_00, 500_000_00]
    assert shown.net == 563_420_00


def test_or_all_of_it_goes_with_the_first_payment() -> None:
    half = replace(WHOLE, settled=595_000_00)
    assert amounts(asked(half, share=FIRST)) == amounts(asked())


@pytest.mark.parametrize("share", WithholdingShare)
def test_what_was_withheld_before_is_not_proposed_again(
    share: WithholdingShare,
) -> None:
    before = {
        Use.ICA_WITHHELD: 9_660_00,
        Use.INCOME_TAX_WITHHELD: 24_000_00,
        Use.VAT_WITHHELD: 28_500_00,
    }
    half = replace(WHOLE, settled=595_000_00, withheld=before)
    assert amounts(asked(half, share=share)) == {"retefuente": 1_000_00}


def test_a_payment_smaller_than_the_withholding_brings_no_money() -> None:
    small = replace(WHOLE, settled=30_000_00)
    shown = asked(small, share=FIRST)
    assert amounts(shown) == {"retefuente": 25_000_00, "reteiva": 5_000_00}
    assert shown.net == 0


@pytest.mark.parametrize(
    ("base", "proposed", "notes"),
    [
        (100_000_00, 2_500_00, ()),
        (
            99_999_99,
            None,
            (
                "Retefuente servicios: la base, COP 99.999,99, es menor que la mínima, "
                "COP 100.000.",
            ),
        ),
    ],
)
def test_below_the_minimum_base_nothing_is_proposed_and_it_says_so(
    base: int, proposed: int | None, notes: tuple[str, ...]
) -> None:
    payment = Payment("COP", 119_000_00, 119_000_00, Taxes(1, 1, base, 0), DAY)
    shown = asked(payment, PROFILE[:1])
    assert amounts(shown).get("retefuente") == proposed
    assert shown.notes == notes


def test_a_minimum_in_pesos_is_not_compared_with_dollars() -> None:
    payment = Payment("USD", 119_000_00, 119_000_00, Taxes(1, 1, 99_999_99, 0), DAY)
    shown = asked(payment, PROFILE[:1])
    assert (shown.proposals, shown.notes) == (
        (),
        (
            "Retefuente servicios: la base mínima está en COP y el documento en USD; "
            "escriba la retención si la hay.",
        ),
    )


def test_the_minimum_of_a_vat_withholding_is_one_of_the_taxable_base() -> None:
    rate = RATES[1]._replace(minimum=500_000_00)
    assert amounts(asked(profile=PROFILE[1:2], rates=[rate])) == {"reteiva": 28_500_00}


@pytest.mark.parametrize(
    ("amount", "rounding", "currency", "proposed"),
    [
        (1_000_20, PESO, "COP", 25_00),  # 25,005
        (1_020_00, PESO, "COP", 26_00),  # 25,50: half up
        (1_019_99, PESO, "COP", 25_00),
        (1_000_20, CENTAVO, "COP", 25_01),  # 25,005: half up
        (1_000_19, CENTAVO, "COP", 25_00),
        (1_020_00, PESO, "USD", 25_50),
    ],
)
def test_amounts_are_rounded_to_pesos_where_so_chosen_and_in_pesos_only(
    amount: int, rounding: Rounding, currency: str, proposed: int
) -> None:
    payment = Payment(currency, 2_000_00, 2_000_00, Taxes(1, 1, amount, 0), DAY)
    rates = [RATES[0]._replace(minimum=0)]
    shown = asked(payment, PROFILE[:1], rates, rounding=rounding)
    assert amounts(shown) == {"retefuente": proposed}


def test_without_a_base_nothing_is_proposed_and_it_says_so() -> None:
    shown = asked(replace(WHOLE, taxes=None))
    assert shown == Expected(
        (),
        1_190_000_00,
        ("No se proponen retenciones: el documento no dice su base gravable.",),
    )


def test_without_a_rate_of_that_day_it_says_so() -> None:
    shown = asked(replace(WHOLE, day=date(2025, 12, 31)), PROFILE[2:])
    assert shown.notes == (
        "ReteICA servicios Bogotá: no hay tarifa para el 31/12/2025.",
    )
    assert shown.net == 1_190_000_00


def test_of_several_towns_none_is_guessed() -> None:
    profile = (*PROFILE, Profile(4, 7, "reteica", "servicios", "Cali"))
    shown = asked(profile=profile)
    assert "reteica" not in amounts(shown)
    assert shown.notes == (
        "ReteICA: el cliente la practica en Bogotá y en Cali; escriba la que "
        "corresponde.",
    )


def test_a_later_row_of_the_profile_takes_the_place_of_an_earlier_one() -> None:
    later = Profile(4, 7, "retefuente", "compras", "")
    ended = Profile(5, 7, "reteiva", "", "")
    assert current((*PROFILE, later, ended)) == [later, PROFILE[2]]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2025, 12, 31), None),
        (FROM, 25_000),
        (date(2026, 5, 31), 25_000),
        (date(2026, 6, 1), 40_000),
        (date(2026, 7, 1), None),
    ],
)
def test_the_rate_is_that_of_the_day(day: date, rate: int | None) -> None:
    rates = (
        RATES[0]._replace(id=9, since=date(2026, 7, 1), rate=0),
        RATES[0]._replace(id=7, since=date(2026, 6, 1), rate=1),
        RATES[0]._replace(id=8, since=date(2026, 6, 1), rate=40_000),
        *RATES,
    )
    found = rate_on(rates, PROFILE[0], day)
    assert (found and found.rate) == rate


def test_a_rate_of_another_town_or_name_is_another_rate() -> None:
    assert rate_on(RATES, PROFILE[2]._replace(town="Cali"), DAY) is None
    assert rate_on(RATES, PROFILE[0]._replace(name="compras"), DAY) is None


PESOS = st.integers(1, 10**13)
RATE = st.integers(1, 1_000_000)


@st.composite
def payments(draw: st.DrawFn) -> tuple[Payment, list[Rate]]:
    base = draw(PESOS)
    vat = draw(st.integers(0, base))
    total = base + vat
    settled = draw(st.integers(1, total))
    rates = [rate._replace(rate=draw(RATE), minimum=0) for rate in RATES]
    return Payment("COP", total, settled, Taxes(1, 1, base, vat), DAY), rates


SHARES, ROUNDINGS = st.sampled_from(WithholdingShare), st.sampled_from(Rounding)


@given(payments(), SHARES, ROUNDINGS)
def test_money_and_withholdings_are_what_is_settled(
    drawn: tuple[Payment, list[Rate]], share: WithholdingShare, rounding: Rounding
) -> None:
    payment, rates = drawn
    shown = asked(payment, rates=rates, share=share, rounding=rounding)
    assert shown.net + sum(p.amount for p in shown.proposals) == payment.settled
    assert shown.net >= 0
    assert all(p.amount > 0 for p in shown.proposals)


@given(payments(), ROUNDINGS)
def test_an_amount_is_its_exact_value_rounded(
    drawn: tuple[Payment, list[Rate]], rounding: Rounding
) -> None:
    payment, rates = drawn
    step = 100 if rounding is PESO else 1
    shown = asked(payment, PROFILE[1:2], rates, rounding=rounding)
    assert payment.taxes is not None
    exact = Fraction(payment.taxes.vat * rates[1].rate, 10**6)
    exact *= Fraction(payment.settled, payment.total)
    amount = amounts(shown).get("reteiva", 0)
    # Never above what is settled, nor above the whole withholding, itself rounded.
    assert amount <= payment.settled
    if amount < payment.settled:
        assert abs(amount - exact) <= Fraction(step, 2)
        assert amount % step == 0


@given(payments(), st.integers(1, 100), SHARES, ROUNDINGS)
def test_two_payments_withhold_no_more_than_one(
    drawn: tuple[Payment, list[Rate]],
    percent: int,
    share: WithholdingShare,
    rounding: Rounding,
) -> None:
    payment, rates = drawn
    profile = PROFILE[:1]
    once = replace(payment, settled=payment.total)
    whole = amounts(asked(once, profile, rates, share, rounding))
    first = replace(payment, settled=max(1, payment.total * percent // 100))
    taken = amounts(asked(first, profile, rates, share, rounding))
    rest = replace(
        payment,
        settled=payment.total - first.settled,
        withheld={Use(use): amount for use, amount in taken.items()},
    )
    then = amounts(asked(rest, profile, rates, share, rounding))
    both = taken.get("retefuente", 0) + then.get("retefuente", 0)
    assert both <= whole.get("retefuente", 0)
