from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.cli import typed
from cartera_xl.cli.typed import Misuse, Settled, Way
from cartera_xl.texts import amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1190000", "1190000"),
        ("1190000.50", "1190000.5"),
        ("1.190.000", "1190000"),
        ("1.190.000,50", "1190000.5"),
        ("1.190", "1190"),
        ("1190,5", "1190.5"),
        ("1,19", "1.19"),
        ("0,190", "0.19"),
        ("0.190", "0.19"),
        ("1190.500", "1190.5"),
        ("$ 1.190", "1190"),
        ("-5", "-5"),
        ("007", "7"),
    ],
)
def test_an_amount_is_read_as_the_screen_or_a_program_writes_it(
    text: str, value: str
) -> None:
    assert typed.amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "mil", "1.190.00", "1,190.50", "1,190,000", "1,190", "1.19.000"),
        *("1e6", "1 190", "+5", "٣", "NaN", "1.190.000,", "9" * 31),
    ],
)
def test_what_could_be_two_amounts_or_none_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="no es un valor"):
        typed.amount(text)


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_what_the_screen_writes_is_read_back(value: Decimal) -> None:
    assert typed.amount(amount(value)) == value
    assert typed.amount(f"{value:f}") == value


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_one_amount_is_one_text_however_it_was_written(value: Decimal) -> None:
    written = {f"{value:f}", amount(value), f"{value:.4f}"}
    assert len({repr(typed.amount(text)) for text in written}) == 1


def test_a_day_is_written_with_dashes() -> None:
    assert typed.day("2026-03-01") == date(2026, 3, 1)
    for text in ("20260301", "2026-3-1", "01/03/2026", "2026-02-30", "2026-W09-7"):
        with pytest.raises(Misuse, match="no es una fecha AAAA-MM-DD"):
            typed.day(text)


def test_a_month_is_its_first_day() -> None:
    assert typed.month("2026-03") == date(2026, 3, 1)
    for text in ("2026-13", "202603", "2026-03-01", "marzo"):
        with pytest.raises(Misuse, match="no es un mes AAAA-MM"):
            typed.month(text)


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("2,5", 25_000),
        ("2.5%", 25_000),
        ("9,66‰", 9_660),
        ("0,966%", 9_660),
        ("15 %", 150_000),
        ("100", 1_000_000),
        ("0", 0),
    ],
)
def test_a_rate_is_kept_in_millionths(text: str, millionths: int) -> None:
    assert typed.rate(text) == millionths


@pytest.mark.parametrize("text", ["101", "-1", "2,50001", "dos", "", "%"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="no es una tarifa"):
        typed.rate(text)


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("F-1=25.000", Settled("F-1", Decimal(25_000))),
        ("A=B=5", Settled("A=B", Decimal(5))),
        (
            "F-1=25000@1.000.000",
            Settled("F-1", Decimal(25_000), Decimal(1_000_000)),
        ),
        (
            "F-1=9660@1000000:9,66‰:Bogotá D.C.",
            Settled("F-1", Decimal(9660), Decimal(1_000_000), 9660, "Bogotá D.C."),
        ),
        ("F-1=9660@::Cali", Settled("F-1", Decimal(9660), None, None, "Cali")),
    ],
)
def test_a_withholding_says_as_much_of_its_origin_as_is_known(
    text: str, settled: Settled
) -> None:
    assert typed.withheld(text) == settled


@pytest.mark.parametrize("text", ["F-1", "=5", " =5", "F-1=", "F-1=x@1"])
def test_a_payment_names_its_invoice_and_its_value(text: str) -> None:
    with pytest.raises(Misuse):
        typed.withheld(text)
    with pytest.raises(Misuse):
        typed.payment(text)


def test_a_means_is_spelled_as_the_workbook_spells_it() -> None:
    assert typed.way("consignacion=5") == Way("Consignación", Decimal(5))
    assert typed.means("PSE") == "PSE"
    with pytest.raises(Misuse, match="no es un medio de pago: use Transferencia"):
        typed.way("trueque")
    with pytest.raises(Misuse, match="va sin valor"):
        typed.means("PSE=5")


def test_a_currency_is_three_letters() -> None:
    assert typed.currency("usd") == "USD"
    for text in ("US", "U5D", "", "ÑÑÑ"):
        with pytest.raises(Misuse):
            typed.currency(text)


def test_a_withholding_is_named_by_its_tax() -> None:
    assert typed.tax("ReteICA") == "reteica"
    with pytest.raises(Misuse, match="use retefuente, reteiva, reteica"):
        typed.tax("iva")
