"""Amounts in words, read back by a reader that was written apart from the writer."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.words import LARGEST, amount_in_words, number_in_words

_ONES: Final = """
    cero:0 un:1 una:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9
    diez:10 once:11 doce:12 trece:13 catorce:14 quince:15 dieciséis:16 diecisiete:17
    dieciocho:18 diecinueve:19 veinte:20 veintiún:21 veintiuna:21 veintidós:22
    veintitrés:23 veinticuatro:24 veinticinco:25 veintiséis:26 veintisiete:27
    veintiocho:28 veintinueve:29 treinta:30 cuarenta:40 cincuenta:50 sesenta:60
    setenta:70 ochenta:80 noventa:90 cien:100 ciento:100
"""
ONES: Final = {w: int(n) for w, n in (p.split(":") for p in _ONES.split())}
HUNDREDS: Final = ("dosc", "tresc", "cuatr", "quin", "seisc", "setec", "ochoc", "novec")
SCALES: Final = {"millón": 10**6, "millones": 10**6, "billón": 10**12}
SCALES["billones"] = SCALES["billón"]


def read(words: str) -> int:
    """Add up a number in words: a small, separate reader."""
    total = group = 0
    for word in words.split():
        if word == "mil":
            group = (group % 10**6 or 1) * 1000
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word.endswith(("ientos", "ientas")):
            [hundred] = [n for n, h in enumerate(HUNDREDS, 2) if word.startswith(h)]
            group += hundred * 100
        elif word != "y":
            group += ONES[word]
    return total + group


@given(st.integers(0, LARGEST), st.booleans())
def test_every_number_is_read_back(number: int, feminine: bool) -> None:
    assert read(number_in_words(number, feminine=feminine)) == number


def test_every_number_up_to_two_thousand_is_written_in_its_own_words() -> None:
    written = [number_in_words(n) for n in range(2001)]
    assert [read(words) for words in written] == list(range(2001))


@given(st.integers(0, 10**17))
def test_no_number_ends_in_a_word_that_stands_alone(number: int) -> None:
    assert not number_in_words(number).endswith("uno")


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("0", "COP", "cero pesos m/cte"),
        ("1", "COP", "un peso m/cte"),
        ("21", "COP", "veintiún pesos m/cte"),
        ("31", "COP", "treinta y un pesos m/cte"),
        ("100", "COP", "cien pesos m/cte"),
        ("101", "COP", "ciento un pesos m/cte"),
        ("1000", "COP", "mil pesos m/cte"),
        ("21000", "COP", "veintiún mil pesos m/cte"),
        ("1190000", "COP", "un millón ciento noventa mil pesos m/cte"),
        ("1000000", "COP", "un millón de pesos m/cte"),
        ("2000000000", "COP", "dos mil millones de pesos m/cte"),
        ("1000000000000", "COP", "un billón de pesos m/cte"),
        ("1000000000001", "COP", "un billón un pesos m/cte"),
        ("1234.56", "COP", "mil doscientos treinta y cuatro pesos con cincuenta y seis "
         "centavos m/cte"),
        ("0.01", "COP", "cero pesos con un centavo m/cte"),
        ("1.00", "USD", "un dólar estadounidense"),
        ("200.21", "USD", "doscientos dólares estadounidenses con veintiún centavos"),
        ("1.01", "EUR", "un euro con un céntimo"),
        ("221", "GBP", "doscientas veintiuna libras esterlinas"),
        ("200000000", "GBP", "doscientos millones de libras esterlinas"),
        ("5", "JPY", "cinco yenes"),
        ("1.500", "KWD", "KWD 1,500"),
    ],
)  # fmt: skip
def test_an_amount_is_written_with_its_currency(
    amount: str, currency: str, words: str
) -> None:
    assert amount_in_words(Decimal(amount), currency) == words


@pytest.mark.parametrize("amount", [Decimal("-0.01"), Decimal(LARGEST + 1)])
def test_what_has_no_words_is_a_fault(amount: Decimal) -> None:
    with pytest.raises(ValueError, match=str(amount)):
        amount_in_words(amount, "COP")
