"""Workbooks that are none, are broken, or would cost too much to open."""

from __future__ import annotations

import random
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cartera_xl.errors import (
    CarteraError,
    DamagedSourceError,
    NotATableError,
    SourceTooLargeError,
)
from cartera_xl.importers import archive, spreadsheet
from tests.importers.files import (
    HEADINGS,
    codes,
    csv_of,
    numbers,
    totals,
    with_part,
    xlsx_of,
)

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = ("F1", "Acme", date(2026, 1, 5), date(2026, 2, 4), 1190000.5)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return xlsx_of(tmp_path / "cartera.xlsx", HEADINGS, ROW)


def with_sheet(path: Path, rows: str) -> Path:
    text = f"<worksheet xmlns='{SPACE}'><sheetData>{rows}</sheetData></worksheet>"
    return with_part(path, SHEET, text.encode())


def test_a_plain_workbook_passes(ledger: Path) -> None:
    assert totals(spreadsheet.read(ledger)) == [119000050]


def cell_at(place: str) -> str:
    return f'<row><c r="{place}"><v>1</v></c></row>'


FAR = [
    cell_at("A1") + cell_at("XFD1048576"),
    cell_at("ZZZZZZ1"),
    cell_at("GS1"),
    cell_at("A200001"),
    cell_at("BA1") + cell_at("A50000"),
    "<row r='9'><c s='1' r='XFD9'><v>1</v></c></row>",
    '<row r="900000"><c><v>1</v></c></row>',
    '<row r="1"><c s="1" r="A9999999"><v>1</v></c></row>',
    '<row r="1">' + "<c><v>1</v></c>" * 201 + "</row>",
    '<x:row xmlns:x="' + SPACE + '" r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>',
    '<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>',
]


@pytest.mark.parametrize("rows", FAR)
def test_cells_far_away_are_refused_in_any_spelling(ledger: Path, rows: str) -> None:
    with pytest.raises(SourceTooLargeError, match=r"el límite es 200000 filas"):
        archive.check_workbook(with_sheet(ledger, rows))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>',
        '<row r="1"><c r="GR1"><v>1</v></c></row>',
        '<row r="200000"><c r="AZ200000"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c><c><v>2</v></c></row>',
    ],
)
def test_formatting_far_away_and_large_ledgers_pass(ledger: Path, rows: str) -> None:
    assert archive.check_workbook(with_sheet(ledger, rows)) is False


def test_a_far_cell_is_found_where_two_pieces_meet(ledger: Path) -> None:
    values = random.Random(1)
    near = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{values.random()}</v></c></row>'
        for n in range(1, 20_000)
    )
    far = '<row r="20000"><c r="XFD20000"><v>1</v></c></row>'
    filler = near[: archive.MIB - 300].rpartition("</row>")[0] + "</row>"
    for shift in range(0, 90, 3):
        blank = " " * (archive.MIB - len(filler) - 150 + shift)
        with pytest.raises(SourceTooLargeError):
            archive.check_workbook(with_sheet(ledger, filler + blank + far))


def test_a_part_that_inflates_a_hundredfold_is_refused(ledger: Path) -> None:
    with_part(ledger, "xl/media/image1.png", bytes(8 * archive.MIB))
    with pytest.raises(DamagedSourceError, match="100 veces"):
        archive.check_workbook(ledger)


def declare_size(path: Path, part: str, size: int) -> None:
    """Change what the zip's directory says of a part's size."""
    content = bytearray(path.read_bytes())
    at = content.rindex(part.encode()) - 46 + 24
    content[at : at + 4] = size.to_bytes(4, "little")
    path.write_bytes(content)


@pytest.fixture
def with_noise(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(archive, "MAX_INFLATED", 200_000)
    noise = random.Random(1).randbytes(300_000)
    return with_part(ledger, "xl/media/image1.png", noise)


def test_more_than_the_limit_inflated_is_refused(with_noise: Path) -> None:
    with pytest.raises(SourceTooLargeError, match="descomprimido"):
        archive.check_workbook(with_noise)


def test_a_header_that_lies_about_a_parts_size_does_not_help(with_noise: Path) -> None:
    declare_size(with_noise, "xl/media/image1.png", 5)
    with pytest.raises(SourceTooLargeError, match="descomprimido"):
        archive.check_workbook(with_noise)


def test_a_size_that_is_declared_too_large_is_believed(ledger: Path) -> None:
    with_part(ledger, "xl/media/image1.png", b"small")
    declare_size(ledger, "xl/media/image1.png", archive.MAX_INFLATED + 1)
    with pytest.raises(SourceTooLargeError, match="descomprimido"):
        archive.check_workbook(ledger)


def test_a_file_above_the_limit_is_refused_unread(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "c.csv"
    text.write_text(csv_of(HEADINGS, ROW))
    for module in ("archive", "delimited"):
        monkeypatch.setattr(f"cartera_xl.importers.{module}.MAX_FILE", 10)
    for path in (ledger, text):
        with pytest.raises(SourceTooLargeError, match="25 MiB"):
            spreadsheet.read(path)


def test_thousands_of_parts_are_refused(ledger: Path) -> None:
    with zipfile.ZipFile(ledger, "a") as book:
        for n in range(archive.MAX_PARTS):
            book.writestr(f"xl/worksheets/s{n}.xml", "<worksheet/>")
    with pytest.raises(SourceTooLargeError, match="partes"):
        archive.check_workbook(ledger)


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "xl\\..\\..\\evil"])
def test_parts_outside_the_workbook_are_refused(ledger: Path, name: str) -> None:
    with pytest.raises(DamagedSourceError, match="fuera del libro"):
        archive.check_workbook(with_part(ledger, name, b"x"))


@pytest.mark.parametrize("ending", ["</si>", "</x:si>"])
def test_one_long_text_in_a_hundred_thousand_cells_is_refused(
    ledger: Path, ending: str
) -> None:
    text = "".join(random.Random(1).choices("abcdefgh ", k=32_000))
    shared = f"<sst xmlns='{SPACE}'><si><t>{text}</t>{ending}</sst>"
    with_part(ledger, "xl/sharedStrings.xml", shared.encode())
    values = random.Random(1).choices(range(10**6), k=100_000)
    rows = "".join(f'<row><c t="s" s="{v}"><v>0</v></c></row>' for v in values)
    with pytest.raises(SourceTooLargeError, match="textos muy largos"):
        archive.check_workbook(with_sheet(ledger, rows))


def test_a_long_note_in_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    rows = [("F1", "Acme", *ROW[2:]), ("F2", "x" * 32_000, *ROW[2:])]
    path = xlsx_of(tmp_path / "c.xlsx", HEADINGS, *rows)
    assert len(spreadsheet.read(path).documents) == 2


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(ledger: Path) -> None:
    with zipfile.ZipFile(ledger, "a") as book:
        book.writestr(SHEET, "<worksheet/>")
    with pytest.raises(DamagedSourceError, match="repetidos"):
        archive.check_workbook(ledger)


def test_entities_are_refused(ledger: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><worksheet>&a;'
    with pytest.raises(DamagedSourceError, match="entidades"):
        archive.check_workbook(with_part(ledger, SHEET, bomb))


def test_xml_that_breaks_off_is_refused(ledger: Path) -> None:
    with pytest.raises(DamagedSourceError, match="no es XML válido"):
        archive.check_workbook(with_sheet(ledger, '<row r="1"><c s="1" r="A1"><v>'))


def test_a_truncated_workbook_is_refused(ledger: Path) -> None:
    content = ledger.read_bytes()
    ledger.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedSourceError):
        spreadsheet.read(ledger)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/workbook.bin", "binario .xlsb"),
        ("mimetype", "OpenOffice"),
    ],
)
def test_other_workbooks_are_named(ledger: Path, part: str, said: str) -> None:
    with pytest.raises(NotATableError, match=said):
        spreadsheet.read(with_part(ledger, part, b""))


def test_a_zip_of_other_things_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "facturas.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("fv0001.xml", "<Invoice/>")
    with pytest.raises(NotATableError, match="paquete zip"):
        spreadsheet.read(path)


def test_macros_are_neither_run_nor_refused(ledger: Path) -> None:
    path = with_part(ledger, "xl/vbaProject.bin", b"\xcc\x61 macros")
    assert numbers(spreadsheet.read(path.rename(path.with_suffix(".xlsm")))) == ["F1"]


def test_serial_days_of_a_1904_workbook_are_four_years_later(ledger: Path) -> None:
    xlsx_of(ledger, HEADINGS, (*ROW[:2], 42762, *ROW[3:]))
    with zipfile.ZipFile(ledger) as parts:
        workbook = parts.read("xl/workbook.xml").decode()
    workbook = workbook.replace("<workbookPr", '<workbookPr date1904="1"', 1)
    with_part(ledger, "xl/workbook.xml", workbook.encode())
    assert spreadsheet.read(ledger).documents[0].issued == date(2021, 1, 28)


def sheets(path: Path, **tables: tuple[tuple[object, ...], ...]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_sheet_that_is_a_ledger_is_read(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "c.xlsx", Portada=(("Informe",),), Datos=(HEADINGS, ROW), Otra=()
    )
    reading = spreadsheet.read(path)
    assert (numbers(reading), codes(reading)) == (["F1"], [])


def test_of_two_ledgers_the_longer_is_read_and_the_other_named(tmp_path: Path) -> None:
    other = ("F9", *ROW[1:])
    path = sheets(
        tmp_path / "c.xlsx", Enero=(HEADINGS, other), Febrero=(HEADINGS, ROW, other)
    )
    reading = spreadsheet.read(path)
    assert numbers(reading) == ["F1", "F9"]
    assert codes(reading) == ["hoja_elegida"]
    assert "«Enero»" in reading.findings[0].detail


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "c.xlsx", Vista=(HEADINGS, ROW), Vieja=(HEADINGS, ROW, ROW)
    )
    book = load_workbook(path)
    book["Vieja"].sheet_state = "hidden"
    book.save(path)
    assert codes(spreadsheet.read(path)) == []


bytes_to_change = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6
)
once_a_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def survive(path: Path, content: bytes) -> None:
    """Read whatever it is: a reading or a fault of ours, nothing else."""
    path.write_bytes(content)
    try:
        reading = spreadsheet.read(path)
    except CarteraError:
        return
    assert reading.skipped <= reading.rows
    assert sum(d.rows for d in reading.documents) <= reading.rows


@once_a_folder
@given(changes=bytes_to_change)
def test_a_workbook_with_changed_bytes_is_read_or_refused(
    ledger: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(ledger.read_bytes())
    for at, value in changes:
        content[at % len(content)] = value
    survive(ledger.with_name("changed.xlsx"), bytes(content))


@once_a_folder
@given(changes=bytes_to_change)
def test_a_sheet_with_changed_bytes_is_read_or_refused(
    ledger: Path, changes: list[tuple[int, int]]
) -> None:
    with zipfile.ZipFile(ledger) as parts:
        content = bytearray(parts.read(SHEET))
    for at, value in changes:
        content[at % len(content)] = value
    path = ledger.with_name("changed.xlsx")
    path.write_bytes(ledger.read_bytes())
    survive(path, with_part(path, SHEET, bytes(content)).read_bytes())


CSV = csv_of(
    (*HEADINGS, "Saldo", "Estado", "Tipo", "Moneda", "Cuota", "Plazo", "Fecha pago"),
    ("F1", "Acme", "05/01/2026", "04/02/2026", "1.190,50", "5", "Parcial", "FV", "COP"),
    ("F1", "", "13/01/2026", "", "(1,190.00)", "", "Pagada", "NC", "USD", "2/3", "30"),
    ("Total", "", "", "", "0,50", "5"),
).encode()


@once_a_folder
@given(changes=bytes_to_change)
@example(changes=[(0, 255), (1, 254)])
def test_a_text_with_changed_bytes_is_read_or_refused(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(CSV)
    for at, value in changes:
        content[at % len(content)] = value
    survive(tmp_path / "changed.csv", bytes(content))


def test_thousands_of_sheets_are_refused(ledger: Path) -> None:
    many = "<sheet sheetId='1'/>" * (archive.MAX_SHEETS + 1)
    with_part(ledger, "xl/workbook.xml", f"<workbook>{many}</workbook>".encode())
    with pytest.raises(SourceTooLargeError, match="más de 2000 hojas"):
        archive.check_workbook(ledger)


cell = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "F1", "Acme", "Total", "5", "-5", "1.190", "05/01/2026"]),
    st.sampled_from(["Pagada", "Parcial", "Cancelada", "NC", "USD", "USD 5", "2/3"]),
)


@once_a_folder
@given(rows=st.lists(st.lists(cell, min_size=8, max_size=8), max_size=8))
def test_any_cells_below_good_headings_are_read_or_refused(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    headings = "Número|Cliente|Emisión|Vence|Valor|Saldo|Estado|Tipo"
    lines = [headings, *("|".join(row) for row in rows)]
    survive(tmp_path / "any.csv", "\n".join(lines).encode("utf-8", "replace"))
