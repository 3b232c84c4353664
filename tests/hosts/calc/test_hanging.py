"""Notes and links through xlwings' own words, in LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.hosts.calc.hanging import NoLinkError

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc
WEB = "https://x.co/v?a=1&b=2"


@pytest.fixture
def sheet(calc: Calc) -> xw.Sheet:
    return calc.new().sheets[0]


def test_a_note_is_put_read_changed_and_taken_off(sheet: xw.Sheet) -> None:
    assert sheet["B2"].note is None
    assert sheet["B2"].add_note("uno\ndos").text == "uno\ndos"
    sheet["C3"].add_note("otra")
    found = [(note.location.address, note.text) for note in sheet.notes]
    assert found == [("$B$2", "uno\ndos"), ("$C$3", "otra")]
    note: Any = sheet["B2"].note
    note.text = "tres"
    assert [note.text for note in sheet.notes] == ["tres", "otra"]
    note.delete()
    assert [note.text for note in sheet.notes] == ["otra"]
    assert list(sheet.comments) == []


def test_what_is_written_into_a_cell_leaves_its_note(sheet: xw.Sheet) -> None:
    sheet["B2"].add_note("queda")
    sheet["A1:C3"].value = [[1, 2, 3]] * 3
    sheet["B2"].value = None
    sheet["A1:C3"].clear_contents()
    assert [note.text for note in sheet.notes] == ["queda"]


def test_a_text_and_a_number_get_links(sheet: xw.Sheet) -> None:
    sheet["B2"].add_hyperlink(WEB, "ver")
    sheet["B3"].add_hyperlink("#Hoja1!A1", "ir")
    sheet["B3"].value = 5
    assert (sheet["B2"].value, sheet["B3"].value) == ("ver", 5)
    assert (sheet["B2"].hyperlink, sheet["B3"].hyperlink) == (WEB, "#Hoja1!A1")
    cells: Any = sheet["A1:C9"].impl
    assert sorted(cells.linked_cells()) == [(2, 2), (3, 2)]
    cells.clear_hyperlinks()
    assert list(cells.linked_cells()) == []
    assert (sheet["B2"].value, sheet["B3"].value) == ("ver", 5)


def test_a_cell_without_a_link_says_so(sheet: xw.Sheet) -> None:
    with pytest.raises(NoLinkError):
        _ = sheet["A1"].hyperlink


def test_a_sheet_is_copied_into_another_workbook(calc: Calc) -> None:
    one, other = calc.new(), calc.new()
    sheet = one.sheets.add(name="Mía")
    sheet["B2"].value = [["00123", 5], ["x", "=C2*2"]]
    sheet["B2"].color, sheet["C2"].column_width = (1, 2, 3), 30
    copy = sheet.copy(after=other.sheets[-1])
    assert (copy.name, copy.book.name) == ("Mía", other.name)
    assert copy["B2:C3"].value == sheet["B2:C3"].value
    assert (copy["B2"].color, copy["C2"].column_width) == ((1, 2, 3), 30)
    assert sheet.copy(after=other.sheets[-1]).name == "Mía 1"
