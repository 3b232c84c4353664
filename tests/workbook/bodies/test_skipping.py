from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.workbook.bodies.skipping import Glance, right_of
from cartera_xl.workbook.parts.addresses import Area, column_letters
from cartera_xl.workbook.parts.sheet_stream import Rows


def placement(left: int, right: int, inputs: list[int], presence: int) -> Any:
    table = SimpleNamespace(area=Area(left, 8, right, 99))
    return SimpleNamespace(
        table=table,
        inputs=dict.fromkeys(inputs),
        prefilled={},
        own={},
        presence=presence,
    )


BLANK = ("", "/", "</c>")
CELLS = st.sampled_from([*BLANK, "<v>1</v>", "<is/>", "<v></v>"])


LEFT, RIGHT, INPUTS, PRESENCE = 2, 28, [3, 27], 28
OURS = dict.fromkeys(range(2, 29), "<v>1</v>") | {3: "/", 27: "/"}


@given(
    changes=st.lists(
        st.dictionaries(st.integers(1, 30), CELLS, max_size=2), min_size=1, max_size=4
    )
)
def test_a_glance_never_passes_over_what_a_person_typed(
    changes: list[dict[int, str]],
) -> None:
    rows = {9 + n: OURS | change for n, change in enumerate(changes)}
    typed = {number for number, cells in rows.items() if _has_something(cells)}
    assert typed <= _suspects("".join(_row(*row) for row in rows.items()))


def _has_something(cells: dict[int, str]) -> bool:
    return cells.get(PRESENCE, "") in BLANK or any(
        (column in INPUTS and content not in BLANK)
        or (not LEFT <= column <= RIGHT and content != "")
        for column, content in cells.items()
    )


def _suspects(xml: str) -> set[int]:
    glance = Glance(placement(LEFT, RIGHT, INPUTS, PRESENCE))
    found = glance.suspects(Rows(xml.encode(), "Libro.xlsm", "hoja.xml"))
    return {row.number for row in found}


def _row(number: int, cells: dict[int, str]) -> str:
    written = "".join(_cell(number, *cell) for cell in sorted(cells.items()))
    return f'<row r="{number}">{written}</row>'


def _cell(number: int, column: int, content: str) -> str:
    address = f"{column_letters(column)}{number}"
    if content == "</c>":
        return f'<c r="{address}" s="7"></c>'
    if content in BLANK:
        return f'<c r="{address}" s="7"{content}>' if content else ""
    return f'<c r="{address}" s="7">{content}</c>'


@pytest.mark.parametrize("blank", ["/", "</c>"])
def test_only_the_row_that_is_typed_in_gets_a_closer_look(blank: str) -> None:
    ours = OURS | {3: blank, 27: blank}
    rows = dict.fromkeys(range(9, 20), ours) | {12: OURS | {3: "<v>1</v>"}}
    assert _suspects("".join(_row(*row) for row in rows.items())) == {12}


def test_a_row_without_our_mark_is_not_hidden_by_a_cell_that_looks_like_it() -> None:
    """Column ABC starts as AB does, where our mark stands."""
    strange, unmarked = OURS | {731: "<v>1</v>"}, OURS | {PRESENCE: ""}
    xml = _row(9, strange) + _row(10, unmarked) + _row(11, OURS)
    assert {9, 10} <= _suspects(xml)


def test_a_slash_among_its_attributes_hides_no_cell() -> None:
    typed = _row(12, OURS).replace(
        '<c r="C12" s="7"/>', '<c r="C12" x="a/b"><v>1</v></c>'
    )
    assert _suspects(_row(11, OURS) + typed) == {12}


@pytest.mark.parametrize(
    "doubtful",
    [
        '<row r="12"><c r="B12"><f t="shared" ref="B12:C13" si="0">1+1</f></c></row>',
        '<row r="12"><c r="B12"/><!-- nadie escribe esto --></row>',
    ],
)
def test_where_rows_refer_to_others_or_are_strange_all_are_looked_at(
    doubtful: str,
) -> None:
    rows = Rows((_row(11, OURS) + doubtful).encode(), "Libro.xlsm", "hoja.xml")
    glance = Glance(placement(LEFT, RIGHT, INPUTS, PRESENCE))
    assert glance.suspects(rows).data == rows.data


@given(right=st.integers(1, 800), other=st.integers(1, 800))
def test_the_columns_to_the_right_are_known_by_their_letters(
    right: int, other: int
) -> None:
    pattern = re.compile(f"(?:{right_of(right)})\\d")
    assert bool(pattern.match(f"{column_letters(other)}1")) is (other > right)


# Small parts
