from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.typed import TypedCell
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    column,
    content,
    edited_sheet,
    filled,
    invoices,
    part_of,
    patch,
    row,
    template,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Cell

MOMENT = datetime(2026, 11, 20, 8, 30)  # noqa: DTZ001


def test_nothing_is_typed_in_a_new_workbook(tmp_path: Path) -> None:
    assert ClosedWorkbook(template(tmp_path)).typed(OVERDUE) == []


@pytest.mark.parametrize(
    ("title", "value", "read"),
    [
        ("Pago", 500, TypedCell(500)),
        ("Pago", 0, TypedCell(0)),
        ("Pago", 0.1, TypedCell(0.1)),
        ("Pago", "mil", TypedCell("mil")),
        ("Pago", "=500+1", TypedCell(None, "500+1")),
        ("Fecha de pago", date(2026, 11, 20), TypedCell(date(2026, 11, 20))),
        (
            "Fecha de pago",
            MOMENT,
            TypedCell(MOMENT),
        ),
        ("Fecha de pago", "mañana", TypedCell("mañana")),
        ("Fecha de pago", -5, TypedCell(-5)),
        ("Referencia", "00123", TypedCell("00123")),
        ("Referencia", 123, TypedCell(123)),
        ("Referencia", "  con espacios ", TypedCell("  con espacios ")),
        ("Medio", "PSE", TypedCell("PSE")),
    ],
)
def test_a_typed_cell_comes_with_its_type(
    tmp_path: Path, title: str, value: object, read: TypedCell
) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        ws.cell(FIRST + 1, column(title)).value = value
    [typed] = ClosedWorkbook(path).typed(OVERDUE)
    assert (typed.key, typed.row) == (("FV-2",), FIRST + 1)
    [(_, cell)] = typed.cells.items()
    assert (cell, type(cell.value)) == (read, type(read.value))


@pytest.mark.parametrize("number", [9, 10, 3508, 7008])
def test_one_typed_cell_is_found_among_many_rows(tmp_path: Path, number: int) -> None:
    path = filled(tmp_path, invoices(*range(7000)))
    blank = rb'(<c r="X%d" s="\d+")/>' % number
    patch(path, part_of(path), lambda xml: re.sub(blank, rb"\1><v>5</v></c>", xml))
    [typed] = ClosedWorkbook(path).typed(OVERDUE)
    assert (typed.row, typed.key) == (number, (f"FV-{number - 9}",))
    assert typed.cells == {"excess": TypedCell(5)}


def test_a_key_of_several_columns_tells_rows_apart(tmp_path: Path) -> None:
    def customer(currency: str) -> tuple[Cell, ...]:
        return row(CUSTOMERS, code="C1", currency=currency, currency_index=1)

    rows = [customer("COP"), customer("USD")]
    path = filled(tmp_path, [], tables={CUSTOMERS.table: rows})
    with edited_sheet(path, CUSTOMERS.title) as ws:
        ws.cell(FIRST + 1, column("Correo", CUSTOMERS)).value = "a@x.co"
    [typed] = ClosedWorkbook(path).typed(CUSTOMERS)
    assert (typed.key, typed.cells["email"].value) == (("C1", "USD"), "a@x.co")


def test_reading_what_was_typed_refuses_what_a_refresh_would(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    with edited_sheet(path) as ws:
        del ws.tables["tblVencidas"]
    with pytest.raises(errors.TableMissingError):
        ClosedWorkbook(path).typed(OVERDUE)


def test_reading_does_not_need_what_a_refresh_gives(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    host = ClosedWorkbook(path)
    assert host.typed(OVERDUE) == []
    with edited_sheet(path) as ws:
        ws.cell(FIRST, column("Pago")).value = 5
    with pytest.raises(errors.WorkbookChangedError, match="cambió"):
        host.refresh([OVERDUE], content(invoices(1)))
    [typed] = ClosedWorkbook(path).typed(OVERDUE)
    assert typed.cells["payment"].value == 5
