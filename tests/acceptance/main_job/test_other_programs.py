"""A workbook that another program has saved since is refreshed all the same."""

from __future__ import annotations

import shutil
import warnings
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cartera_xl.tabs import names
from tests.acceptance.main_job.test_workbook import by_python, by_tables, by_tiles
from tests.commands import cartera
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-10-31"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("programas") / "demo"
    assert cartera("demo", made, "--fecha", "2026-11-24").code == 0
    return made


def values(path: Path) -> Any:
    with warnings.catch_warnings():
        # LibreOffice writes extensions and print areas that openpyxl does not know.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(path, data_only=True)


@pytest.mark.calc
@pytest.mark.parametrize("kind", ["xlsx", "xlsm"])
def test_a_book_that_libreoffice_saved_is_refreshed(
    kind: str, folder: Path, tmp_path: Path
) -> None:
    saved = convert(folder / "Cartera.xlsm", kind, tmp_path)
    book = folder / f"DeCalc.{kind}"
    shutil.copyfile(saved, book)
    answer = cartera("actualizar", book, "--corte", AT, cwd=folder)
    assert answer.code == 0, answer.err
    assert "LibreOffice guardó este libro" in answer.out
    shown = values(book)
    assert by_tiles(shown) == by_tables(shown) == by_python(folder, AT)
    assert shown["_datos"].sheet_state == "veryHidden"


def test_a_book_that_openpyxl_saved_is_refreshed(folder: Path) -> None:
    book = folder / "DeOpenpyxl.xlsm"
    opened = load_workbook(folder / "Cartera.xlsm", keep_vba=True)
    opened["Vencidas"]["AD9"] = "una nota mía, al lado"
    own = opened.create_sheet("Mis cuentas")
    own["A1"] = f"={names.tile('vencidas')}*2"
    opened.save(book)
    opened.close()
    answer = cartera("actualizar", book, "--corte", AT, cwd=folder)
    assert answer.code == 0, answer.err
    shown = values(book)
    assert by_tiles(shown) == by_python(folder, AT)
    assert shown["Vencidas"]["AD9"].value == "una nota mía, al lado"


def test_what_was_typed_follows_its_invoice_to_another_date(folder: Path) -> None:
    book = folder / "Digitado.xlsm"
    opened = load_workbook(folder / "Cartera.xlsm", keep_vba=True)
    sheet = opened["Vencidas"]
    headings = {cell.value: cell.column for row in sheet["A1:AF12"] for cell in row}
    row = 60
    invoice = sheet.cell(row, headings["Factura"]).value
    sheet.cell(row, headings["Pago"]).value = 250_000
    sheet.cell(row, headings["Referencia"]).value = "00123"
    opened.save(book)
    opened.close()
    answer = cartera("actualizar", book, "--corte", AT, "--json", cwd=folder)
    assert answer.json["digitadas"] == 2
    shown = values(book)["Vencidas"]
    moved = next(
        n
        for n in range(1, shown.max_row + 1)
        if shown.cell(n, headings["Factura"]).value == invoice
    )
    assert shown.cell(moved, headings["Pago"]).value == Decimal(250_000)
    assert shown.cell(moved, headings["Referencia"]).value == "00123"


def test_what_was_typed_follows_its_invoice_from_por_vencer_to_vencidas(
    folder: Path,
) -> None:
    book = folder / "Vencieron.xlsm"
    shutil.copyfile(folder / "Cartera.xlsm", book)
    assert cartera("actualizar", book, "--corte", "2026-06-15", cwd=folder).code == 0
    opened = load_workbook(book, keep_vba=True)
    sheet = opened["Por Vencer"]
    headings = {cell.value: cell.column for row in sheet["A1:AF12"] for cell in row}
    typed = {
        sheet.cell(row, headings["Factura"]).value: 1000 + row for row in range(9, 49)
    }
    for row in range(9, 49):
        sheet.cell(row, headings["Pago"]).value = 1000 + row
    opened.save(book)
    opened.close()
    answer = cartera("actualizar", book, "--corte", "2026-07-30", "--json", cwd=folder)
    shown = values(book)
    found = {
        line[headings["Factura"] - 1]: line[headings["Pago"] - 1]
        for title in ("Por Vencer", "Vencidas")
        for line in shown[title].iter_rows(min_row=9, values_only=True)
        if line[headings["Pago"] - 1]
    }
    settled = {n: v for n, v in typed.items() if n not in found}
    assert len(found) > 5
    assert all(typed[number] == value for number, value in found.items())
    assert answer.json["digitadas"] == len(found)
    notes = "\n".join(answer.json["notas"])
    assert all(
        str(number) in notes and str(v) in notes for number, v in settled.items()
    )
