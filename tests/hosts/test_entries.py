from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.hosts.entries import Entry, ErrorCell, FormulaCell, Typed

DAY = date(2026, 11, 20)
ENTRY = Entry("tblVencidas", "Vencidas", 9, ("FV-1",), {"payment": 500})


def of(**typed: Typed) -> str:
    return replace(ENTRY, typed=typed).fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (500, 500.0),
        (1000, 1e3),
        (DAY, datetime(2026, 11, 20)),  # noqa: DTZ001
        (FormulaCell("A1", None), FormulaCell("A1", 5)),
    ],
)
def test_the_same_input_has_the_same_fingerprint(one: Typed, other: Typed) -> None:
    assert of(payment=one) == of(payment=other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (500, "500"),
        (500, 500.01),
        (0, None),
        (0, False),
        (1, True),
        ("=A1", FormulaCell("A1", None)),
        ("#N/A", ErrorCell("#N/A")),
        (DAY, "2026-11-20"),
        (DAY, datetime(2026, 11, 20, 8)),  # noqa: DTZ001
    ],
)
def test_other_input_has_another_fingerprint(one: Typed, other: Typed) -> None:
    assert of(payment=one) != of(payment=other)


def test_neither_order_nor_place_nor_blank_cells_count() -> None:
    moved = replace(ENTRY, row=70, hidden=True, version=4, shown={"balance": 1})
    assert moved.posted == ENTRY.posted
    assert of(payment=1, reference="a") == of(reference="a", payment=1, means=None)


def test_the_column_counts() -> None:
    assert of(payment=1) != of(adjustment=1)


@given(st.text(), st.text())
def test_texts_differ_as_their_fingerprints_do(one: str, other: str) -> None:
    assert (of(reference=one) == of(reference=other)) == (one == other)
