"""Short ways for whole columns, held to what cell by cell gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.errors import AmountError
from cartera_xl.importers.cells import Cell, text_of, texts_of, without_controls
from cartera_xl.importers.columns import all_cents, minor_of

letters = st.text(alphabet="aB1| \u00a0\t\n\x01\x85é", max_size=5)
cells = st.lists(st.one_of(letters, st.floats(allow_nan=False), st.booleans()))


@given(cells=st.lists(letters) | cells)
def test_a_column_of_texts_is_that_of_its_cells(cells: list[Cell]) -> None:
    assert texts_of(cells) == [text_of(cell) for cell in cells]


@given(cells=cells)
def test_only_cells_with_control_characters_change(cells: list[Cell]) -> None:
    clean, count = without_controls(cells)
    changed = [
        b for a, b in zip(cells, clean, strict=True) if type(a) is str and a != b
    ]
    assert len(changed) == count
    assert not any(c in str(cell) for cell in clean for c in "\x01\x85")


cents = st.integers(-(10**6), 10**6).map(lambda minor: minor / 100)


@given(
    values=st.lists(cents | st.floats(-1e13, 1e13) | st.just(0.125), min_size=1),
    currency=st.sampled_from(["COP", "JPY", "KWD"]),
)
def test_a_column_of_cents_is_what_its_values_are(
    values: list[float], currency: str
) -> None:
    whole = all_cents(values, [currency] * len(values))
    if whole is not None:
        assert whole == [minor_of(value, currency) for value in values]


@pytest.mark.parametrize(
    ("values", "currency"),
    [([1.0, 0.125], "COP"), ([1.0, 2.0], "JPY"), ([1e12], "COP")],
)
def test_what_is_no_column_of_cents_is_read_value_by_value(
    values: list[float], currency: str
) -> None:
    assert all_cents(values, [currency] * len(values)) is None


def test_a_fraction_of_a_cent_is_refused_whichever_way() -> None:
    with pytest.raises(AmountError):
        minor_of(0.125, "COP")
