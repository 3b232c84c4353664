from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.splitting import split


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),  # of equal remainders the earlier one
        (100, [1, 2], [33, 67]),
        (5, [0, 3, 0], [0, 5, 0]),
        (0, [1, 2], [0, 0]),
        (1, [1, 1], [1, 0]),
        (10**15, [1, 2], [333333333333333, 666666666666667]),
    ],
)
def test_shares(amount: int, weights: list[int], parts: list[int]) -> None:
    assert split(amount, weights) == parts


def test_no_weight_at_all_is_a_mistake() -> None:
    with pytest.raises(ZeroDivisionError):
        split(100, [0, 0])


@given(
    st.integers(0, 10**15),
    st.lists(st.integers(0, 10**15), min_size=1, max_size=20).filter(any),
)
def test_parts_add_up_and_are_the_exact_share_rounded(
    amount: int, weights: list[int]
) -> None:
    whole = sum(weights)
    parts = split(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - amount * weight) < whole
