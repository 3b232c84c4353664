"""The worksheet functions answer cells of LibreOffice, and follow Corte."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.hosts.calc.bridge import properties
from tests.acceptance.collecting import small
from tests.desk import Desk
from tests.opened import opened
from tests.screen import soon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from xlwings import Book, Range

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc
EARLIER = small.day(2026, 2, 20)
# What the summary calls, and how a call of ours is found under any name.
TILES = {f"CARTERA_{n}" for n in ("POR_VENCER", "VENCIDAS", "CREDITOS", "SALDO_NETO")}
CALLED = re.compile(r"[\w.]*cartera\w*(?=\()", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(company, tmp_path_factory.mktemp("funciones") / "empresa")


@pytest.fixture
def book(addin: Calc, folder: Path) -> Iterator[Book]:
    book = addin.app.books.open(folder / "Cartera.xlsm")
    book.sheets.add("Mío")
    yield book
    book.close()


def shown(cell: Range) -> Any:
    return cell.options(err_to_str=True).value


def sheet(book: Book) -> Any:
    return book.sheets["Mío"]


def set_corte(book: Book, day: datetime) -> None:
    book.names["Corte"].refers_to_range.value = day


def test_every_function_answers(book: Book) -> None:
    asked = {
        '=CARTERA_POR_VENCER("Acme")': 0,
        '=CARTERA_VENCIDAS("Acme")': 1_500_000,
        "=CARTERA_VENCIDAS()": 2_300_000,
        "=CARTERA_VENCIDAS(900222)": 800_000,
        '=CARTERA_VENCIDAS("Acme",,"USD")': 900,
        '=CARTERA_VENCIDAS("Acme","2026-02-20")': 1_000_000,
        '=CARTERA_VENCIDAS("Acme",DATE(2026,2,20))': 1_000_000,
        '=CARTERA_CREDITOS("Acme")': 200_000,
        '=CARTERA_SALDO_NETO("Acme")': 1_300_000,
        '=CARTERA_SALDO("F-1")': 1_000_000,
        '=CARTERA_DIAS_MORA("F-1")': 49,
        "=CARTERA_VENCIDAS_MAS_DE(30)": 1_000_000,
        '=CARTERA_VENCIDAS_MAS_DE(10,"Acme")': 1_500_000,
    }
    cells = sheet(book)["A1"].resize(len(asked), 1)
    cells.formula = [[formula] for formula in asked]
    assert shown(cells) == list(asked.values())


def test_a_cell_that_cannot_be_answered_holds_an_error_that_sums_stop_at(
    book: Book,
) -> None:
    sheet(book)["B1"].value = [["Nadie"], [None], ["ayer"]]
    asked = {
        "=CARTERA_VENCIDAS(B1)": "#N/A",
        '=CARTERA_SALDO("F-99")': "#N/A",
        '=CARTERA_VENCIDAS("Acme",B3)': "#VALUE!",
        "=CARTERA_VENCIDAS(B1:B3)": "#VALUE!",
        '=CARTERA_VENCIDAS("Acme",,"ORO")': "#VALUE!",
        "=SUM(CARTERA_VENCIDAS(B1),1)": "#N/A",
        "=ISNA(CARTERA_VENCIDAS(B1))": True,
        "=IFERROR(CARTERA_VENCIDAS(B1),7)": 7,
    }
    cells = sheet(book)["A1"].resize(len(asked), 1)
    cells.formula = [[formula] for formula in asked]
    assert shown(cells) == list(asked.values())


def test_ageing_and_statement_are_array_formulas(book: Book) -> None:
    ageing = sheet(book)["A1:B8"]
    ageing.formula_array = '=CARTERA_EDADES("Acme")'
    rows = shown(ageing)
    assert rows[:4] == [
        ["Rango", "Saldo"],
        ["Corriente", 0],
        ["1–30", 500_000],
        ["31–60", 1_000_000],
    ]
    statement = sheet(book)["D1:K20"]
    statement.formula_array = '=CARTERA_ESTADO_CUENTA("Acme","2026-01-01")'
    kinds = [row[1] for row in shown(statement)]
    assert kinds[0] == "Tipo"
    assert {"Saldo anterior", "Factura", "Saldo final"} <= set(kinds)
    sheet(book)["M1:N2"].formula_array = '=CARTERA_EDADES("Nadie")'
    assert shown(sheet(book)["M1:N2"]) == [["#N/A", "#N/A"], ["#N/A", "#N/A"]]


def test_cells_without_a_date_follow_corte(book: Book) -> None:
    cells, ageing = sheet(book)["A1:A2"], sheet(book)["C1:D3"]
    cells.formula = [['=CARTERA_VENCIDAS("Acme")'], ['=A1+CARTERA_DIAS_MORA("F-1")']]
    ageing.formula_array = '=CARTERA_EDADES("Acme")'
    assert shown(cells) == [1_500_000, 1_500_049]
    set_corte(book, EARLIER)
    assert soon(lambda: shown(cells) == [1_000_000, 1_000_010])
    assert shown(ageing)[1] == ["Corriente", 500_000]


def test_a_cell_with_its_own_date_does_not_follow(book: Book) -> None:
    cells = sheet(book)["A1:A2"]
    own = '=CARTERA_VENCIDAS("Acme","2026-03-31")'
    cells.formula = [[own], ['=CARTERA_VENCIDAS("Acme")']]
    set_corte(book, EARLIER)
    assert soon(lambda: shown(cells)[1] == 1_000_000)
    assert shown(cells)[0] == 1_500_000


def test_the_summary_of_the_shipped_workbook_is_answered(book: Book) -> None:
    summary = book.sheets["Resumen"].used_range
    values = [value for row in shown(summary) for value in row]
    assert 2_300_000 in values
    assert not [v for v in values if isinstance(v, str) and v.startswith("#")]


def test_what_is_typed_is_nothing_that_recalculating_puts_on_the_undo_list(
    book: Book,
) -> None:
    sheet(book)["A1"].formula = '=CARTERA_VENCIDAS("Acme")'
    before = book.api.UndoManager.getAllUndoActionTitles()
    set_corte(book, EARLIER)
    assert soon(lambda: shown(sheet(book)["A1"]) == 1_000_000)
    after = book.api.UndoManager.getAllUndoActionTitles()
    assert len(after) <= len(before) + 1  # Corte itself


def test_a_saved_file_names_functions_as_excel_s_macros_do_and_is_answered_again(
    addin: Calc, book: Book, folder: Path
) -> None:
    sheet(book)["A1"].formula = '=CARTERA_VENCIDAS("Acme")'
    sheet(book)["C1:D3"].formula_array = '=CARTERA_EDADES("Acme")'
    path = folder / "Otro.xlsm"
    save_as(book, path)
    assert soon(lambda: called(path) == {"CARTERA_VENCIDAS", "CARTERA_EDADES", *TILES})
    formulas = opened(path, data_only=False)["Mío"]
    assert formulas["A1"].value == '=CARTERA_VENCIDAS("Acme")'
    assert formulas["C1"].value.text == '=CARTERA_EDADES("Acme")'
    addin.app.books["Otro.xlsm"].close()
    again = addin.app.books.open(path)
    assert shown(again.sheets["Mío"]["A1"]) == 1_500_000
    assert shown(again.sheets["Mío"]["C1:D3"])[2] == ["1–30", 500_000]
    set_corte(again, EARLIER)
    assert soon(lambda: shown(again.sheets["Mío"]["A1"]) == 1_000_000)
    addin.app.books.open(folder / "Cartera.xlsm")


def save_as(book: Book, path: Path) -> None:
    """Save a workbook as a person does, not as the engine."""
    kind = properties(FilterName="Calc MS Excel 2007 VBA XML")
    book.api.storeAsURL(path.as_uri(), kind)


def called(path: Path) -> set[str]:
    """Return what a file's cells and names call of ours, as it is written there."""
    book = opened(path, data_only=False)
    cells = [c.value for tab in book for row in tab.iter_rows() for c in row]
    texts = [str(getattr(value, "text", value)) for value in cells]
    texts += [name.attr_text for name in book.defined_names.values()]
    return {name for text in texts for name in CALLED.findall(text)}


def test_saving_again_is_not_taken_for_a_change_by_somebody_else(
    addin: Calc, book: Book, folder: Path
) -> None:
    sheet(book)["A1"].formula = '=CARTERA_DIAS_MORA("F-1")'
    path = folder / "Tercero.xlsm"
    save_as(book, path)
    assert soon(lambda: "CARTERA_DIAS_MORA" in called(path))
    sheet(book)["A1"].formula = '=CARTERA_SALDO("F-1")'
    book.api.store()  # it would ask here if the file's time were another
    assert soon(lambda: called(path) == {"CARTERA_SALDO", *TILES})
    assert not [file.name for file in folder.iterdir() if "names" in file.name]


def test_functions_see_what_was_just_posted(book: Book, folder: Path) -> None:
    cell = sheet(book)["A1"]
    cell.formula = '=CARTERA_SALDO("F-3")'
    assert shown(cell) == 800_000
    Desk(folder).do(
        *("pagar", "--cliente", "Beta", "--valor", 1000, "--medio", "PSE"),
        *("--factura", "F-3=1000"),
    )
    cell.formula = '=CARTERA_SALDO("F-3")'
    assert shown(cell) == 799_000
