"""Books that other programs wrote or saved again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.content import Content
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.workbook.parts.strings import cleaned, decoded, escaped
from tests.hosts.books import (
    CORTE,
    FIRST,
    GIVEN,
    SHEET,
    column,
    content,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    parts,
    refresh,
    template,
)
from tests.office import convert, recalculated
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path


# LibreOffice


@pytest.mark.calc
@pytest.mark.parametrize("kind", ["xlsx", "xlsm"])
def test_a_book_that_libreoffice_saved_is_refreshed(tmp_path: Path, kind: str) -> None:
    path = filled(tmp_path, invoices(1, 2, 3, 4))
    with edited_sheet(path) as ws:
        ws.cell(10, column("Pago")).value = 500.5
        ws.cell(12, column("Pago")).value = "=K12/2"
        ws["AE10"], ws["AE11"] = "mío", "=K11*2"
    saved = convert(path, kind, tmp_path)
    assert [e.key for e in ClosedWorkbook(saved).entries(OVERDUE)] == [
        ("FV-2",),
        ("FV-4",),
    ]
    named: dict[str, Any] = {
        names.CORTE: CORTE,
        names.LAST_CORTE: CORTE,
        names.last("vencidas"): 7.25,
    }
    new = Content({OVERDUE.table: invoices(9, 4, 2)}, named, GIVEN)
    done = ClosedWorkbook(saved).refresh(TABS, new)
    book = opened(saved, data_only=False)
    shown = book[SHEET]
    assert [shown.cell(n, 3).value for n in range(9, 13)] == [
        "FV-9",
        "FV-4",
        "FV-2",
        None,
    ]
    assert [shown.cell(n, 13).value for n in range(9, 12)] == [None, "=K10/2", 500.5]
    assert (shown["AE10"].value, shown["AE11"].value) == ("mío", "=K11*2")
    assert done.carried == 2
    assert any("LibreOffice guardó este libro" in note for note in done.notes)
    assert book["_datos"].sheet_state == "veryHidden"
    xml = parts(saved)[part_of(saved)]
    assert xml.count(b'"M9:M1048576"') >= 2
    assert b"FV-1<" not in b"".join(parts(saved).values())


@pytest.mark.calc
def test_libreoffice_works_out_the_same_values(tmp_path: Path) -> None:
    rows = [invoice(f"FV-{n}", total=n / 10, balance=n / 10) for n in range(1, 40)]
    path = filled(tmp_path, rows, named={names.TIE_OUT: 78})
    ours: Any = opened(path)
    theirs = recalculated(path, tmp_path)
    differing = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in ours.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
        and not alike(theirs[sheet.title][cell.coordinate].value, cell.value)
    ]
    assert differing == []


def alike(one: object, other: object) -> bool:
    if isinstance(other, float):
        return one == pytest.approx(other)
    return one == other


# XlsxWriter: shared texts, styles numbered in its own way, no sheet of samples


def written_by_xlsxwriter(folder: Path) -> Path:
    path = folder / "otro.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        ws = book.add_worksheet("Deudas")
        money = book.add_format({"num_format": "#,##0.00", "bg_color": "#FFF8DC"})
        rows = [list(invoice(f"FV-{n}")) for n in (1, 2, 3)]
        for values in rows:
            values[3] = values[4] = 46000
        rows[1][12], rows[1][16] = 77, "REF-1"
        titles = [{"header": title} for title in OVERDUE.titles]
        titles[12]["format"] = money
        table = {"name": OVERDUE.table, "columns": titles, "data": rows}
        ws.add_table(3, 1, 6, 28, table)
        ws.write("B1", "Corte")
        ws.write("AF6", "fuera")
        book.add_worksheet("Mía").write("A1", "mi texto")
        ws.write_formula("C1", "=SUM(tblVencidas[Saldo])", None, 5)
        book.define_name("Corte", "=Deudas!$D$1")
    return path


def test_a_book_of_xlsxwriter_is_refreshed(tmp_path: Path) -> None:
    path = written_by_xlsxwriter(tmp_path)
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert (entry.key, entry.typed["payment"]) == (("FV-2",), 77)
    new = Content({OVERDUE.table: invoices(7, 2)}, {names.CORTE: CORTE}, {})
    done = ClosedWorkbook(path).refresh([OVERDUE], new)
    shown: Any = opened(path)["Deudas"]
    assert [shown.cell(n, 4).value for n in (4, 5, 6, 7)] == [
        "Factura",
        "FV-7",
        "FV-2",
        None,
    ]
    assert shown.cell(6, 14).value == 77
    assert "#,##0.00" in shown.cell(6, 14).number_format
    assert (shown["B1"].value, shown["C1"].value) == ("Corte", 2001)
    assert (shown.cell(6, 18).value, shown["AF6"].value) == ("REF-1", "fuera")
    assert opened(path, data_only=False)["Mía"]["A1"].value == "mi texto"
    assert (
        done.carried,
        b"Cliente de FV-1" in parts(path)["xl/sharedStrings.xml"],
    ) == (2, False)


# Text stays text


def as_excel_reads(cell: Any) -> str | None:
    """Decode `_xHHHH_`, which openpyxl leaves as it stands."""
    return decoded(escaped(cell.value).encode()) if cell.value else None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    texts=["_x0041_", "_x005F_x0041_", "a\rb", "a\r\nb\t", " x ", "_x000D_", "𝒳\ufffe"]
)
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=60))
def test_any_text_comes_back_as_it_went(tmp_path: Path, texts: list[str]) -> None:
    path = template(tmp_path)
    rows = [invoice(f"FV-{n}", customer=text) for n, text in enumerate(texts)]
    refresh(path, rows)
    sent = [cleaned(text) or None for text in texts]
    ours: Any = opened(path, data_only=False)[SHEET]
    cells = [ours.cell(FIRST + n, 1) for n in range(len(texts))]
    assert list(map(as_excel_reads, cells)) == sent
    assert "f" not in {cell.data_type for cell in cells}
    calamine = CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python()
    assert [line[0] or None for line in calamine[FIRST - 1 :]] == sent


FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "=1+1",
    "=cmd|' /C calc'!A0",
    "=A S.A.S.",
    "+57 310 000 0000",
    "-Ferretería",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "#N/A",
    "00123",
    "1E5",
    "TRUE",
    "'x",
    "{=1+1}",
    "http://x.co",
)


@pytest.mark.calc
def test_no_text_becomes_a_formula_in_libreoffice(tmp_path: Path) -> None:
    path = filled(
        tmp_path, [invoice(f"FV-{n}", customer=t) for n, t in enumerate(FORMULAS)]
    )
    shown = recalculated(path, tmp_path)[SHEET]
    seen = [shown.cell(FIRST + n, 1).value for n in range(len(FORMULAS))]
    assert seen == list(FORMULAS)


def test_what_openpyxl_saved_again_is_read_like_the_first(tmp_path: Path) -> None:
    path = filled(tmp_path, [invoice("FV-1", customer="_x0041_ & <b>", total=0.1)])
    with edited_sheet(path):
        pass
    refresh(path, content([invoice("FV-1", customer="_x0041_ & <b>", total=0.1)]))
    shown: Any = opened(path, data_only=False)[SHEET]
    assert as_excel_reads(shown.cell(FIRST, 1)) == "_x0041_ & <b>"
