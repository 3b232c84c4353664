"""What of a workbook is a person's own, and what becomes of the workbook then."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import TableColumn

from cartera_xl.install.books import OtherWorkbookError, copy_name, in_use, judge
from cartera_xl.install.own_cells import own_cells
from cartera_xl.install.shape import code, is_current, own_things, shape_of
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import edited, parts, patch, put, template, write
from tests.install.profiles import add_module, make_old

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

from cartera_xl.install.shape import Shape


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    return shape_of(template(tmp_path_factory.mktemp("plantilla")))


def _sheet(book: Any) -> None:
    book.create_sheet("Mi análisis")["A1"] = 5


def _name(book: Any) -> None:
    book.defined_names["MiMeta"] = DefinedName("MiMeta", attr_text="Resumen!$B$2")


def _column(book: Any) -> None:
    ws = book[OVERDUE.title]
    end = len(OVERDUE.columns) + 1
    ws.cell(8, end).value = "Zona"
    table = ws.tables[OVERDUE.table]
    table.ref = table.autoFilter.ref = f"A8:{ws.cell(9, end).coordinate}"
    table.tableColumns.append(TableColumn(id=end, name="Zona"))


def _note(book: Any) -> None:
    book["Resumen"]["B2"].comment = Comment("Llamar el lunes", "Ana")


def _outside(book: Any) -> None:
    ws = book[OVERDUE.title]
    ws.cell(9, len(OVERDUE.columns) + 3).value = "=J9*2"
    ws.cell(30, 3).value = "Total de la zona"


@pytest.mark.parametrize(
    ("change", "own"),
    [
        (_outside, "2 celdas fuera de la tabla de «Vencidas»"),
        (_sheet, "la hoja «Mi análisis»"),
        (_name, "el nombre «MiMeta»"),
        (_column, "la columna «Zona» de tblVencidas"),
        (_note, "1 nota"),
    ],
)
def test_what_a_person_added_is_found_and_named(
    change: Callable[[Any], None], own: str, ours: Shape, tmp_path: Path
) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        change(book)
    assert [*own_things(shape_of(path), ours), *own_cells(path)] == [own]


def test_a_module_of_a_person_s_own_is_found(ours: Shape, tmp_path: Path) -> None:
    path = template(tmp_path)
    add_module(path, "MisMacros", "Sub Mia()\r\nBeep\r\nEnd Sub")
    assert own_things(shape_of(path), ours) == ["el módulo «MisMacros»"]


def test_an_empty_module_and_xlwings_own_are_nobody_s_work(
    ours: Shape, tmp_path: Path
) -> None:
    path = template(tmp_path)
    add_module(path, "Módulo1", "' nada todavía")
    add_module(path, "xlwings", "Function XLPy()\r\nEnd Function")
    assert own_things(shape_of(path), ours) == []


def test_a_sheet_of_ours_under_another_name_is_ours(
    ours: Shape, tmp_path: Path
) -> None:
    path = template(tmp_path)
    part = "xl/workbook.xml"
    patch(path, part, lambda xml: xml.replace(b'name="Vencidas"', b'name="Mora"'))
    assert own_things(shape_of(path), ours) == []


def test_a_new_workbook_is_current_and_has_nothing_of_anybody_s(
    ours: Shape, tmp_path: Path
) -> None:
    path = template(tmp_path)
    shape = shape_of(path)
    assert is_current(shape, ours)
    assert own_things(shape, ours) == []
    assert list(own_cells(path)) == []


def test_what_is_typed_in_a_table_or_under_it_is_not_outside(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        put(book[ENTRY.title], 1, "Tipo", "Pago", ENTRY)
        put(book[ENTRY.title], ENTRY.entry_rows + 1, "Tipo", "Pago", ENTRY)
    assert list(own_cells(path)) == []


def test_how_excel_keeps_our_charts_is_no_chart_of_anybody_s(
    ours: Shape, tmp_path: Path
) -> None:
    path = template(tmp_path)
    looks = {"xl/charts/style1.xml": b"<x/>", "xl/charts/colors1.xml": b"<x/>"}
    write(path, parts(path) | looks)
    assert own_things(shape_of(path), ours) == []
    write(path, parts(path) | {"xl/charts/chart9.xml": b"<x/>"})
    assert own_things(shape_of(path), ours) == ["1 gráfico"]


def test_code_is_the_same_however_the_editor_writes_it() -> None:
    one = 'Attribute VB_Name = "A"\r\nOption Explicit\r\nSub X()\r\n  y = 1\r\nEnd Sub'
    other = 'Attribute VB_Name = "A"\nSub x()\n    Y = 1\n\nEnd Sub\n\' y'
    assert code(one) == code(other)
    assert code(one) != code(other.replace("1", "2"))


def test_where_there_is_no_workbook_one_is_made(ours: Shape, tmp_path: Path) -> None:
    book = judge(tmp_path, ours)
    assert (book.in_use, book.target) == (None, tmp_path / "Cartera.xlsm")


def test_a_current_workbook_stays_whatever_is_in_it(
    ours: Shape, tmp_path: Path
) -> None:
    with edited(template(tmp_path)) as book:
        _sheet(book)
    found = judge(tmp_path, ours)
    assert (found.in_use, found.target) == (tmp_path / "Cartera.xlsm", None)


def test_an_older_one_is_replaced_and_one_with_own_things_gets_one_beside_it(
    ours: Shape, tmp_path: Path
) -> None:
    path = template(tmp_path)
    make_old(path)
    assert judge(tmp_path, ours).replaces
    with edited(path) as book:
        _sheet(book)
    found = judge(tmp_path, ours)
    assert found.target == tmp_path / "Cartera nuevo.xlsm"
    assert found.own == ("la hoja «Mi análisis»",)
    assert not found.replaces


def test_the_newest_workbook_of_a_folder_is_the_one_in_use(
    ours: Shape, tmp_path: Path
) -> None:
    old = template(tmp_path)
    make_old(old)
    newer = template(tmp_path, "Cartera nuevo.xlsm")
    assert in_use(tmp_path) == newer
    assert judge(tmp_path, ours).target is None
    shutil.copy(old, newer)
    with edited(newer) as book:
        _sheet(book)
    assert judge(tmp_path, ours).target == tmp_path / "Cartera nuevo 2.xlsm"


@pytest.mark.parametrize("deleted", ["Cartera.xlsm", "Cartera nuevo.xlsm"])
def test_the_newest_is_in_use_though_somebody_deleted_an_older_one(
    deleted: str, tmp_path: Path
) -> None:
    for name in ("Cartera.xlsm", "Cartera nuevo.xlsm", "Cartera nuevo 2.xlsm"):
        (tmp_path / name).touch()
    (tmp_path / deleted).unlink()
    assert in_use(tmp_path) == tmp_path / "Cartera nuevo 2.xlsm"


def test_a_workbook_that_is_none_of_ours_is_not_touched(
    ours: Shape, tmp_path: Path
) -> None:
    with edited(template(tmp_path)) as book:
        del book.defined_names["datos_plantilla"]
    with pytest.raises(OtherWorkbookError):
        judge(tmp_path, ours)


def test_a_copy_is_named_after_its_moment(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 29, 9, 30, 5)  # noqa: DTZ001
    first = "Cartera (copia 2026-11-29 093005).xlsm"
    book = tmp_path / "Cartera.xlsm"
    assert copy_name(book, moment, ()).name == first
    second = copy_name(book, moment, {first}).name
    assert second == "Cartera (copia 2026-11-29 093005) 2.xlsm"
