"""Workbooks and their sheets: opened, saved, closed, refused."""

from __future__ import annotations

import re
import socket
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlwings as xw
from openpyxl import load_workbook

from cartera_xl.errors import WorkbookOpenError
from cartera_xl.hosts.calc.faults import (
    BookClosedError,
    BookNotSavedError,
    BookUnreadableError,
    FormatUnknownError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))


def test_a_workbook_has_a_name_a_path_and_a_place_among_the_open(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    path = calc.folder / "Cartera.xlsm"
    assert (book.name, book.fullname) == ("Cartera.xlsm", str(path))
    assert len(calc.app.books) == 1
    assert calc.app.books["cartera.XLSM"] == book
    assert calc.app.books.active == book
    assert calc.app.books.open(path) == book
    assert xw.Book(path) == book
    assert len(calc.app.books) == 1


def test_a_caller_finds_its_workbook(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    book.set_mock_caller()
    assert xw.Book.caller() == book


@pytest.mark.parametrize("name", ["otro.xlsx", "otro.xlsm", "otro.ods"])
def test_a_workbook_is_saved_as_what_its_name_says(calc: Calc, name: str) -> None:
    book = calc.new()
    book.sheets[0]["A9"].value = "Ñandú S.A.S."
    book.save(calc.folder / name)
    assert book.fullname == str(calc.folder / name)
    book.close()
    assert len(calc.app.books) == 0
    again = calc.app.books.open(calc.folder / name)
    assert again.sheets[0]["A9"].value == "Ñandú S.A.S."


def test_a_file_for_excel_is_one(calc: Calc) -> None:
    book = calc.new()
    book.sheets[0]["A1"].value = [["Saldo", "=1+1"]]
    book.save(calc.folder / "a.xlsx")
    cells = load_workbook(calc.folder / "a.xlsx")["Sheet1"]
    assert (cells["A1"].value, cells["B1"].value) == ("Saldo", "=1+1")


def test_saving_again_writes_the_same_file_and_leaves_nothing_beside_it(
    calc: Calc,
) -> None:
    book = calc.new()
    path = calc.folder / "a.xlsx"
    for value in (1, 2):
        book.sheets[0]["A1"].value = value
        book.save(path if value == 1 else None)
        assert load_workbook(path)["Sheet1"]["A1"].value == value
    assert not book.api.isModified()
    book.close()
    assert [file.name for file in calc.folder.iterdir()] == ["a.xlsx"]


def test_after_a_new_name_the_program_itself_saves_there_too(calc: Calc) -> None:
    book = calc.new()
    old, new = calc.folder / "viejo.xlsx", calc.folder / "nuevo.ods"
    book.save(old)
    book.save(new)
    before, saved = old.read_bytes(), new.read_bytes()
    book.sheets[0]["A9"].value = "x"
    book.api.store()
    assert old.read_bytes() == before
    assert new.read_bytes() != saved


def test_a_save_that_fails_leaves_the_old_file_and_the_workbook(calc: Calc) -> None:
    book = calc.new()
    path = calc.folder / "a.xlsx"
    book.save(path)
    before = path.read_bytes()
    (calc.folder / ".a.tmp.xlsx").mkdir()  # where the new file would be written
    with pytest.raises(BookNotSavedError):
        book.save()
    (calc.folder / ".a.tmp.xlsx").rmdir()
    assert path.read_bytes() == before
    book.save()


@pytest.mark.parametrize("name", ["no/hay/a.xlsx", "a.docx", "a"])
def test_where_or_how_it_cannot_be_saved_it_is_not(calc: Calc, name: str) -> None:
    book = calc.new()
    with pytest.raises((BookNotSavedError, FormatUnknownError)):
        book.save(calc.folder / name)
    assert list(calc.folder.iterdir()) == []


def test_sheets_are_printed(calc: Calc) -> None:
    book = calc.new()
    first = book.sheets[0]
    first["A1"].value = "una"
    book.sheets.add("Otra")["A1"].value = "otra"
    whole, one = calc.folder / "todo.pdf", calc.folder / "una.pdf"
    book.to_pdf(whole)
    first.to_pdf(one)
    assert [pages(whole), pages(one)] == [2, 1]
    assert book.sheets["Otra"].visible


@pytest.mark.parametrize("content", [b"PK\x03\x04basura", b"", b"hola,1\n"])
def test_what_is_no_workbook_is_refused_by_name(calc: Calc, content: bytes) -> None:
    path = calc.folder / "roto.xlsx"
    path.write_bytes(content)
    with pytest.raises(BookUnreadableError, match=r"roto\.xlsx"):
        calc.app.books.open(path)
    assert len(calc.app.books) == 0


def test_a_workbook_that_another_program_has_open_is_refused(calc: Calc) -> None:
    path = calc.folder / "Cartera.xlsm"
    path.write_bytes(calc.shipped.read_bytes())
    lock = path.with_name(".~lock.Cartera.xlsm#")
    host = socket.gethostname()
    lock.write_text(f"Ana,ana,{host},29.11.2026 09:37,file://{calc.folder.parent};")
    with pytest.raises(WorkbookOpenError, match="Ana"):
        calc.app.books.open(path)
    assert lock.exists()
    assert calc.app.books.open(path, read_only=True).sheets["Resumen"].visible


def test_a_lock_that_no_process_is_behind_is_removed(calc: Calc) -> None:
    path = calc.folder / "Cartera.xlsm"
    path.write_bytes(calc.shipped.read_bytes())
    lock = path.with_name(".~lock.Cartera.xlsm#")
    gone = calc.folder / "perfil"
    host = socket.gethostname()
    lock.write_text(f"Ana,ana,{host},29.11.2026 09:37,{gone.as_uri()};")
    assert calc.app.books.open(path).name == "Cartera.xlsm"


def test_a_closed_workbook_says_so_whatever_is_asked_of_it(calc: Calc) -> None:
    book = calc.new()
    sheet = book.sheets[0]
    cell = sheet["A1"]
    book.close()
    for ask in (
        lambda: cell.value,
        lambda: setattr(cell, "value", 1),
        lambda: cell.number_format,
        lambda: len(sheet.tables),
        lambda: book.sheets[0],
        lambda: book.name,
        book.save,
        lambda: [name.name for name in book.names],
    ):
        with pytest.raises(BookClosedError):
            ask()


def test_what_a_file_states_is_worked_out_anew(calc: Calc) -> None:
    book = calc.new()
    book.sheets[0]["A1"].value = [[2, "=A1*3"]]
    path = calc.folder / "viejo.xlsx"
    book.save(path)
    book.close()
    stale = calc.folder / "otro.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stale, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<v>6</v>", b"<v>999</v>"))
    assert calc.app.books.open(stale).sheets[0]["B1"].value == 6


def test_sheets_come_in_order_hidden_ones_among_them(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    assert book.sheet_names[:2] == ["Resumen", "Clientes"]
    assert len(book.sheets) == 18
    assert book.sheets["vencidas"].index == 5
    assert book.sheets[4].name == "Vencidas"
    assert book.sheets[-1].name == "xlwings.conf"
    hidden = [sheet.name for sheet in book.sheets if not sheet.visible]
    assert {"Conciliación", "_datos", "xlwings.conf"} <= set(hidden)
    book.sheets["_datos"].visible = True
    assert book.sheets["_datos"].visible
    with pytest.raises(KeyError):
        book.sheets["no hay"]


def test_sheets_are_added_renamed_copied_moved_and_removed(calc: Calc) -> None:
    book = calc.new()
    first = book.sheets[0]
    last = book.sheets.add("Última", after=first)
    book.sheets.add("Primera", before=first)
    assert book.sheet_names == ["Primera", first.name, "Última"]
    last["A1"].value = 5
    copy = last.copy(name="Copia")
    assert copy["A1"].value == 5
    copy.move(before=book.sheets[0])
    first.name = "Segunda"
    assert book.sheet_names == ["Copia", "Primera", "Segunda", "Última"]
    book.sheets["Primera"].delete()
    assert "Primera" not in book.sheet_names
    last.activate()
    assert book.sheets.active == last


def test_a_sheet_is_the_same_after_cells_went(calc: Calc) -> None:
    sheet = calc.new().sheets[0]
    sheet["A1"].options(transpose=True).value = [1, 2, 3, 4]
    sheet["B1"].delete("up")
    sheet["1:1"].delete()
    assert sheet["A1:A3"].value == [2, 3, 4]
    assert sheet["A:A"].shape == (1_048_576, 1)
    assert sheet.cells.api.RangeAddress.EndRow == 1_048_575


def test_two_workbooks_do_not_mix(calc: Calc) -> None:
    one, two = calc.new(), calc.new()
    two.sheets[0]["A9"].value = "dos"
    assert one.sheets[0]["A9"].value is None
    assert one.name != two.name
    assert len(calc.app.books) == 2
