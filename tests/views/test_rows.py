from __future__ import annotations

import pytest

from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.tab import Colour, Column, Tab
from cartera_xl.views.rows import amount_look, amounts, currency_index, lay_out

TAB = Tab(
    title="T",
    table="tblT",
    code_name="Hoja_T",
    heading="",
    hint="",
    colour=Colour.BLUE,
    columns=(Column("A", "a"), Column("B", "b"), Column("C", "c")),
)


def test_rows_follow_the_columns_of_the_tab() -> None:
    assert lay_out(TAB, {"c": [3, 6], "a": [1, 4]}, 2) == [(1, None, 3), (4, None, 6)]


def test_many_columns_may_be_empty_at_once() -> None:
    [row] = lay_out(OVERDUE, {"number": ["F1"]}, 1)
    assert len(row) == len(OVERDUE.columns)
    assert [cell for cell in row if cell is not None] == ["F1"]


def test_a_column_of_the_wrong_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        lay_out(TAB, {"a": [1]}, 2)


@pytest.mark.parametrize(
    ("minor", "currencies", "shown"),
    [
        ([123456], ["COP"], [1234.56]),
        ([123456, 5], ["COP", "JPY"], [1234.56, 5.0]),
        ([], [], []),
    ],
)
def test_a_cell_holds_the_amount_in_units_of_its_currency(
    minor: list[int], currencies: list[str], shown: list[float]
) -> None:
    assert amounts(minor, currencies) == shown


def test_rows_of_one_currency_share_one_index() -> None:
    assert currency_index(["USD", "COP", "USD"], "COP") == [23, 10, 23]


@pytest.mark.parametrize(
    ("currency", "base", "digit"),
    [("COP", "COP", 0), ("COP", "USD", 3), ("USD", "USD", 3), ("JPY", "COP", 1)],
)
def test_the_last_digit_says_how_amounts_are_written(
    currency: str, base: str, digit: int
) -> None:
    assert amount_look(currency, base) == digit
    assert currency_index([currency], base) == [10 + digit]
