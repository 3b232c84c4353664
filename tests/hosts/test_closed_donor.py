"""A new workbook takes an old one's place with what was typed in it."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

import pytest

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import PercentCell
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    by_document,
    column,
    content,
    customer,
    edited,
    edited_sheet,
    filled,
    invoices,
    part_of,
    parts,
    patch,
    put,
    sheet,
    template,
    values,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cartera_xl.hosts.content import Refreshed, Row

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def renewed(old: Path, new: list[Row] | None = None) -> tuple[Path, Refreshed]:
    """Refresh a new workbook, in another folder, with what is typed in an old one."""
    folder = old.parent / "nuevo"
    folder.mkdir()
    path = template(folder)
    host = ClosedWorkbook(path)
    shown = content(new or invoices(1, 2), tables={ENTRY.table: ()})
    return path, host.refresh(TABS, shown, typed_in=ClosedWorkbook(old))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (datetime(2026, 11, 20), "20/11/2026"),  # noqa: DTZ001
        (time(8, 30), "08:30"),
        (PercentCell(0.025), "2,5 %"),
    ],
)
def test_a_date_or_percentage_typed_as_an_amount_becomes_text_and_no_amount(
    tmp_path: Path, typed: object, read: str
) -> None:
    old = filled(tmp_path, invoices(1, 2))
    with edited_sheet(old) as ws:
        put(ws, 1, "Pago", typed)
    path, _ = renewed(old)
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert entry.typed == {"payment": read}


def test_typed_input_follows_its_document_into_a_new_workbook(tmp_path: Path) -> None:
    old = filled(tmp_path, invoices(2, 3, 1))
    with edited_sheet(old) as ws:
        put(ws, 1, "Pago", 500)
        put(ws, 1, "Referencia", "00123")
        put(ws, 3, "Medio", "PSE")
    path, done = renewed(old)
    assert done.carried == 3
    assert by_document(path, "Pago") == {"FV-2": 500}
    assert by_document(path, "Referencia") == {"FV-2": "00123"}
    assert by_document(path, "Medio") == {"FV-1": "PSE"}


def share(path: Path, text: str) -> None:
    """Keep a text where Excel keeps it: in a list, the cell having its number."""
    inline = f' t="inlineStr"><is><t>{text}</t></is>'.encode()
    patch(path, part_of(path), lambda xml: xml.replace(inline, b' t="s"><v>1</v>'))
    listed = f"<si><t>otro</t></si><si><t>{text}</t></si>"
    sst = f'<sst xmlns="{MAIN}" count="2" uniqueCount="2">{listed}</sst>'
    kind, target = f"{OFFICE}/sharedStrings", "sharedStrings.xml"
    relation = f'<Relationship Id="rIdTextos" Type="{kind}" Target="{target}"/>'
    part = (
        f'<Override PartName="/xl/{target}" ContentType="{SHEETML}.sharedStrings+xml"/>'
    )
    patch(path, "xl/_rels/workbook.xml.rels", added(relation, b"</Relationships>"))
    patch(path, "[Content_Types].xml", added(part, b"</Types>"))
    write(path, {**parts(path), f"xl/{target}": sst.encode()})


def added(element: str, before: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(before, element.encode() + before)


def test_texts_come_over_from_where_excel_keeps_them(tmp_path: Path) -> None:
    old = filled(tmp_path, invoices(1))
    with edited_sheet(old) as ws:
        put(ws, 1, "Referencia", "00123")
    share(old, "00123")
    assert by_document(old, "Referencia") == {"FV-1": "00123"}
    path, _ = renewed(old)
    assert by_document(path, "Referencia") == {"FV-1": "00123"}


def test_what_has_lost_its_document_is_listed(tmp_path: Path) -> None:
    old = filled(tmp_path, invoices(2, 3))
    with edited_sheet(old) as ws:
        put(ws, 2, "Pago", 700)
    _, done = renewed(old)
    assert any("FV-3 ya no está; tenía digitado Pago = 700" in n for n in done.notes)


def test_lines_without_a_document_come_over_in_their_order(tmp_path: Path) -> None:
    old = filled(tmp_path, invoices(1), tables={ENTRY.table: ()})
    with edited_sheet(old, ENTRY.title) as ws:
        put(ws, 1, "Tipo", "Anticipo", ENTRY)
        put(ws, 1, "Nota", "=A & B <ñ>", ENTRY)
        ws.cell(9, column("Nota", ENTRY)).data_type = "s"
        put(ws, 4, "Tipo", "Pago", ENTRY)
    path, done = renewed(old)
    assert done.carried == 3
    assert values(path, "Tipo", ENTRY)[:2] == ["Anticipo", "Pago"]
    assert values(path, "Nota", ENTRY)[0] == "=A & B <ñ>"


def test_columns_that_a_person_moved_are_known_by_their_heading(
    tmp_path: Path,
) -> None:
    old = filled(tmp_path, invoices(1))
    with edited_sheet(old) as ws:
        put(ws, 1, "Pago", 100)
        put(ws, 1, "Caja", "Bancolombia")
        one, other = column("Pago"), column("Caja")
        for row in (8, 9):
            a, b = ws.cell(row, one), ws.cell(row, other)
            a.value, b.value = b.value, a.value
        columns = ws.tables[OVERDUE.table].tableColumns
        names = (columns[one - 1].name, columns[other - 1].name)
        columns[other - 1].name, columns[one - 1].name = names
    path, _ = renewed(old)
    assert by_document(path, "Pago") == {"FV-1": 100}
    assert by_document(path, "Caja") == {"FV-1": "Bancolombia"}


def test_a_formula_on_other_cells_comes_as_its_value_or_is_named(
    tmp_path: Path,
) -> None:
    old = filled(tmp_path, invoices(1, 2))
    with edited_sheet(old) as ws:
        put(ws, 1, "Pago", "=K9*0.5")
        put(ws, 2, "Pago", "=300+200")
    path, done = renewed(old)
    shown = sheet(path, formulas=True)
    assert shown.cell(10, column("Pago")).value == "=300+200"
    assert shown.cell(9, column("Pago")).value is None
    assert any("«=K9*0.5» no tenía valor" in note for note in done.notes)


def test_a_correction_of_a_customer_comes_over(tmp_path: Path) -> None:
    rows = [customer("C1", name="Acme", email="a@b.co")]
    old = filled(tmp_path, invoices(1), tables={CUSTOMERS.table: rows})
    with edited_sheet(old, CUSTOMERS.title) as ws:
        put(ws, 1, "Correo", "nuevo@b.co", CUSTOMERS)
    folder = tmp_path / "nuevo"
    folder.mkdir()
    path = template(folder)
    ClosedWorkbook(path).refresh(
        TABS,
        content(invoices(1), tables={CUSTOMERS.table: rows}),
        typed_in=ClosedWorkbook(old),
    )
    assert values(path, "Correo", CUSTOMERS) == ["nuevo@b.co"]


def test_posted_input_does_not_come_over(tmp_path: Path) -> None:
    old = filled(tmp_path, invoices(1, 2))
    with edited_sheet(old) as ws:
        put(ws, 1, "Pago", 500)
        put(ws, 2, "Pago", 600)
    donor = ClosedWorkbook(old)
    posted = [donor.entries(OVERDUE)[0].posted]
    folder = tmp_path / "nuevo"
    folder.mkdir()
    path = template(folder)
    done = ClosedWorkbook(path).refresh(
        TABS, content(invoices(1, 2)), posted=posted, typed_in=donor
    )
    assert done.cleared == 1
    assert by_document(path, "Pago") == {"FV-2": 600}


def test_an_older_workbook_without_a_tab_or_a_column_gives_what_it_has(
    tmp_path: Path,
) -> None:
    old = filled(tmp_path, invoices(1))
    with edited(old) as book:
        put(book[OVERDUE.title], 1, "Pago", 500)
        del book[ENTRY.title].tables[ENTRY.table]
        book[OVERDUE.title].cell(8, column("Recordar")).value = "Otra"
        table = book[OVERDUE.title].tables[OVERDUE.table]
        table.tableColumns[column("Recordar") - 1].name = "Otra"
    path, done = renewed(old)
    assert by_document(path, "Pago") == {"FV-1": 500}
    assert any(note.startswith("Registro: en el libro anterior") for note in done.notes)


def test_input_that_no_refresh_could_carry_stops_it_all(tmp_path: Path) -> None:
    old = filled(tmp_path, invoices(1, 2))
    with edited_sheet(old) as ws:
        put(ws, 1, "Pago", 500)
        put(ws, 1, "Factura", None)
        put(ws, 1, "Cliente", None)
        put(ws, 1, "Moneda", None)
    with pytest.raises(errors.WorkbookError):
        renewed(old)


def test_an_old_workbook_that_somebody_saves_meanwhile_stops_it(
    tmp_path: Path,
) -> None:
    old = filled(tmp_path, invoices(1))
    donor = ClosedWorkbook(old)
    folder = tmp_path / "nuevo"
    folder.mkdir()
    path = template(folder)
    before = path.read_bytes()
    patch(old, "docProps/core.xml", lambda xml: xml.replace(b"Cartera XL", b"Ana"))
    with pytest.raises(errors.WorkbookChangedError):
        ClosedWorkbook(path).refresh(TABS, content(invoices(1)), typed_in=donor)
    assert path.read_bytes() == before
