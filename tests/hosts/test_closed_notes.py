"""What a refresh takes back from a person is said, with how much and where."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import (
    FilterColumn,
    Filters,
    SortCondition,
    SortState,
)

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import RowMark
from cartera_xl.tabs import names
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    by_document,
    column,
    content,
    customer,
    edited_sheet,
    filled,
    invoice,
    invoices,
    parts,
    put,
    refresh,
    sheet,
)
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

RED = PatternFill("solid", start_color="FF0000", end_color="FF0000")
MANY = 6000  # rows: several runs of the sheet's XML


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13."""
    return filled(tmp_path, invoices(1, 2, 3, 4, 5))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook that shows FV-1 … FV-6000, as another program saved it."""
    folder = tmp_path_factory.mktemp("many")
    path = filled(folder, invoices(*range(1, MANY + 1)))
    with edited_sheet(path) as ws:
        for number in (1, 2500, 2501, MANY):
            put(ws, number, "Saldo", 1)
            ws.cell(FIRST + number - 1, 1).fill = RED
            ws.row_dimensions[FIRST + number - 1].height = 40
        for number in (*range(3000, 3007), MANY):
            ws.row_dimensions[FIRST + number - 1].hidden = True
            put(ws, number, "Vence", date(2026, 1, 1))
    return path.read_bytes()


def test_an_edited_read_column_is_overwritten_and_said_so(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 3, "Saldo", 1)
        put(ws, 4, "Cliente", "Otro nombre")
        put(ws, 5, "Vence", "=I9")
    done = refresh(path, invoices(1, 2, 3, 4, 5))
    assert by_document(path, "Saldo")["FV-3"] == 1000.5
    assert done.notes == (
        "Vencidas: se reemplazó lo digitado en 2 celdas: Saldo de FV-3, Vence de FV-5.",
    )


def test_among_many_rows_all_is_counted_and_the_first_are_named(
    tmp_path: Path, many: bytes
) -> None:
    path = tmp_path / "muchas.xlsm"
    path.write_bytes(many)
    done = refresh(path, invoices(*range(1, MANY + 1)))
    assert done.notes == (
        "Vencidas: se muestran 8 filas que estaban ocultas (3008, 3009, 3010, 3011, "
        "3012 y 3 más).",
        "Vencidas: se quitó el formato puesto a mano en 4 filas (9, 2508, 2509, 6008).",
        "Vencidas: 4 filas volvieron a su altura (9, 2508, 2509, 6008).",
        "Vencidas: se reemplazó lo digitado en 12 celdas: Saldo de FV-1, Saldo de "
        "FV-2500, Saldo de FV-2501, Vence de FV-3000, Vence de FV-3001 y 7 más.",
    )
    assert refresh(path, invoices(*range(1, MANY + 1))).notes == ()


@pytest.mark.parametrize("saved", [True, False])
def test_a_book_that_nobody_changed_has_nothing_to_say(
    tmp_path: Path, saved: bool
) -> None:
    path = filled(tmp_path, invoices(*range(MANY)))
    if saved:
        with edited_sheet(path):
            pass
    assert refresh(path, invoices(*range(MANY))[::-1]).notes == ()


@pytest.mark.calc
def test_what_libreoffice_saved_unchanged_has_nothing_to_take_back(
    tmp_path: Path,
) -> None:
    rows = [invoice(f"FV-{n}", total=n / 3, paid=n / 7) for n in range(300)]
    path = filled(tmp_path, rows)
    saved = convert(path, "xlsx", tmp_path)
    [note] = refresh(saved, rows).notes
    assert note.startswith("LibreOffice guardó este libro")


@pytest.mark.parametrize("moved", [{"version": 2}, {"corte": date(2026, 1, 1)}])
def test_what_the_ledger_changed_is_no_edit(path: Path, moved: dict[str, Any]) -> None:
    with edited_sheet(path):
        pass
    corte = moved.pop("corte", None)
    named = {names.LAST_CORTE: corte} if corte else {}
    new = [invoice("FV-3", balance=7.5, **moved)]
    assert refresh(path, content(new, named=named)).notes == ()


def test_the_balances_of_customers_change_without_anybody_typing(
    tmp_path: Path,
) -> None:
    def owing(net: float) -> Any:
        return {CUSTOMERS.table: [customer("C1", email="a@x.co", net=net)]}

    path = filled(tmp_path, [], tables=owing(5))
    with edited_sheet(path):
        pass
    assert refresh(path, content(tables=owing(7))).notes == ()


def test_a_filter_is_cleared_and_every_row_shown(path: Path) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables["tblVencidas"]
        condition = FilterColumn(colId=2, filters=Filters(filter=["FV-1"]))
        table.autoFilter.filterColumn.append(condition)
        for number in (10, 11):
            ws.row_dimensions[number].hidden = True
    done = refresh(path, invoices(1, 2, 3))
    shown = sheet(path)
    assert shown.tables["tblVencidas"].autoFilter.filterColumn == []
    assert not any(shown.row_dimensions[n].hidden for n in range(9, 15))
    assert done.notes == ("Vencidas: se quitó el filtro; se muestran todas las filas.",)


@pytest.mark.parametrize("in_filter", [True, False])
def test_our_order_comes_back_after_sorting(path: Path, in_filter: bool) -> None:
    state = SortState(
        ref="A9:AB13", sortCondition=[SortCondition(ref="K9:K13", descending=True)]
    )
    with edited_sheet(path) as ws:
        table = ws.tables["tblVencidas"]
        (table.autoFilter if in_filter else table).sortState = state
    done = refresh(path, invoices(2, 1))
    assert b"sortState" not in b"".join(parts(path).values())
    assert done.notes == ("Vencidas: las filas volvieron a su orden.",)


def test_rows_hidden_by_hand_are_shown(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.row_dimensions[10].hidden = True
    done = refresh(path, invoices(1, 2))
    assert not sheet(path).row_dimensions[10].hidden
    assert done.notes == ("Vencidas: se muestra 1 fila que estaba oculta (10).",)


def test_paint_and_heights_are_lost_and_said_so(path: Path) -> None:
    with edited_sheet(path) as ws:
        for number in (FIRST, FIRST + 1):
            ws.cell(number, 1).fill = RED
            ws.cell(number, 2).fill = RED
        ws.row_dimensions[10].height = 40
    done = refresh(path, invoices(1, 2, 3))
    shown = sheet(path)
    assert {shown.cell(n, 1).fill.fgColor.rgb for n in (9, 10, 11)} == {"00000000"}
    assert shown.row_dimensions[10].height != 40
    assert done.notes == (
        "Vencidas: se quitó el formato puesto a mano en 2 filas (9, 10).",
        "Vencidas: 1 fila volvió a su altura (10).",
    )


def test_paint_beside_the_table_and_in_own_columns_is_nobodys_business(
    path: Path,
) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables["tblVencidas"]
        table.tableColumns.append(type(table.tableColumns[0])(id=29, name="Mía"))
        table.ref = table.autoFilter.ref = "A8:AC13"
        ws["AC8"] = "Mía"
        for address in ("AC9", "AF9", "A30"):
            ws[address].fill = RED
    assert refresh(path, invoices(1, 2)).notes == ()


def test_a_format_that_was_wiped_off_is_a_change(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.cell(FIRST, column("Saldo")).style = "Normal"
    assert refresh(path, invoices(1)).notes == (
        "Vencidas: se quitó el formato puesto a mano en 1 fila (9).",
    )


def test_marks_are_no_paint_of_a_persons(path: Path) -> None:
    mark = RowMark(OVERDUE.table, FIRST, "✗ No", ("payment",))
    ClosedWorkbook(path).mark([OVERDUE], [mark])
    with edited_sheet(path):
        pass
    assert refresh(path, invoices(1)).notes == ()
