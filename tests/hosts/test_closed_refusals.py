"""What is refused, each with one sentence; the workbook stays as it was."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs import names
from tests.hosts.books import (
    column,
    content,
    edited,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    parts,
    patch,
    refresh,
    template,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORKBOOK = "xl/workbook.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path, invoices(1, 2, 3))


def refuse(path: Path, fault: type[errors.CarteraError], words: str) -> None:
    """Check that a refresh is refused and nothing changes, nothing is left behind."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(fault, match=words) as caught:
        refresh(path, invoices(*range(30)))
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert str(caught.value).endswith(".")


# The file


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.WorkbookMissingError, match="No existe"):
        ClosedWorkbook(tmp_path / "nada.xlsm")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.WorkbookIsFolderError):
        ClosedWorkbook(tmp_path)


@pytest.mark.parametrize(
    ("start", "fault", "words"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            errors.ProtectedWorkbookError,
            "contrase",
        ),
        (b"", errors.BrokenWorkbookError, "dañado"),
        (b"hola", errors.BrokenWorkbookError, "dañado"),
    ],
)
def test_what_is_no_package(
    tmp_path: Path, start: bytes, fault: type[errors.CarteraError], words: str
) -> None:
    path = tmp_path / "Cartera.xlsm"
    path.write_bytes(start + b"\0" * 600)
    refuse(path, fault, words)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.99])
def test_half_a_file(path: Path, kept: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    refuse(path, errors.BrokenWorkbookError, "dañado o incompleto")


def test_a_part_that_does_not_unpack(path: Path) -> None:
    data = bytearray(path.read_bytes())
    start = data.index(b"xl/worksheets/sheet5.xml") + 200
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    refuse(path, errors.BrokenWorkbookError, "dañado")


def test_a_part_that_is_encrypted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\1\2") + 8] |= 1  # the flags of the last entry
    path.write_bytes(data)
    refuse(path, errors.ProtectedWorkbookError, "contraseña")


def test_a_part_that_stands_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Dup"):
        archive.writestr("xl/workbook.xml", b"")
    refuse(path, errors.BrokenWorkbookError, "repetidas")


def test_a_part_that_is_missing(path: Path) -> None:
    contents = parts(path)
    del contents[part_of(path)]
    write(path, contents)
    refuse(path, errors.BrokenWorkbookError, "falta xl/worksheets")


@pytest.mark.parametrize(
    ("change", "fault", "words"),
    [
        (
            lambda xml: xml.replace(b'Target="xl/workbook.xml"', b'Target="xl/w.bin"'),
            errors.NotAWorkbookError,
            "xlsb",
        ),
    ],
)
def test_a_binary_workbook(
    path: Path,
    change: Callable[[bytes], bytes],
    fault: type[errors.CarteraError],
    words: str,
) -> None:
    write(path, {**parts(path), "xl/w.bin": b""})
    patch(path, "_rels/.rels", change)
    refuse(path, fault, words)


def test_a_spreadsheet_of_another_kind(path: Path) -> None:
    write(path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    refuse(path, errors.NotAWorkbookError, "ods")


def test_strict_open_xml(path: Path) -> None:
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    patch(path, WORKBOOK, lambda xml: xml.replace(transitional, strict))
    refuse(path, errors.StrictWorkbookError, "Strict")


def test_dates_since_1904(path: Path) -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')

    patch(path, WORKBOOK, change)
    refuse(path, errors.Dates1904Error, "1904")


# The XML of a sheet


def prefixed(xml: bytes) -> bytes:
    return xml.replace(b"<sheetData>", b"<x:sheetData>").replace(
        b"</sheetData>", b"</x:sheetData>"
    )


@pytest.mark.parametrize(
    "change",
    [
        prefixed,
        lambda xml: xml.replace(b'<c r="C10" ', b"<c ", 1),
        lambda xml: xml.replace(b'<c r="C10" s="', b'<c s="', 1),
        lambda xml: re.sub(rb'<c r="M10" (s="\d+")/>', rb'<c \1 r="M10"/>', xml),
        lambda xml: xml.replace(b'<row r="10">', b"<row>", 1),
        lambda xml: xml.replace(b'<row r="10">', b'<row spans="1:2" r="10">', 1),
        lambda xml: xml.replace(b"FV-2", b"<![CDATA[FV-2]]>", 1),
        lambda xml: xml.replace(b'<row r="10">', b'<!-- hola --><row r="10">', 1),
        lambda xml: xml[: xml.index(b"</sheetData>") - 30],
    ],
)
def test_xml_of_another_form(path: Path, change: Callable[[bytes], bytes]) -> None:
    patch(path, part_of(path), change)
    refuse(path, errors.UnknownXmlError, "guárdelo y repita")


def test_xml_of_another_form_far_down_a_large_table(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(*range(6000)))
    far = rb'<c r="M5000" (s="\d+")/>'
    patch(path, part_of(path), lambda xml: re.sub(far, rb'<c \1 r="M5000"/>', xml))
    refuse(path, errors.UnknownXmlError, "sin número")


# The table


def test_a_table_that_is_gone(path: Path) -> None:
    with edited_sheet(path) as ws:
        del ws.tables["tblVencidas"]
    refuse(path, errors.TableMissingError, "tblVencidas de «Vencidas»")


def test_a_table_without_headings(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.tables["tblVencidas"].headerRowCount = 0
    refuse(path, errors.TableHeaderMissingError, "fila de títulos")


def test_a_persons_own_table_may_have_no_headings(path: Path) -> None:
    from openpyxl.worksheet.table import Table

    with edited(path) as book:
        mine = book.create_sheet("Mía")
        mine["A1"], mine["A2"] = "uno", 1
        table: Any = Table(displayName="Mia", ref="A1:A2")
        mine.add_table(table)
        table._initialise_columns()
        table.headerRowCount = 0
        table.autoFilter = None
    refresh(path, invoices(1))


def test_a_column_that_was_renamed(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.tables["tblVencidas"].tableColumns[10].name = "Saldo hoy"
        ws.cell(8, 11).value = "Saldo hoy"
    refuse(path, errors.ColumnsMissingError, "«Saldo»")


def test_a_column_that_was_deleted(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.delete_cols(28)
        table = ws.tables["tblVencidas"]
        table.tableColumns.pop()
        table.ref = table.autoFilter.ref = "A8:AA11"
    refuse(path, errors.ColumnsMissingError, "«_m»")


@pytest.mark.parametrize("area", ["B10:C10", "AB11:AC12", "A30:A31"])
def test_merged_cells_where_the_table_will_be(path: Path, area: str) -> None:
    with edited_sheet(path) as ws:
        ws.merge_cells(area)
    refuse(path, errors.MergedCellsError, area)


def test_merged_cells_elsewhere_are_fine(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.merge_cells("AE10:AF11")
        ws.merge_cells("A200:B200")
    refresh(path, invoices(1))


@pytest.mark.parametrize("cell", ["A20", "AB38"])
def test_something_below_that_the_table_would_run_over(path: Path, cell: str) -> None:
    with edited_sheet(path) as ws:
        ws[cell] = "mío"
    refuse(path, errors.NoRoomBelowError, f"fila {cell.lstrip('AB')}.*fila 38")


def test_text_just_below_the_new_end_is_fine(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws["A39"] = "mío"
    refresh(path, invoices(*range(30)))


def test_one_document_twice_with_input(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.cell(10, 3).value = "FV-1"
        ws.cell(9, 13).value, ws.cell(10, 13).value = 1, 2
    refuse(path, errors.RepeatedDocumentError, "FV-1 está en las filas 9 y 10")


def test_input_on_a_row_without_a_document(path: Path) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables["tblVencidas"]
        table.ref = table.autoFilter.ref = "A8:AB12"
        ws.cell(12, column("Pago")).value = 5
    refuse(path, errors.TypedWithoutDocumentError, r"fila 12.*\(Pago\)")


@pytest.mark.parametrize("typed", [{"Factura": "FV-9"}, {"Cliente": "Ana", "Saldo": 5}])
def test_a_row_of_a_persons_own(path: Path, typed: dict[str, Any]) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables["tblVencidas"]
        table.ref = table.autoFilter.ref = "A8:AB12"
        for title, value in typed.items():
            ws.cell(12, column(title)).value = value
    refuse(path, errors.OwnRowError, "fila 12 se agregó a mano")


def test_a_row_of_a_persons_own_in_a_large_table(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(*range(6000)))
    blank = rb'(<c r="AB5000" s="\d+")><v>10</v></c>'
    patch(path, part_of(path), lambda xml: re.sub(blank, rb"\1/>", xml))
    refuse(path, errors.OwnRowError, "fila 5000")
    absent = rb'<c r="AB5000" s="\d+"/>'
    patch(path, part_of(path), lambda xml: re.sub(absent, b"", xml))
    refuse(path, errors.OwnRowError, "fila 5000")


def test_a_conversation_on_a_cell_of_the_table(path: Path) -> None:
    thread = "xl/threadedComments/threadedComment1.xml"
    relations = part_of(path).replace("worksheets/", "worksheets/_rels/") + ".rels"
    relation = (
        b'<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2017/10/'
        b'relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    comment = (
        b'<ThreadedComments><threadedComment ref="C%d" id="x"/></ThreadedComments>'
    )
    write(path, {**parts(path), thread: comment % 10})
    patch(path, relations, lambda xml: xml.replace(b"</Relationships>", relation))
    refuse(path, errors.ThreadedCommentError, "celda C10")
    write(path, {**parts(path), thread: comment % 3})
    refresh(path, invoices(1))


# The names


def test_a_name_that_is_gone(path: Path) -> None:
    with edited(path) as book:
        del book.defined_names[names.LAST_CORTE]
    refuse(path, errors.NameMissingError, "«corte_ultimo»")


def test_a_name_that_points_nowhere(path: Path) -> None:
    with edited(path) as book:
        book.defined_names[names.CORTE].attr_text = "#REF!"
    refuse(path, errors.NameMissingError, "«Corte»")
    with pytest.raises(errors.NameMissingError):
        ClosedWorkbook(path).value(names.CORTE)


@pytest.mark.parametrize("name", sorted(names.LATER))
def test_a_name_that_the_template_was_given_later_is_done_without(
    path: Path, name: str
) -> None:
    with edited(path) as book:
        del book.defined_names[name]
    refresh(path, content(invoices(1), named={name: "COP"}))
    assert ClosedWorkbook(path).value(names.last("vencidas")) == 1000.25


@pytest.mark.parametrize(
    "rows", [[["x"]] * (names.MAX_RANGES + 1), [["x", 1, 2, 3, 4]]]
)
def test_a_block_without_room(tmp_path: Path, rows: list[list[Any]]) -> None:
    path = template(tmp_path)
    with pytest.raises(errors.NamedBlockTooSmallError, match="datos_edades"):
        refresh(path, content([], named={names.AGEING: rows}))


# The content


@pytest.mark.parametrize("size", [1, 700])
def test_a_text_that_no_cell_can_hold(path: Path, size: int) -> None:
    before = path.read_bytes()
    rows = [*invoices(*range(size)), invoice("FV-L", customer="x" * 32_768)]
    with pytest.raises(errors.TextTooLongError, match="32768"):
        refresh(path, rows)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_our_own_fault(path: Path, number: float) -> None:
    before = path.read_bytes()
    with pytest.raises(ValueError, match=str(number)):
        refresh(path, [invoice("FV-1", days=number)])
    assert path.read_bytes() == before
