"""After an upgrade, a person's own sheets come over into the workbook in use."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from cartera_xl.install.books import before
from tests.acceptance.collecting import small
from tests.acceptance.excel_addin.presser import Presser, seat
from tests.hosts.books import edited

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

OLD, NEW = "Cartera.xlsm", "Cartera nuevo.xlsm"
FORMULAS = {
    "A2": "=ultimo_vencidas",
    "A3": "=SUM(tblVencidas[Saldo])",
    "A4": "=Vencidas!K9",
    "A5": "=MiMeta*2",
    "A6": "=A5+1",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company's folder: a new workbook beside one that was added to."""
    made = small.make(tmp_path_factory.mktemp("traer") / "empresa")
    shutil.copyfile(made / OLD, made / NEW)
    with edited(made / OLD) as book:
        _add_to(book)
    return made


def _add_to(book: Any) -> None:
    ws = book.create_sheet("Mi análisis")
    ws["A1"], ws["C1"] = "00123", 10
    ws["A1"].number_format = "@"
    for address, formula in FORMULAS.items():
        ws[address] = formula
    book.create_sheet("Otra")["B2"] = "='Mi análisis'!A3"
    book.defined_names["MiMeta"] = DefinedName("MiMeta", attr_text="'Mi análisis'!$C$1")


@pytest.fixture
def at(
    folder: Path, calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Presser:
    own = shutil.copytree(folder, tmp_path / "empresa")
    found = seat(calc, own, monkeypatch)
    found.book.close()
    found.book = calc.app.books.open(own / NEW)
    return found


@pytest.mark.calc
def test_own_sheets_come_over_and_look_at_the_new_tables(at: Presser) -> None:
    at.press("set_corte", "01/03/2026")  # the new workbook shows other figures
    old = (at.folder / OLD).read_bytes()
    said = at.press("bring_sheets", "", "yes")
    assert (
        "la hoja «Mi análisis», la hoja «Otra», el nombre «MiMeta»"
        in (at.calc.prompts[-1])
    )
    assert said.startswith("Copiado: 2 hojas y 1 nombre. Guarde el libro.")
    sheet = at.book.sheets["Mi análisis"]
    assert {a: sheet[a].formula for a in FORMULAS} == FORMULAS
    assert sheet["A1"].value == "00123"
    [balance] = at.column("Vencidas", "Saldo")
    assert [sheet[a].value for a in FORMULAS] == [balance, balance, balance, 20, 21]
    assert at.book.sheets["Otra"]["B2"].value == balance
    assert [book.name for book in at.calc.app.books] == [NEW]
    assert (at.folder / OLD).read_bytes() == old
    again = at.press("bring_sheets", "", "yes")
    assert again.startswith("Nada se copió: lo suyo ya está en este libro")


@pytest.mark.calc
def test_whoever_says_no_gets_nothing(at: Presser) -> None:
    before_ = [sheet.name for sheet in at.book.sheets]
    assert at.press("bring_sheets", "", "no") == ""
    assert [sheet.name for sheet in at.book.sheets] == before_


@pytest.mark.calc
def test_what_cannot_come_over_is_listed(at: Presser) -> None:
    with edited(at.folder / OLD) as book:
        book["Vencidas"]["AF30"] = "mi suma"
        two = ArrayFormula("E1:E2", "=Vencidas!K9:K10*2")
        book["Mi análisis"]["E1"] = two
    said = at.press("bring_sheets", "", "yes")
    assert f"En {OLD} quedan: 1 celda fuera de la tabla de «Vencidas»." in said
    array = "Siguen mirando Cartera.xlsm, corríjalas: Mi análisis!E1, Mi análisis!E2."
    assert array in said


@pytest.mark.calc
def test_a_workbook_without_an_older_one_says_so(at: Presser) -> None:
    (at.folder / OLD).unlink()
    assert at.press("bring_sheets").startswith("Junto a este libro no hay uno anterior")


def test_the_older_workbook_is_the_last_before_it(tmp_path: Path) -> None:
    second, third = "Cartera nuevo 2.xlsm", "Cartera nuevo 3.xlsm"
    for name in (OLD, second, "otro.xlsm"):
        (tmp_path / name).touch()
    older = {OLD: None, NEW: OLD, second: OLD, third: second, "otro.xlsm": None}
    found = {name: before(tmp_path / name) for name in older}
    assert {name: path and path.name for name, path in found.items()} == older
