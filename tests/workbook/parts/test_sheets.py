from __future__ import annotations

import io
import re
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.errors import UnknownXmlError
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.formulas.revaluing import Revaluer
from cartera_xl.workbook.parts.addresses import (
    Area,
    Place,
    column_letters,
    column_number,
    parse_area,
    parse_place,
)
from cartera_xl.workbook.parts.cells import cells_of
from cartera_xl.workbook.parts.chart_caches import with_values
from cartera_xl.workbook.parts.edited_sheet import Edits, edited_sheet
from cartera_xl.workbook.parts.number_styles import number_styles
from cartera_xl.workbook.parts.ranges import stretched
from cartera_xl.workbook.parts.sheet_stream import Head, Rows, SheetStream, Tail
from cartera_xl.workbook.parts.tables import Table, resized
from cartera_xl.workbook.parts.workbook_part import hidden_again, with_calculation


@given(number=st.integers(1, 16_384))
def test_letters_and_numbers_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("B7", Area(2, 7, 2, 7)),
        ("$A$1:AB$9", Area(1, 1, 28, 9)),
        ("A:B", None),
        ("#REF!", None),
        ("", None),
    ],
)
def test_areas_are_read(text: str, area: Area | None) -> None:
    assert parse_area(text) == area


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("_datos!$A$1", Place("_datos", Area(1, 1, 1, 1))),
        ("'L''hoja'!$A$1:$B$2", Place("L'hoja", Area(1, 1, 2, 2))),
        ("A1", None),
        ("Hoja!#REF!", None),
    ],
)
def test_places_are_read(text: str, place: Place | None) -> None:
    assert parse_place(text) == place


# Streaming


def stream(xml: bytes) -> SheetStream:
    return SheetStream(io.BytesIO(xml), "Cartera.xlsm", "sheet1.xml")


def sheet(rows: bytes) -> bytes:
    return b"<worksheet><cols/><sheetData>%s</sheetData><x/></worksheet>" % rows


@pytest.mark.parametrize("size", [0, 1, 3, 5000])
def test_a_sheet_is_its_pieces(size: int) -> None:
    cell = b'<c r="A%d" t="inlineStr"><is><t>fila &lt;c&gt; %d</t></is></c>'
    rows = b"".join(
        b'<row r="%d">%s</row>' % (n, cell % (n, n)) for n in range(1, size + 1)
    )
    head, *runs, tail = stream(sheet(rows)).pieces()
    assert isinstance(head, Head)
    assert isinstance(tail, Tail)
    data = b"".join(run.data for run in runs)
    whole = head.data + head.opening + data + tail.closing + tail.data
    assert whole == sheet(rows)
    numbers = [row.number for run in cast("list[Rows]", runs) for row in run]
    assert numbers == list(range(1, size + 1))


def test_a_sheet_without_rows_has_no_closing_tag() -> None:
    head, tail = stream(b"<worksheet><sheetData/><x/></worksheet>").pieces()
    assert (head, tail) == (
        Head(b"<worksheet>", b"<sheetData/>"),
        Tail(b"", b"<x/></worksheet>"),
    )


def test_an_empty_row_is_a_row() -> None:
    xml = sheet(b'<row r="3" ht="20"/><row r="4"><c r="A4"/></row>')
    [run] = [p for p in stream(xml).pieces() if isinstance(p, Rows)]
    assert [(row.number, row.rest, row.cells) for row in run] == [
        (3, b' ht="20"', b""),
        (4, b"", b'<c r="A4"/>'),
    ]


@pytest.mark.parametrize(
    "xml",
    [
        b"<x:worksheet><x:sheetData/></x:worksheet>",
        b"<worksheet><sheetData><row r='1'>",
        b"",
    ],
)
def test_a_sheet_that_cannot_be_followed_is_refused(xml: bytes) -> None:
    with pytest.raises(UnknownXmlError):
        list(stream(xml).pieces())


# Editing other sheets


def edit(rows: bytes, edits: Edits) -> bytes:
    revaluer = Revaluer({}, cast("Any", None), [], lambda _: None)
    return b"".join(edited_sheet(stream(rows).pieces(), edits, revaluer))


def test_values_are_written_at_their_cells_and_styles_stay() -> None:
    edits = Edits()
    edits.put(2, 1, 5)
    edits.put(2, 3, "x")
    edits.put(1, 1, None)
    edits.put(9, 2, 7)
    edits.hidden[2] = True
    rows = (
        b'<row r="1"><c r="A1" s="4" t="s"><v>3</v></c></row>'
        b'<row r="2" hidden="0"><c r="B2" s="5"/></row><row r="3"/>'
    )
    assert edit(sheet(rows), edits) == sheet(
        b'<row r="1"><c r="A1" s="4"/></row>'
        b'<row r="2" hidden="1"><c r="A2"><v>5</v></c><c r="B2" s="5"/>'
        b'<c r="C2" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="3"/><row r="9"><c r="B9"><v>7</v></c></row>'
    )


def test_an_empty_sheet_gets_its_rows() -> None:
    edits = Edits()
    edits.put(2, 1, 5)
    empty = b"<worksheet><sheetData/></worksheet>"
    assert edit(empty, edits) == (
        b'<worksheet><sheetData><row r="2"><c r="A2"><v>5</v></c></row></sheetData>'
        b"</worksheet>"
    )
    assert edit(empty, Edits()) == empty


def table(last: int = 12, totals: int = 0) -> Table:
    return Table(
        name="T",
        sheet=cast("Any", None),
        part="t.xml",
        area=Area(1, 8, 3, last + totals),
        has_headings=True,
        total_rows=totals,
        columns=("a", "b", "c"),
        calculated={},
        filtered=False,
        sorted=False,
    )


@pytest.mark.parametrize(
    ("xml", "totals", "expected"),
    [
        (
            b'<table id="1" ref="A8:C12"><autoFilter ref="A8:C12"/></table>',
            0,
            b'<table id="1" ref="A8:C20"><autoFilter ref="A8:C20"/></table>',
        ),
        (
            b'<table ref="A8:C13" totalsRowCount="1">'
            b'<autoFilter ref="A8:C12" xr:uid="{1}">'
            b'<filterColumn colId="0"><x/></filterColumn>'
            b'<sortState ref="A9:C12"><y/></sortState></autoFilter>'
            b'<sortState ref="A9:C12"/><tableColumns/></table>',
            1,
            b'<table ref="A8:C21" totalsRowCount="1"><autoFilter ref="A8:C20" '
            b'xr:uid="{1}"/><tableColumns/></table>',
        ),
        (
            b'<table ref="A8:C12"><tableColumns/></table>',
            0,
            b'<table ref="A8:C20"><tableColumns/></table>',
        ),
    ],
)
def test_a_table_is_resized_unfiltered_and_unsorted(
    xml: bytes, totals: int, expected: bytes
) -> None:
    assert resized(xml, table(totals=totals), 20) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A9:A1016", "A9:A1048576"),
        ("A9:B12 C9:C12", "A9:B1048576 C9:C1048576"),
        ("A10:A12", "A10:A12"),
        ("A8:A12", "A8:A12"),
        ("E9:E12", "E9:E12"),
        ("A9", "A9"),
        ("A:A", "A:A"),
    ],
)
def test_rules_reach_the_last_row(before: str, after: str) -> None:
    text = (
        '<dataValidation sqref="{0}"/><conditionalFormatting sqref="{0}"><x/>'
        "</conditionalFormatting><x14:dataValidation><xm:sqref>{0}</xm:sqref>"
    )
    new = stretched(text.format(before).encode(), table())
    assert new.decode() == text.format(after)


def test_a_rule_of_one_cell_covers_a_table_of_one_row() -> None:
    xml = b'<dataValidation sqref="A9"/>'
    assert stretched(xml, table(last=9)) == b'<dataValidation sqref="A9:A1048576"/>'


@pytest.mark.parametrize(
    ("before", "full", "after"),
    [
        ("<a/>", False, '<a/><calcPr calcId="191029"/>'),
        (
            "<a/><extLst/>",
            True,
            '<a/><calcPr calcId="191029" fullCalcOnLoad="1"/><extLst/>',
        ),
        (
            "<a/><oleSize/><extLst/>",
            False,
            '<a/><calcPr calcId="191029"/><oleSize/><extLst/>',
        ),
        (
            '<calcPr calcId="1" calcMode="manual" fullCalcOnLoad="1"/>',
            False,
            '<calcPr calcId="191029" calcMode="manual"/>',
        ),
        (
            '<calcPr iterate="1" />',
            True,
            '<calcPr calcId="191029" iterate="1" fullCalcOnLoad="1"/>',
        ),
    ],
)
def test_how_excel_calculates_has_its_place(
    before: str, full: bool, after: str
) -> None:
    whole = "<workbook>{}</workbook>"
    new = with_calculation(whole.format(before).encode(), recalculate=full)
    assert new.decode() == whole.format(after)


@pytest.mark.parametrize("state", ["", ' state="hidden"', ' state="visible"'])
def test_a_sheet_is_very_hidden_again(state: str) -> None:
    sheets = f'<sheet name="a" r:id="rId1"/><sheet name="b"{state} r:id="rId2" />'
    assert hidden_again(sheets.encode(), "rId2") == (
        b'<sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId2" state="veryHidden"/>'
    )


def test_styles_that_show_dates_and_percentages_are_known() -> None:
    formats = [
        (164, "dd/mm/yyyy"),
        (165, '#,##0" días"'),
        (166, "[$-240A]d mmm"),
        (167, "0.0"),
        (168, "0.0##%"),
        (169, '0"%"'),
    ]
    fmts = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{c.replace(chr(34), "&quot;")}"/>'
        for n, c in formats
    )
    xfs = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, *range(164, 170), 22, 49, 9))
    xml = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<numFmts>{fmts}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>"
    )
    assert number_styles(xml.encode()) == {
        **dict.fromkeys((1, 2, 4, 8), Format.DATE),
        **dict.fromkeys((6, 10), Format.PERCENT),
    }


CHART = (
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">{}'
    "</c:chart>"
)


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        (
            "<c:strRef><c:f>x</c:f></c:strRef>",
            ["a", None, 3],
            '<c:strRef><c:f>x</c:f><c:strCache><c:ptCount val="3"/><c:pt idx="0">'
            '<c:v>a</c:v></c:pt><c:pt idx="2"><c:v>3</c:v></c:pt></c:strCache>'
            "</c:strRef>",
        ),
        (
            "<c:numRef><c:f>x</c:f><c:numCache><c:formatCode>0</c:formatCode>"
            '<c:ptCount val="1"/><c:pt idx="0"><c:v>9</c:v></c:pt></c:numCache>'
            "</c:numRef>",
            [1.5, "texto"],
            "<c:numRef><c:f>x</c:f><c:numCache><c:formatCode>0</c:formatCode>"
            '<c:ptCount val="2"/><c:pt idx="0"><c:v>1.5</c:v></c:pt></c:numCache>'
            "</c:numRef>",
        ),
        (
            "<c:numRef><c:f>x</c:f><c:numCache><c:ptCount val='1'/></c:numCache>"
            "</c:numRef>",
            [],
            "<c:numRef><c:f>x</c:f></c:numRef>",
        ),
    ],
)
def test_a_charts_values_are_rewritten(
    before: str, values: list[Any], after: str
) -> None:
    new = with_values(CHART.format(before).encode(), lambda _: values).decode()
    assert new == CHART.format(after)  # no declaration is added either
    assert with_values(new.encode(), lambda _: values) == new.encode()


def test_a_chart_of_other_cells_stays_byte_for_byte() -> None:
    xml = CHART.format("<c:numRef><c:f>x</c:f></c:numRef>").encode()
    assert with_values(xml, lambda _: None) is xml


# Runs of rows


@given(
    numbers=st.lists(st.integers(1, 30), unique=True).map(sorted),
    number=st.integers(1, 31),
    between=st.sampled_from(["", "\n"]),
)
def test_a_run_parts_where_a_number_would_stand(
    numbers: list[int], number: int, between: str
) -> None:
    xml = between.join(f'<row r="{n}"><c r="A{n}"/></row>' for n in numbers)
    before, rest = Rows(xml.encode(), "Libro.xlsm", "hoja.xml").parted(number)
    assert [row.number for row in before] == [n for n in numbers if n < number]
    assert [row.number for row in rest] == [n for n in numbers if n >= number]
    assert before.data + rest.data == xml.encode()


def test_rows_that_hold_a_cell_are_found_whole_and_once() -> None:
    xml = (
        b'<row r="1"/><row r="2" ht="9"><c r="B2"><v>1</v></c><c r="C2"><v>1</v></c>'
        b'</row><row r="3"/><row r="4"><c r="A4"/></row><row r="5"><c r="B5"/></row>'
    )
    rows = Rows(xml, "Libro.xlsm", "hoja.xml").holding(re.compile(rb'<c r="[BC]'))
    assert [(row.number, row.rest) for row in rows] == [(2, b' ht="9"'), (5, b"")]


def test_a_row_without_a_number_is_refused_where_its_cell_is_sought() -> None:
    xml = b'<row r="1"><c r="A1"/></row><row><c r="B2"><v>1</v></c></row>'
    rows = Rows(xml, "Libro.xlsm", "hoja.xml").holding(re.compile(rb'<c r="B'))
    with pytest.raises(UnknownXmlError, match="sin número"):
        list(rows)


@pytest.mark.parametrize("attributes", [b' x="a/b"', b' s="7"', b""])
def test_attributes_may_hold_a_slash(attributes: bytes) -> None:
    xml = b'<row r="1"%s><c r="A1"%s/><c r="B1"%s><v>1</v></c></row>'
    [row] = Rows(xml % ((attributes,) * 3), "Libro.xlsm", "hoja.xml")
    assert row.rest == attributes
    assert [(c.rest, c.inner) for c in cells_of(row.cells)] == [
        (attributes, None),
        (attributes, b"<v>1</v>"),
    ]
