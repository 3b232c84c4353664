"""Texts from outside stay texts, whatever they look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.hosts.calc.faults import NotACellValueError

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://ejemplo.co","Pague aquí")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-5",
    "@SUM(A1)",
    "00123",
    "900.123.456-7",
    "1" * 40,
    "1e5",
    "12%",
    "1/2",
    "2026-01-05",
    "VERDADERO",
    "TRUE",
    "#N/A",
    " con espacios ",
    "línea 1\nlínea 2",
    "con\ttabulador",
    "<b>&amp;\"'</b>",
    "Ñandú Peñón Güiza Ávila",
    "😀 𝛑 中文 عربى",
    "\u200b\ufeff",
)


@pytest.fixture
def sheet(calc: Calc) -> xw.Sheet:
    return calc.new().sheets[0]


def test_text_cells_hold_hostile_texts_as_they_are(sheet: xw.Sheet) -> None:
    cells = sheet["A1"].resize(len(HOSTILE), 1)
    cells.number_format = "@"
    cells.options(transpose=True).value = list(HOSTILE)
    assert cells.value == list(HOSTILE)
    assert [cell.formula for cell in cells] == list(HOSTILE)


def test_hostile_texts_survive_a_file(calc: Calc) -> None:
    book = calc.new()
    cells = book.sheets[0]["A1"].resize(len(HOSTILE), 1)
    cells.number_format = "@"
    cells.options(transpose=True).value = list(HOSTILE)
    book.save(calc.folder / "textos.xlsx")
    book.close()
    again = calc.app.books.open(calc.folder / "textos.xlsx").sheets[0]
    assert again["A1"].resize(len(HOSTILE), 1).value == list(HOSTILE)


def test_a_text_as_long_as_excel_takes_comes_back(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "ñ" * 32_767
    assert sheet["A1"].value == "ñ" * 32_767


def test_only_where_a_cell_is_no_text_is_an_equals_sign_a_formula(
    sheet: xw.Sheet,
) -> None:
    sheet["B1:B3"].number_format = "@"
    sheet["A1"].value = [["=1+1", "=1+1"], ["=", "="], ["x", "=2+2"], ["=2+2", "y"]]
    assert sheet["A1:B4"].value == [[2, "=1+1"], ["=", "="], ["x", "=2+2"], [4, "y"]]


def test_an_apostrophe_says_text_and_is_not_kept(sheet: xw.Sheet) -> None:
    sheet["A1"].value = ["'=1+1", "'00123", "''así'", "d'Artagnan"]
    assert sheet["A1:D1"].value == ["=1+1", "00123", "'así'", "d'Artagnan"]


def test_half_a_character_is_refused_by_name(calc: Calc, sheet: xw.Sheet) -> None:
    with pytest.raises(NotACellValueError):
        sheet["A1"].value = ["bien", "a\ud800b"]
    assert sheet["A1"].value is None
    assert calc.app.impl.office.is_running()
