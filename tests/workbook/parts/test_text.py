from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cartera_xl.errors import TextTooLongError
from cartera_xl.ledger.lengths import LONGEST
from cartera_xl.workbook.parts.cells import (
    RawCell,
    Value,
    cells_of,
    day_of,
    moment_of,
    number_text,
    serial,
    value_of,
    value_xml,
)
from cartera_xl.workbook.parts.shared_strings import SharedStrings, used_in
from cartera_xl.workbook.parts.strings import cleaned, text_element, text_of


@given(text=st.text(min_size=1))
def test_text_is_read_back_as_it_was_written(text: str) -> None:
    element = text_element(text)
    assert text_of(element.encode()) == cleaned(text)
    assert not element or etree.fromstring(element.encode()).tag == "t"


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("Ana", "<t>Ana</t>"),
        ("", "<t></t>"),
        ("\x00\x0b", ""),
        (" a", '<t xml:space="preserve"> a</t>'),
        ("a\nb", '<t xml:space="preserve">a\nb</t>'),
        ("a\rb", "<t>a_x000D_b</t>"),
        ("a\x07b", "<t>ab</t>"),
        ("<A & «B»>", "<t>&lt;A &amp; «B»&gt;</t>"),
        ("_x0041_", "<t>_x005F_x0041_</t>"),
        ("_x41_", "<t>_x41_</t>"),
        ("=1+1", "<t>=1+1</t>"),
    ],
)
def test_a_text_becomes_an_element(text: str, element: str) -> None:
    assert text_element(text) == element


def test_runs_are_joined_and_reading_aids_left_out() -> None:
    xml = (
        b"<si><r><rPr/><t>Ana</t></r><r><t xml:space='preserve'> P</t></r>"
        b"<rPh sb='0' eb='1'><t>anna</t></rPh></si>"
    )
    assert text_of(xml) == "Ana P"


def test_a_pair_of_encoded_surrogates_is_one_character() -> None:
    assert text_of(b"<t>_xD83D__xDE00_</t>") == "😀"


@pytest.mark.parametrize("text", ["x" * LONGEST, "😀" * (LONGEST // 2), "\0" * 40_000])
def test_the_longest_text_fits(text: str) -> None:
    assert text_of(text_element(text).encode()) == cleaned(text)


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "😀" * (LONGEST // 2 + 1)])
def test_a_longer_text_is_refused_counted_as_excel_counts(text: str) -> None:
    with pytest.raises(TextTooLongError):
        text_element(text)


@given(
    value=st.one_of(
        st.text(min_size=1).filter(cleaned),
        st.integers(-(10**14), 10**14),
        st.floats(allow_nan=False, allow_infinity=False),
    )
)
def test_a_value_is_read_back_as_it_was_written(value: Value) -> None:
    xml = f'<c r="B7" s="3"{value_xml(value)}'.encode()
    [cell] = cells_of(xml)
    expected = cleaned(value) if isinstance(value, str) else value
    assert value_of(cell, str) == expected
    assert (cell.row, cell.column, cell.style, cell.xml) == (7, 2, 3, xml)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (5.0, "5"),
        (0.1, "0.1"),
        (1e22, "1e+22"),
        (Decimal("1.50"), "1.5"),
        (Decimal("123456789012345678.25"), "123456789012345678.25"),
    ],
)
def test_numbers_are_written_shortest(number: float | Decimal, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="A1" t="n"><v></v></c>', None),
        (b'<c r="A1" t="n"><v/></c>', None),
        (b'<c r="A1" s="5" />', None),
        (b'<c r="A1" s="5"></c>', None),
        (b'<c r="A1" t="n"><v>46350</v></c>', 46350),
        (b'<c r="A1"><v>46350.0</v></c>', 46350),
        (b'<c r="A1"><v>1.5E-3</v></c>', 0.0015),
        (b'<c r="A1" t="b"><v>1</v></c>', True),
        (b'<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        (b'<c r="A1" t="str"><f>B1</f><v>a&amp;b</v></c>', "a&b"),
        (b'<c r="A1" t="s"><v>4</v></c>', "4"),
        (b'<c r="A1" t="d"><v>2026-11-24</v></c>', 46350),
        (b'<c r="A1" t="inlineStr"><is><t>a</t></is></c>', "a"),
    ],
)
def test_a_cell_of_any_program_is_read(cell: bytes, value: Value) -> None:
    [found] = cells_of(cell)
    assert value_of(found, str) == value
    assert found.filled is (value is not None)


@pytest.mark.parametrize(
    ("xml", "text", "plain"),
    [
        (b"<f>A1&gt;1</f>", "A1>1", True),
        (b'<f aca="false">"_x0041_"</f>', '"_x0041_"', True),
        (b'<f t="shared" si="0"/>', "", False),
        (b'<f t="array" ref="A1">B1</f>', "B1", False),
    ],
)
def test_a_formula_is_read_as_it_reads(xml: bytes, text: str, plain: bool) -> None:
    formula = RawCell(1, 1, b"", xml + b"<v>1</v>").formula
    assert formula
    assert (formula.text, formula.plain, formula.element) == (text, plain, xml)


@given(day=st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_days_come_back(day: date) -> None:
    assert day_of(serial(day)) == day


@given(
    moment=st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(  # noqa: DTZ001
        lambda m: m.replace(microsecond=0)
    )
)
def test_moments_come_back_to_the_second(moment: datetime) -> None:
    assert moment_of(serial(moment)) == moment


@pytest.mark.parametrize("number", [0, -1, 0.5, 2_958_466, 1e300])
def test_a_number_may_be_no_day(number: float) -> None:
    assert day_of(number) is None


SHARED = b'<?xml?><sst xmlns="x" count="9" uniqueCount="4">%s</sst>' % (
    b"<si><t>cero</t></si><si/><si><r><t>d</t></r><r><t>os</t></r></si><si><t>3</t></si>"
)


def test_unused_shared_texts_are_emptied_in_place() -> None:
    pruned = b"".join(SharedStrings(SHARED).pruned({2}))
    assert pruned == b'<?xml?><sst xmlns="x">%s</sst>' % (
        b"<si><t/></si><si><t/></si><si><r><t>d</t></r><r><t>os</t></r></si>"
        b"<si><t/></si>"
    )
    assert [SharedStrings(pruned)(index) for index in range(5)] == [
        "",
        "",
        "dos",
        "",
        "",
    ]


def test_pruning_again_changes_nothing() -> None:
    once = b"".join(SharedStrings(SHARED).pruned({0, 3}))
    assert b"".join(SharedStrings(once).pruned({0, 3})) == once


@pytest.mark.parametrize(
    ("cells", "used"),
    [
        (b'<c r="A1" t="s"><v>3</v></c>', {3}),
        (b'<c r="A1" s="2" t="s" cm="1"><v xml:space="preserve"> 7 </v></c>', {7}),
        (b'<c r="A1" t="str"><v>3</v></c><c r="B1"><v>4</v></c>', set()),
        (b'<c r="A1" t="s"/><c r="B1" t="s"><v>5</v></c>', {5}),
    ],
)
def test_used_shared_texts_are_found(cells: bytes, used: set[int]) -> None:
    assert set(used_in(cells)) == used
