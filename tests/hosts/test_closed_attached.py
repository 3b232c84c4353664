"""Notes and links follow their document; where it is gone they go, and are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import TableColumn

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs.book import tab_of
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.workbook.bodies.attached import keys_at
from cartera_xl.workbook.checking.package import package_faults
from tests.hosts.attached import (
    boxes,
    drawings,
    links,
    note,
    notes,
    write_notes_as_excel,
)
from tests.hosts.books import (
    FIRST,
    column,
    content,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    parts,
    patch,
    put,
    ref,
    refresh,
    row,
    sheet,
    template,
    write,
)
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

WEB = "https://x.co/v?a=1&b=2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13."""
    return filled(tmp_path, invoices(1, 2, 3, 4, 5))


def link(path: Path, address: str, target: str) -> None:
    with edited_sheet(path) as ws:
        first = address.partition(":")[0]
        if "://" in target:
            ws[first].hyperlink = target
            ws[first].hyperlink.ref = address
        else:
            ws[first].hyperlink = Hyperlink(ref=address, location=target)


# Notes


def test_a_note_follows_its_document(path: Path) -> None:
    note(path, "C11", "Llamar el lunes")
    note(path, "K13", "Prometió\npagar")
    done = refresh(path, invoices(5, 9, 8, 3))
    assert notes(path) == {"C12": "Llamar el lunes", "K9": "Prometió\npagar"}
    assert done.notes == ()


def test_a_note_in_excels_own_form_keeps_all_but_its_place(path: Path) -> None:
    write_notes_as_excel(path, {"C11": "Llamar", "C12": "Esperar", "E2": "Arriba"})
    before = parts(path)
    refresh(path, invoices(4, 1, 2, 3))
    assert notes(path) == {
        "C12": "Ana:\nLlamar",
        "C9": "Ana:\nEsperar",
        "E2": "Ana:\nArriba",
    }
    [drawing] = drawings(path)
    anchors = re.findall(rb"<x:Anchor>\s*([^<]*)<", drawing)
    assert anchors[:2] == [
        b"3, 15, 10, 10, 5, 31, 14, 9",
        b"3, 15, 7, 10, 5, 31, 11, 9",
    ]
    refresh(path, invoices(1, 2, 3, 4, 5))
    after = parts(path)
    kept = [n for n in before if "comment" in n or n.endswith(".vml")]
    assert kept
    assert all(after[name] == before[name] for name in kept)


def test_a_box_never_goes_above_the_sheet(path: Path) -> None:
    write_notes_as_excel(path, {"C13": "Abajo"})
    [drawing] = [n for n in parts(path) if n.endswith(".vml")]
    low, high = b"3, 15, 11, 10, 5, 31, 15, 9", b"3, 15, 2, 10, 5, 31, 6, 9"
    patch(path, drawing, lambda vml: vml.replace(low, high))
    refresh(path, invoices(5))
    anchors = re.findall(rb"<x:Anchor>\s*([^<]*)<", drawings(path)[0])
    assert anchors[0] == b"3, 15, 0, 10, 5, 31, 4, 9"


def test_buttons_of_a_persons_own_stay_where_they_are(path: Path) -> None:
    write_notes_as_excel(path, {"C10": "Nota"})
    refresh(path, invoices(2))
    assert b"<x:Anchor>1, 0, 9, 0, 2, 0, 10, 0</x:Anchor>" in drawings(path)[0]


def test_notes_outside_the_body_stay(path: Path) -> None:
    for address in ("C8", "AE10", "C40"):
        note(path, address, address)
    refresh(path, invoices(5, 4))
    assert notes(path) == {"C8": "C8", "AE10": "AE10", "C40": "C40"}


def test_a_note_whose_document_is_gone_is_removed_and_said(path: Path) -> None:
    note(path, "C11", "Llamar  el\nlunes")
    note(path, "C12", "Queda")
    done = refresh(path, invoices(4))
    assert notes(path) == {"C9": "Queda"}
    assert done.notes == (
        "Vencidas: la nota de Factura de FV-3 se quitó porque ya no está: «Llamar el "
        "lunes».",
    )
    assert not any(b"lunes" in data for data in parts(path).values())


def test_the_last_note_may_go(path: Path) -> None:
    note(path, "C11", "x")
    refresh(path, invoices(1))
    refresh(path, invoices(1))
    assert notes(path) == {}
    assert list(package_faults(parts(path))) == []


def test_a_note_on_the_total_row_moves_with_it(path: Path) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables[OVERDUE.table]
        table.ref, table.totalsRowCount = "A8:AB14", 1
        ws["K14"] = "=SUBTOTAL(109,tblVencidas[Saldo])"
    note(path, "K14", "Total")
    refresh(path, invoices(1, 2))
    assert notes(path) == {"K11": "Total"}


def test_a_note_in_an_own_column_follows_too(path: Path) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables[OVERDUE.table]
        table.tableColumns.append(TableColumn(id=29, name="Mía"))
        table.ref = table.autoFilter.ref = "A8:AC13"
        ws["AC8"] = "Mía"
    note(path, "AC13", "mía")
    refresh(path, invoices(5))
    assert notes(path) == {"AC9": "mía"}


def test_the_table_does_not_grow_over_a_note(path: Path) -> None:
    note(path, "C16", "debajo")
    before = path.read_bytes()
    with pytest.raises(errors.NoRoomBelowError, match="fila 16"):
        refresh(path, invoices(*range(8)))
    assert path.read_bytes() == before
    refresh(path, invoices(*range(7)))
    assert notes(path) == {"C16": "debajo"}


def test_one_cell_never_gets_two_notes(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 5, "Factura", "FV-4")
    note(path, "C12", "una")
    note(path, "C13", "otra")
    done = refresh(path, invoices(4))
    assert notes(path) == {"C9": "una"}
    assert "se quitó porque allí ya hay otra: «otra»." in done.notes[0]


def test_notes_of_another_form_are_refused(path: Path) -> None:
    note(path, "C11", "x")
    [part] = [n for n in parts(path) if "comments/" in n]
    patch(path, part, lambda xml: xml.replace(b'ref="C11"', b"ref='C11'"))
    with pytest.raises(errors.UnknownXmlError, match="notas"):
        refresh(path, invoices(1))


@pytest.mark.calc
def test_libreoffice_sees_the_notes_and_links_where_we_do(
    tmp_path: Path, path: Path
) -> None:
    write_notes_as_excel(path, {"C11": "Llamar", "C12": "Esperar"})
    link(path, "C13", WEB)
    moved = {"tblPorVencer": invoices(3)}
    refresh(path, content(invoices(5, 4), tables=moved))
    saved = convert(path, "xlsx", tmp_path)
    assert notes(saved) == {"C10": "Ana:\nEsperar"}
    assert notes(saved, NOT_DUE.title) == {"C9": "Ana:\nLlamar"}
    assert links(saved) == {"C9": WEB}
    refresh(saved, invoices(1, 4))  # in the form in which LibreOffice writes them
    assert notes(saved) == {"C10": "Ana:\nEsperar"}


# Rows to type in


def test_a_note_on_a_row_to_type_in_stays_with_what_was_typed(tmp_path: Path) -> None:
    tab = tab_of("tblRegistro")
    path = template(tmp_path)
    with edited_sheet(path, tab.title) as ws:
        ws.cell(FIRST + 4, column("Valor", tab)).value = 5
    note(path, f"A{FIRST + 2}", "vacía", tab.title)
    note(path, f"A{FIRST + 4}", "digitada", tab.title)
    refresh(path, content(tables={tab.table: []}))
    assert notes(path, tab.title) == {f"A{FIRST}": "vacía", f"A{FIRST + 1}": "digitada"}
    assert sheet(path, tab.title).cell(FIRST + 1, column("Valor", tab)).value == 5


def test_a_note_on_a_line_that_was_posted_goes_with_it(tmp_path: Path) -> None:
    tab = tab_of("tblRegistro")
    path = template(tmp_path)
    with edited_sheet(path, tab.title) as ws:
        ws.cell(FIRST, column("Valor", tab)).value = 5
    note(path, f"A{FIRST}", "pedir soporte", tab.title)
    book = ClosedWorkbook(path)
    posted = [entry.posted for entry in book.entries(tab)]
    done = book.refresh([tab], content(tables={tab.table: []}), posted=posted)
    assert notes(path, tab.title) == {}
    assert done.notes == (
        "Registro: la nota de Tipo de la fila 9 se quitó con lo que se registró: "
        "«pedir soporte».",
    )


def test_a_note_on_a_row_without_a_document_is_removed_and_said(tmp_path: Path) -> None:
    path = filled(tmp_path, [])
    note(path, "C9", "nadie")
    done = refresh(path, invoices(1))
    assert notes(path) == {}
    assert done.notes == (
        "Vencidas: la nota de Factura de la fila 9 se quitó porque esa fila no tiene "
        "documento: «nadie».",
    )


def test_a_note_on_a_row_that_the_file_leaves_out_is_said_too(path: Path) -> None:
    note(path, "C12", "fila borrada")
    row_of = re.compile(rb'<row r="12".*?</row>')
    patch(path, part_of(path), lambda xml: row_of.sub(b"", xml))
    done = refresh(path, invoices(5, 1))
    assert notes(path) == {}
    assert "la fila 12 se quitó" in done.notes[0]


# From one tab to the other


def both(overdue: Any, not_due: Any) -> Any:
    return content(overdue, tables={NOT_DUE.table: not_due})


def test_notes_follow_an_invoice_that_falls_due(path: Path) -> None:
    refresh(path, both(invoices(1), invoices(2, 3, 4)))
    note(path, "C10", "Llamar", NOT_DUE.title)
    note(path, "K10", "Saldo", NOT_DUE.title)
    note(path, "C11", "Queda", NOT_DUE.title)
    done = refresh(path, both(invoices(1, 3), invoices(4)))
    assert notes(path) == {"C10": "Llamar", "K10": "Saldo"}
    assert notes(path, NOT_DUE.title) == {"C9": "Queda"}
    assert done.notes == ()
    assert list(package_faults(parts(path))) == []
    refresh(path, both(invoices(1), invoices(4, 3)))
    assert notes(path) == {}
    assert notes(path, NOT_DUE.title) == {
        "C9": "Queda",
        "C10": "Llamar",
        "K10": "Saldo",
    }


def test_a_note_keeps_its_author_and_formats_on_the_other_tab(path: Path) -> None:
    note(path, "C5", "de otra persona", NOT_DUE.title)
    write_notes_as_excel(path, {"C11": "Llamar"})
    refresh(path, both(invoices(1), invoices(3)))
    cell = sheet(path, NOT_DUE.title)["C9"]
    assert (cell.comment.author, cell.comment.text) == ("Ana & Cía.", "Ana:\nLlamar")
    new = [d for n, d in parts(path).items() if "comment" in n and b"Llamar" in d]
    assert b'<rFont val="Tahoma"/>' in new[0]


def test_every_box_has_an_id_of_its_own(path: Path) -> None:
    refresh(path, both(invoices(1, 2), invoices(3, 4)))
    for address in ("C9", "C10"):
        note(path, address, address)
        note(path, address, address, NOT_DUE.title)
    refresh(path, both([], invoices(1, 2, 3, 4)))
    assert set(notes(path, NOT_DUE.title)) == {"C9", "C10", "C11", "C12"}
    ids = re.findall(rb'id="(_x0000_s\d+)"', b"".join(drawings(path, NOT_DUE.title)))
    assert len(ids) == len(set(ids)) == 4


def test_a_note_of_a_column_that_the_other_tab_lacks_is_removed_and_said(
    path: Path,
) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables[OVERDUE.table]
        table.tableColumns.append(TableColumn(id=29, name="Mía"))
        table.ref = table.autoFilter.ref = "A8:AC13"
        ws["AC8"] = "Mía"
    note(path, "AC9", "mía")
    done = refresh(path, both([], invoices(1)))
    assert done.notes == (
        "Vencidas: la nota de Mía de FV-1 se quitó: en «Por Vencer», donde está ahora, "
        "no hay lugar para ella: «mía».",
    )


def test_other_tabs_take_no_notes(path: Path) -> None:
    note(path, "C9", "x")
    credit = row(CREDITS, number="FV-1", currency="COP", version=1)
    refresh(path, content(tables={CREDITS.table: [credit]}))
    assert (notes(path), notes(path, CREDITS.title)) == ({}, {})


# Links


def test_a_link_follows_its_document(path: Path) -> None:
    link(path, "C11", WEB)
    link(path, "A13", "Resumen!A1")
    above = parts(path)[part_of(path)].count(b"<hyperlink ")
    done = refresh(path, invoices(5, 9, 3))
    assert links(path) == {"C11": WEB, "A9": "Resumen!A1"}
    assert parts(path)[part_of(path)].count(b"<hyperlink ") == above
    assert not [n for n in done.notes if "vínculo" in n]


def test_a_link_whose_document_is_gone_leaves_nothing_behind(path: Path) -> None:
    link(path, "C11", WEB)
    link(path, "A13", "Resumen!A1")
    done = refresh(path, invoices(1))
    assert links(path) == {}
    said = [note for note in done.notes if "vínculo" in note]
    assert said == [
        f"Vencidas: el vínculo de Factura de FV-3 se quitó porque ya no está: {WEB}.",
        "Vencidas: el vínculo de Cliente de FV-5 se quitó porque ya no está: "
        "Resumen!A1.",
    ]
    assert not any(b"x.co" in data for data in parts(path).values())


def test_the_last_link_of_a_sheet_takes_the_list_along(path: Path) -> None:
    alone = re.compile(rb"<hyperlinks>.*?</hyperlinks>")
    patch(path, part_of(path), lambda xml: alone.sub(b"", xml))
    link(path, "C11", "Resumen!A1")
    refresh(path, invoices(1))
    assert b"<hyperlinks" not in parts(path)[part_of(path)]
    assert list(package_faults(parts(path))) == []


def test_a_link_over_several_rows_parts_with_them(path: Path) -> None:
    link(path, "C10:D12", WEB)
    refresh(path, invoices(3, 1, 4, 2))
    assert links(path) == {"C9:D9": WEB, "C11:D12": WEB}


@pytest.mark.parametrize("area", ["C9:C13", "C1:C1048576", "A5:E400"])
def test_a_link_over_a_whole_column_stays(path: Path, area: str) -> None:
    link(path, area, WEB)
    refresh(path, invoices(1))
    xml = parts(path)[part_of(path)]
    assert b'ref="%s"' % area.encode() in xml


def test_links_outside_the_body_stay(path: Path) -> None:
    link(path, "AE10", WEB)
    link(path, "C30", WEB)
    refresh(path, invoices(5))
    assert links(path) == {"AE10": WEB, "C30": WEB}


def test_a_link_across_the_tables_edge_parts_there(path: Path) -> None:
    link(path, "AA13:AD14", WEB)
    refresh(path, invoices(5, 4))
    assert links(path) == {"AA9:AB9": WEB, "AA14:AB14": WEB, "AC13:AD14": WEB}


def test_a_link_below_the_table_gives_way_to_its_documents(path: Path) -> None:
    link(path, "C12:C20", WEB)
    refresh(path, invoices(4, 5, 1, 2, 3, 6, 7, 8))
    assert links(path) == {"C9:C10": WEB, "C17:C20": WEB}


def test_a_link_follows_an_invoice_to_the_other_tab(path: Path) -> None:
    link(path, "C11", WEB)
    link(path, "A11", "Resumen!A1")
    done = refresh(path, both(invoices(1), invoices(2, 3)))
    assert links(path) == {}
    assert links(path, NOT_DUE.title) == {"C10": WEB, "A10": "Resumen!A1"}
    assert not [n for n in done.notes if "vínculo" in n]
    relations = part_of(path).replace("worksheets/", "worksheets/_rels/") + ".rels"
    assert b"x.co" not in parts(path)[relations]
    assert list(package_faults(parts(path))) == []


# Rules for both


def test_a_conversation_on_the_total_row_is_refused(path: Path) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables[OVERDUE.table]
        table.ref, table.totalsRowCount = "A8:AB14", 1
    thread = "xl/threadedComments/threadedComment1.xml"
    relations = part_of(path).replace("worksheets/", "worksheets/_rels/") + ".rels"
    relation = (
        b'<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2017/10/'
        b'relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    comment = b'<ThreadedComments><threadedComment ref="K14"/></ThreadedComments>'
    write(path, {**parts(path), thread: comment})
    patch(path, relations, lambda xml: xml.replace(b"</Relationships>", relation))
    with pytest.raises(errors.ThreadedCommentError, match="celda K14"):
        refresh(path, invoices(1))


def test_far_down_a_large_table_they_follow_too(tmp_path: Path) -> None:
    """In the fourth of the pieces in which a sheet is read."""
    path = filled(tmp_path, invoices(*range(1000)))
    note(path, f"C{FIRST + 900}", "Llamar")
    link(path, f"C{FIRST + 950}", WEB)
    refresh(path, invoices(950, 900))
    assert (notes(path), links(path)) == ({"C10": "Llamar"}, {"C9": WEB})


def test_without_notes_nothing_of_a_sheet_is_read_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(path, "AE5", "arriba")
    seen: list[Any] = []

    def watched(placement: Any, pieces: Any, *rest: Any) -> Any:
        seen.append(pieces)
        return keys_at(placement, pieces, *rest)

    monkeypatch.setattr("cartera_xl.hosts.closed_attached.keys_at", watched)
    refresh(path, invoices(2))
    assert seen == [()]


def test_marks_leave_notes_alone(path: Path) -> None:
    note(path, "C11", "x")
    before = boxes(path)
    ClosedWorkbook(path).mark([OVERDUE], [])
    assert boxes(path) == before


def test_an_empty_table_keeps_its_size(path: Path) -> None:
    note(path, "C9", "x")
    refresh(path, [])
    assert ref(path) == "A8:AB9"
    assert invoice("FV-1")
