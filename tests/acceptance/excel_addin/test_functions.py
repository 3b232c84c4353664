"""The worksheet functions say what the refreshed workbook and the command line say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from cartera_xl.excel.ledgers import LEDGERS
from cartera_xl.tabs import names
from cartera_xl.tabs.functions import FUNCTIONS
from tests.commands import SAMPLE_DAY, cartera
from tests.excel.sheet import Sheet, alone
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = SAMPLE_DAY
BEFORE = "2026-09-30"
INDICATORS = dict(
    zip(
        names.TILES,
        (
            *("CARTERA_POR_VENCER", "CARTERA_VENCIDAS"),
            *("CARTERA_CREDITOS", "CARTERA_SALDO_NETO"),
        ),
        strict=True,
    )
)


@pytest.fixture(scope="module")
def folder(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(made_sample, tmp_path_factory.mktemp("demo") / "empresa")


@pytest.fixture(scope="module")
def book(folder: Path) -> Any:
    return load_workbook(folder / "Cartera.xlsm", data_only=True)


@pytest.fixture
def sheet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sheet]:
    alone(monkeypatch)
    yield Sheet(folder / "Cartera.xlsm")
    LEDGERS.close()


def named(book: Any, name: str) -> Any:
    title, _, address = book.defined_names[name].attr_text.rpartition("!")
    return book[title.strip("'")][address.replace("$", "")]


def rows(book: Any, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table by their headings."""
    [sheet] = [s for s in book.worksheets if table in s.tables]
    left, top, right, bottom = range_boundaries(sheet.tables[table].ref)
    area = (top, bottom, left, right)
    headings, *body = (
        [cell.value for cell in row]
        for row in sheet.iter_rows(area[0], area[1], area[2], area[3])
    )
    return [dict(zip(headings, row, strict=True)) for row in body]


def test_the_four_indicators_are_the_tiles(book: Any, sheet: Sheet) -> None:
    for key, name in INDICATORS.items():
        assert sheet(name, corte=TODAY) == named(book, names.tile(key)).value != 0


def test_of_every_customer_they_are_its_row_in_clientes(
    book: Any, sheet: Sheet
) -> None:
    titles = ("Por vencer", "Vencido", "Créditos", "Saldo neto")
    found = rows(book, "tblClientes")
    assert len(found) > 10
    for row in found:
        for title, name in zip(titles, INDICATORS.values(), strict=True):
            for called in (row["Código"], row["NIT"], row["Nombre"]):
                shown = sheet(name, called, row["Moneda"], corte=TODAY)
                assert shown == row[title], (called, title)


def test_of_every_invoice_balance_and_arrears_are_its_row_in_vencidas(
    book: Any, sheet: Sheet
) -> None:
    found = rows(book, "tblVencidas")
    assert len(found) > 10
    for row in found:
        assert sheet("CARTERA_SALDO", row["Factura"], corte=TODAY) == row["Saldo"]
        assert sheet("CARTERA_DIAS_MORA", row["Factura"], corte=TODAY) == row["Mora"]


def test_the_ageing_is_that_of_resumen(book: Any, sheet: Sheet) -> None:
    shown = [[c.value for c in row[:2]] for row in named(book, names.AGEING)]
    headings, *ranges = sheet("CARTERA_EDADES", corte=TODAY)
    assert headings == ["Rango", "Saldo"]
    assert ranges == [row for row in shown if row[0] is not None]


def test_another_cutoff_date_gives_the_figures_of_that_day(
    folder: Path, sheet: Sheet
) -> None:
    told = cartera("resumen", "--json", "--corte", BEFORE, cwd=folder).json
    figures = told["monedas"]["COP"]
    overdue = float(figures["vencidas"]["valor"])
    assert sheet("CARTERA_VENCIDAS", corte=BEFORE) == overdue
    assert sheet("CARTERA_VENCIDAS", corte=TODAY) != overdue


def test_more_than_no_days_is_all_that_is_overdue(sheet: Sheet) -> None:
    for corte in (TODAY, BEFORE):
        everything = sheet("CARTERA_VENCIDAS", corte=corte)
        assert sheet("CARTERA_VENCIDAS_MAS_DE", 0, corte=corte) == everything
        assert 0 < sheet("CARTERA_VENCIDAS_MAS_DE", 90, corte=corte) < everything


def test_a_statement_leads_from_balance_to_balance(book: Any, sheet: Sheet) -> None:
    [customer, *_] = (row["Código"] for row in rows(book, "tblClientes"))
    asked = (customer, "2025-01-01")
    _, *lines = sheet("CARTERA_ESTADO_CUENTA", *asked, corte=TODAY)
    pesos = [line for line in lines if line[6] == "COP"]
    moved = sum((line[7] or 0) - (line[8] or 0) for line in pesos)
    assert pesos[0][-1] + moved == pytest.approx(pesos[-1][-1])
    assert pesos[-1][-1] == sheet("CARTERA_SALDO_NETO", customer, corte=TODAY)


def test_errors_are_error_values_and_the_reason_is_one_sentence(
    sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheet("CARTERA_VENCIDAS", "nadie", corte=TODAY) == "#N/A"
    assert sheet("CARTERA_SALDO", "nada", corte=TODAY) == "#N/A"
    assert sheet("CARTERA_VENCIDAS", None, "PESO", corte=TODAY) == "#VALUE!"
    monkeypatch.setenv("CARTERA_DB", str(tmp_path / "no-hay.db"))
    assert sheet("CARTERA_VENCIDAS", corte=TODAY) == "#N/A"
    reason = sheet.reason("CARTERA_VENCIDAS", corte=TODAY)
    assert reason.startswith("No hay cartera en")


def test_every_function_of_the_declaration_is_there() -> None:
    from cartera_xl.excel import functions

    assert {f.python for f in FUNCTIONS} <= set(vars(functions))


def test_functions_import_neither_pandas_nor_openpyxl_nor_what_is_not_free() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys, cartera_xl.excel.functions; print(*sys.modules)",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tops = {name.split(".")[0] for name in done.stdout.split()}
    assert not tops & {"pandas", "openpyxl", "xlwings"}
