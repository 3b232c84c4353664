from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.errors import AmountError
from cartera_xl.ledger.money import (
    MAX_MINOR,
    decimal_of,
    minor_digits,
    plain,
    to_decimal,
    to_minor,
)

CURRENCIES = st.sampled_from(["COP", "USD", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("1190000.50", "1190000.50"),
        (7, "7"),
        (Decimal("0.01"), "0.01"),
        (0.1 + 0.2, "0.3"),  # what the cell shows, not what the float holds
        (3 * 0.1, "0.3"),
        (99.99, "99.99"),
        (-0.5, "-0.5"),
    ],
)
def test_what_comes_in_is_exact(
    value: str | int | float | Decimal, amount: str
) -> None:
    assert decimal_of(value) == Decimal(amount)


@pytest.mark.parametrize("value", ["", "mil", "1.190.000", "nan", "Infinity", 1e999])
def test_what_is_no_number_does_not(value: str | float) -> None:
    with pytest.raises(AmountError, match="no es un número"):
        decimal_of(value)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1190000.50", "COP", 119000050),
        ("10", "JPY", 10),
        ("1.234", "KWD", 1234),
        ("-0.01", "USD", -1),
        ("10000000000000", "COP", MAX_MINOR),
    ],
)
def test_minor_units(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor


@pytest.mark.parametrize(
    ("amount", "currency", "reason"),
    [
        ("0.001", "COP", "fracciones de centavo"),
        ("0.5", "JPY", "«0,5» tiene decimales, y JPY no los usa"),
        ("10.50", "JPY", "«10,50» tiene decimales"),
        ("1.2345", "KWD", "«1,2345» tiene más de 3 decimales, los que usa KWD"),
        ("1234.505", "USD", r"«1\.234,505» tiene fracciones de centavo en USD"),
        ("10000000000000.01", "COP", "demasiado grande"),
        ("-10000000000000.01", "COP", "demasiado grande"),
        ("1E+9999999", "COP", "demasiado grande"),
        ("1E-9999999", "COP", "fracciones de centavo"),
        ("1.00000000000000000000000000000001", "COP", "fracciones de centavo"),
    ],
)
def test_what_a_currency_cannot_hold_is_refused(
    amount: str, currency: str, reason: str
) -> None:
    with pytest.raises(AmountError, match=reason):
        to_minor(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (119000050, "COP", "1190000.50"),
        (10, "JPY", "10.00"),
        (1234, "KWD", "1.234"),
        (-1, "USD", "-0.01"),
    ],
)
def test_amounts_for_other_programs(minor: int, currency: str, text: str) -> None:
    assert plain(minor, currency) == text


@given(st.integers(-MAX_MINOR, MAX_MINOR), CURRENCIES)
def test_minor_units_survive_the_round_trip(minor: int, currency: str) -> None:
    assert to_minor(to_decimal(minor, currency), currency) == minor


@given(st.integers(-(10**13), 10**13), CURRENCIES)
def test_what_a_cell_of_fifteen_digits_holds_comes_in_exact(
    minor: int, currency: str
) -> None:
    cell = minor / 10 ** minor_digits(currency)
    assert to_minor(decimal_of(cell), currency) == minor
