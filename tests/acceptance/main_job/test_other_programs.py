"""A workbook that another program has saved since is refreshed all the same."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.tabs import names
from tests.acceptance.main_job.test_workbook import by_python, by_tables, by_tiles
from tests.commands import cartera
from tests.office import convert
from tests.opened import edited as changed
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Answer

AT = "2026-10-31"


@pytest.fixture(scope="module")
def folder(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(made_sample, tmp_path_factory.mktemp("programas") / "demo")


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
    shown = opened(book)
    assert by_tiles(shown) == by_tables(shown) == by_python(folder, AT)
    assert shown["_datos"].sheet_state == "veryHidden"


@dataclass(frozen=True)
class Edited:
    """A workbook that was typed into with openpyxl and then refreshed."""

    book: Path
    invoice: str  # on which something was typed
    answer: Answer

    def cell(self, heading: str) -> Any:
        """Return what stands on the invoice's row now."""
        rows = list(opened(self.book)["Vencidas"].iter_rows(values_only=True))
        [headings] = [row for row in rows if "Factura" in row and "Pago" in row]
        number = headings.index("Factura")
        [line] = [row for row in rows if row[number] == self.invoice]
        return line[headings.index(heading)]


@pytest.fixture(scope="module")
def edited(folder: Path) -> Edited:
    book = folder / "DeOpenpyxl.xlsm"
    shutil.copyfile(folder / "Cartera.xlsm", book)
    with changed(book) as typed:
        sheet = typed["Vencidas"]
        sheet["AD9"] = "una nota mía, al lado"
        headings = {cell.value: cell.column for row in sheet["A1:AF12"] for cell in row}
        invoice = str(sheet.cell(60, headings["Factura"]).value)
        sheet.cell(60, headings["Pago"]).value = 250_000
        sheet.cell(60, headings["Referencia"]).value = "00123"
        typed.create_sheet("Mis cuentas")["A1"] = f"={names.tile('vencidas')}*2"
    answer = cartera("actualizar", book, "--corte", AT, "--json", cwd=folder)
    return Edited(book, invoice, answer)


def test_a_book_that_openpyxl_saved_is_refreshed(edited: Edited, folder: Path) -> None:
    assert edited.answer.code == 0, edited.answer.err
    shown = opened(edited.book)
    assert by_tiles(shown) == by_python(folder, AT)
    assert shown["Vencidas"]["AD9"].value == "una nota mía, al lado"


def test_what_was_typed_follows_its_invoice_to_another_date(edited: Edited) -> None:
    assert edited.answer.json["digitadas"] == 2
    assert edited.cell("Pago") == Decimal(250_000)
    assert edited.cell("Referencia") == "00123"


def test_what_was_typed_follows_its_invoice_from_por_vencer_to_vencidas(
    folder: Path,
) -> None:
    book = folder / "Vencieron.xlsm"
    shutil.copyfile(folder / "Cartera.xlsm", book)
    assert cartera("actualizar", book, "--corte", "2026-06-15", cwd=folder).code == 0
    with changed(book) as typed_book:
        sheet = typed_book["Por Vencer"]
        headings = {cell.value: cell.column for row in sheet["A1:AF12"] for cell in row}
        typed = {
            sheet.cell(row, headings["Factura"]).value: 1000 + row
            for row in range(9, 49)
        }
        for row in range(9, 49):
            sheet.cell(row, headings["Pago"]).value = 1000 + row
    answer = cartera("actualizar", book, "--corte", "2026-07-30", "--json", cwd=folder)
    shown = opened(book)
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
