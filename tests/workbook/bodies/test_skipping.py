from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.workbook.bodies.skipping import Glance, right_of
from cartera_xl.workbook.parts.addresses import Area, column_letters


def placement(left: int, right: int, inputs: list[int], presence: int) -> Any:
    table = SimpleNamespace(area=Area(left, 8, right, 99))
    return SimpleNamespace(
        table=table, inputs=dict.fromkeys(inputs), own={}, presence=presence
    )


CELLS = st.sampled_from(["", "/", "<v>1</v>", "<is/>", "<v></v>"])


OURS = dict.fromkeys(range(2, 29), "<v>1</v>") | {3: "/", 27: "/"}


@given(
    changes=st.lists(
        st.dictionaries(st.integers(1, 30), CELLS, max_size=2), min_size=1, max_size=4
    )
)
def test_a_glance_never_passes_over_what_a_person_typed(
    changes: list[dict[int, str]],
) -> None:
    left, right, inputs, presence = 2, 28, [3, 27], 28
    rows = [OURS | change for change in changes]
    xml = "".join(_row(9 + n, cells) for n, cells in enumerate(rows))
    suspicious = any(
        (column in inputs and content not in ("", "/"))
        or (not left <= column <= right and content != "")
        for cells in rows
        for column, content in cells.items()
    ) or any(cells.get(presence, "") in ("", "/") for cells in rows)
    glance = Glance(placement(left, right, inputs, presence))
    if glance.nothing_typed(xml.encode()):
        assert not suspicious


def _row(number: int, cells: dict[int, str]) -> str:
    written = "".join(_cell(number, *cell) for cell in sorted(cells.items()))
    return f'<row r="{number}">{written}</row>'


def _cell(number: int, column: int, content: str) -> str:
    address = f"{column_letters(column)}{number}"
    if content in ("", "/"):
        return f'<c r="{address}" s="7"{content}>' if content else ""
    return f'<c r="{address}" s="7">{content}</c>'


def test_our_own_rows_are_passed_over() -> None:
    xml = "".join(_row(n, OURS) for n in range(9, 20)).encode()
    assert Glance(placement(2, 28, [3, 27], 28)).nothing_typed(xml)


@given(right=st.integers(1, 800), other=st.integers(1, 800))
def test_the_columns_to_the_right_are_known_by_their_letters(
    right: int, other: int
) -> None:
    pattern = re.compile(f"(?:{right_of(right)})\\d")
    assert bool(pattern.match(f"{column_letters(other)}1")) is (other > right)


# Small parts
