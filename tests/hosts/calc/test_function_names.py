"""Our functions keep the names that Excel knows, on the way in and on the way out."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from cartera_xl.hosts.calc.function_names import restore_names
from cartera_xl.hosts.calc.rebinding import enter_again
from tests.hosts.calc.test_messages import put_macros

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

NAMES = {
    "ORG.CARTERA.CARTERAADDIN.CARTERAVENCIDAS": "CARTERA_VENCIDAS",
    "cartera_vencidas": "CARTERA_VENCIDAS",
}
SHEET = (
    "<row><c><f>ORG.CARTERA.CARTERAADDIN.CARTERAVENCIDAS(&quot;X&quot;,A1)</f></c>"
    '<c><f aca="false">1+cartera_vencidas(Corte)</f></c>'
    "<c><v>cartera_vencidas(no)</v></c><c><f>mi_cartera_vencidas(1)</f></c></row>"
    "<x14:cfRule><xm:f>cartera_vencidas()&gt;0</xm:f></x14:cfRule>"
)
FUNCTION = """
Function CARTERA_PRUEBA(x)
  CARTERA_PRUEBA = x * 100
End Function
"""


def package(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", SHEET)
        made.writestr(
            "xl/workbook.xml",
            "<definedName name='a'>cartera_vencidas(1)</definedName>",
        )
        made.writestr("docProps/app.xml", "<f>cartera_vencidas(1)</f>")
    return path


def test_names_are_restored_in_formulas_and_nowhere_else(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx")
    assert restore_names(path, NAMES) == 4
    with zipfile.ZipFile(path) as changed:
        sheet = changed.read("xl/worksheets/sheet1.xml").decode()
        assert changed.read("xl/workbook.xml").count(b"CARTERA_VENCIDAS(1)") == 1
        assert b"cartera_vencidas" in changed.read("docProps/app.xml")
    assert "<f>CARTERA_VENCIDAS(&quot;X&quot;,A1)</f>" in sheet
    assert '<f aca="false">1+CARTERA_VENCIDAS(Corte)</f>' in sheet
    assert "<v>cartera_vencidas(no)</v>" in sheet
    assert "<f>mi_cartera_vencidas(1)</f>" in sheet
    assert "<xm:f>CARTERA_VENCIDAS()&gt;0</xm:f>" in sheet
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_without_names_a_file_is_not_touched(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx")
    before = path.read_bytes()
    assert restore_names(path, {}) == 0
    assert path.read_bytes() == before


@pytest.mark.calc
def test_a_saved_workbook_calls_functions_by_excel_s_names(calc: Calc) -> None:
    calc.app.impl.function_names = NAMES
    try:
        book = calc.new()
        book.sheets[0]["A1"].formula = '=IFERROR(CARTERA_VENCIDAS("X"),0)'
        for _ in range(2):  # under a new name, and over the file
            book.save(calc.folder / "a.xlsx")
            with zipfile.ZipFile(calc.folder / "a.xlsx") as saved:
                sheet = saved.read("xl/worksheets/sheet1.xml")
            assert b"IFERROR(CARTERA_VENCIDAS(" in sheet
    finally:
        calc.app.impl.function_names = {}


@pytest.mark.calc
def test_functions_that_came_later_are_found_when_formulas_are_entered_again(
    calc: Calc,
) -> None:
    book = calc.new()
    cells = book.sheets[0]["A1:C2"]
    cells.formula = [["=CARTERA_PRUEBA(2)", "=1+cartera_prueba(A1)", "=1+1"]]
    book.sheets[0]["A2:B2"].formula_array = "=CARTERA_PRUEBA(3)"
    assert cells.options(err_to_str=True).value[0] == ["#NAME?", "#NAME?", 2]
    put_macros(book, FUNCTION)
    assert enter_again(book.api, ["CARTERA_PRUEBA"]) >= 3
    assert cells.value == [[200, 20_001, 2], [300, 300, None]]
    assert enter_again(book.api, []) == 0
