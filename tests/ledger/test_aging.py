from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.aging import (
    Basis,
    Ranges,
    RangesError,
    days_overdue,
    parse_ranges,
)
from cartera_xl.ledger.balances import open_item
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.indicators import Figure
from tests.ledger.memory import age, doc, on

LABELS = ("Corriente", "1–30", "31–60", "61–90", "91–180", "181–360", ">360")


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-400, "Corriente"),
        (0, "Corriente"),
        (1, "1–30"),
        (30, "1–30"),
        (31, "31–60"),
        (60, "31–60"),
        (61, "61–90"),
        (90, "61–90"),
        (91, "91–180"),
        (180, "91–180"),
        (181, "181–360"),
        (360, "181–360"),
        (361, ">360"),
        (4000, ">360"),
    ],
)
def test_each_day_has_its_range(days: int, label: str) -> None:
    assert LABELS[Ranges().index(days)] == label


def test_the_ranges_are_named_as_on_the_screen() -> None:
    assert Ranges().labels == LABELS
    assert Ranges((30,)).labels == ("Corriente", "1–30", ">30")


@pytest.mark.parametrize("text", ["30,60,90", "30; 60 ;90", " 30, 60, 90 "])
def test_ranges_as_a_person_writes_them(text: str) -> None:
    assert parse_ranges(text) == Ranges((30, 60, 90))


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3,4,5,6,7,8,9", "30,30", "60,30", "0,30", "-5", "30,x", "30,,60"],
)
def test_ranges_that_do_not_rise_are_refused(text: str) -> None:
    with pytest.raises(RangesError, match=f"«{text}»"):
        parse_ranges(text)


@pytest.mark.parametrize(("due", "days"), [(-5, 5), (0, 0), (5, -5)])
def test_days_overdue_are_counted_from_the_due_date(due: int, days: int) -> None:
    assert days_overdue(on(due), on(0)) == days


def test_age_by_issue_date_moves_amounts_and_keeps_the_total() -> None:
    items = [open_item(doc(1, 100, day=-40, due=20), 100)]
    by_due, by_issue = (age(items, on(0), basis=basis) for basis in Basis)
    assert by_due[0] == Figure(100, 1)
    assert by_issue[2] == Figure(100, 1)


def test_credits_take_no_part() -> None:
    items = [open_item(doc(1, 100, -40, kind=Kind.CREDIT_NOTE), 100)]
    assert sum(bucket.amount for bucket in age(items, on(0))) == 0


@given(
    st.lists(st.tuples(st.integers(1, 10**12), st.integers(-900, 900))),
    st.lists(st.integers(1, 1000), min_size=1, max_size=9, unique=True).map(sorted),
    st.sampled_from(Basis),
)
def test_the_row_always_adds_up_to_the_balance(
    documents: list[tuple[int, int]], limits: list[int], basis: Basis
) -> None:
    items = [
        open_item(doc(n, amount, day - 30, day), amount)
        for n, (amount, day) in enumerate(documents)
    ]
    row = age(items, on(0), Ranges(tuple(limits)), basis)
    assert sum(bucket.amount for bucket in row) == sum(a for a, _ in documents)
    assert sum(bucket.documents for bucket in row) == len(documents)
