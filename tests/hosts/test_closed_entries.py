"""What was typed, read with its type from books that two programs edited."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import ErrorCell, FormulaCell, PercentCell
from cartera_xl.tabs import names
from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    column,
    content,
    customer,
    edited,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    patch,
    put,
    refresh,
    row,
    template,
)
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.entries import Entry, Typed

MOMENT = datetime(2026, 11, 20, 8, 30)  # noqa: DTZ001
DAY = date(2026, 11, 20)

# What a person may put into a cell, and what it is read as.
KINDS = [
    ("Pago", 500, 500),
    ("Pago", 0, 0),
    ("Pago", -3, -3),
    ("Pago", 0.1, 0.1),
    ("Pago", 500.005, 500.005),
    ("Pago", "mil", "mil"),
    ("Pago", "500", "500"),
    ("Pago", "  ", "  "),
    ("Pago", True, True),
    ("Pago", DAY, DAY),
    ("Pago", MOMENT, MOMENT),
    ("Pago", PercentCell(0.1), PercentCell(0.1)),
    ("Referencia", PercentCell(0.5), PercentCell(0.5)),
    ("Pago", "=500+1", FormulaCell("500+1", None)),
    ("Pago", "#N/A", ErrorCell("#N/A")),
    ("Fecha de pago", DAY, DAY),
    ("Fecha de pago", MOMENT, MOMENT),
    ("Fecha de pago", "20/11/2026", "20/11/2026"),
    ("Fecha de pago", -5, -5),
    ("Referencia", "00123", "00123"),
    ("Referencia", 123, 123),
    ("Referencia", "  con espacios ", "  con espacios "),
    ("Medio", "PSE", "PSE"),
]


def only_cell(entry: Entry) -> Typed:
    [value] = entry.typed.values()
    return value


def test_nothing_is_typed_in_a_new_workbook(tmp_path: Path) -> None:
    assert ClosedWorkbook(template(tmp_path)).entries(OVERDUE) == []


def test_a_typed_cell_comes_with_its_type(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(*range(len(KINDS) + 1)))
    with edited_sheet(path) as ws:
        for number, (title, value, _) in enumerate(KINDS, 2):
            put(ws, number, title, value)
    entries = ClosedWorkbook(path).entries(OVERDUE)
    assert [(entry.key, entry.row) for entry in entries] == [
        ((f"FV-{number}",), FIRST + number) for number in range(1, len(KINDS) + 1)
    ]
    cells = [only_cell(entry) for entry in entries]
    assert cells == [read for *_, read in KINDS]
    assert list(map(type, cells)) == [type(read) for *_, read in KINDS]


@pytest.mark.calc
def test_a_typed_cell_keeps_its_type_and_its_fingerprint_through_libreoffice(
    tmp_path: Path,
) -> None:
    # It writes TRUE and #N/A as the formulas TRUE() and #N/A: no values either way.
    kinds = [kind for kind in KINDS if kind[1] not in (True, "#N/A")]
    path = filled(tmp_path, invoices(*range(len(kinds))))
    with edited_sheet(path) as ws:
        for number, (title, value, _) in enumerate(kinds, 1):
            put(ws, number, title, value)
    ours = ClosedWorkbook(path).entries(OVERDUE)
    theirs = ClosedWorkbook(convert(path, "xlsx", tmp_path)).entries(OVERDUE)
    calculated = FormulaCell("500+1", 501)
    expected = [calculated if v == "=500+1" else read for _, v, read in kinds]
    assert list(map(only_cell, theirs)) == expected
    assert [e.posted for e in theirs] == [e.posted for e in ours]


@pytest.mark.calc
def test_what_is_no_amount_stays_none_through_libreoffice_and_a_refresh(
    tmp_path: Path,
) -> None:
    kinds = [kind for kind in KINDS if kind[0] == "Pago" and not isnumber(kind[1])]
    kinds = [kind for kind in kinds if kind[1] not in (True, "#N/A")]
    path = filled(tmp_path, invoices(*range(len(kinds))))
    with edited_sheet(path) as ws:
        for number, (title, value, _) in enumerate(kinds, 1):
            put(ws, number, title, value)
    saved = convert(path, "xlsx", tmp_path)
    for book in (path, saved):
        before = [e.posted for e in ClosedWorkbook(book).entries(OVERDUE)]
        assert len(before) == len(kinds)
        refresh(book, invoices(*reversed(range(len(kinds)))))
        after = [e.posted for e in ClosedWorkbook(book).entries(OVERDUE)]
        assert sorted(after) == sorted(before)


def isnumber(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def test_what_is_no_amount_stays_none_through_a_refresh(tmp_path: Path) -> None:
    kinds: list[tuple[object, Typed]] = [
        (DAY, DAY),
        (MOMENT, MOMENT),
        (PercentCell(0.1), PercentCell(0.1)),
        (time(8, 30), datetime(1899, 12, 30, 8, 30)),  # noqa: DTZ001
        ("500", "500"),
        (True, True),
        ("#N/A", ErrorCell("#N/A")),
        ("=500+1", FormulaCell("500+1", None)),
    ]
    numbers = range(1, len(kinds) + 1)
    path = filled(tmp_path, invoices("otra", *numbers))
    with edited_sheet(path) as ws:
        for number, (value, _) in enumerate(kinds, 2):
            put(ws, number, "Pago", value)
    for rows in (invoices(*reversed(numbers), "más"), invoices(*numbers), None):
        entries = ClosedWorkbook(path).entries(OVERDUE)
        found = {entry.key: only_cell(entry) for entry in entries}
        assert found == {(f"FV-{n}",): read for n, (_, read) in enumerate(kinds, 1)}
        if rows:
            refresh(path, rows)


def test_an_entry_says_where_it_stands_and_what_its_row_shows(tmp_path: Path) -> None:
    path = filled(tmp_path, [invoice("FV-1"), invoice("FV-2", version=7)])
    with edited(path) as book:
        book["Vencidas"].title = "Lo que deben"
        put(book["Lo que deben"], 2, "Pago", 5)
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert (entry.table, entry.sheet, entry.row) == ("tblVencidas", "Lo que deben", 10)
    assert (entry.version, entry.hidden, entry.below) == (7, False, False)
    assert entry.shown["customer"] == "Cliente de FV-2"
    assert entry.shown["due"] == date(2026, 10, 1)
    assert entry.shown["balance"] == 1000.5


@pytest.mark.parametrize("lost", [None, "siete", 7.5, True])
def test_a_version_that_was_typed_over_is_lost(tmp_path: Path, lost: object) -> None:
    path = filled(tmp_path, invoices(1))
    with edited_sheet(path) as ws:
        put(ws, 1, "Pago", 5)
        put(ws, 1, "_version", lost)
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert entry.version is None


@pytest.mark.parametrize("number", [9, 10, 3508, 7008])
def test_one_typed_cell_is_found_among_many_rows(tmp_path: Path, number: int) -> None:
    path = filled(tmp_path, invoices(*range(7000)))
    blank = rb'(<c r="X%d" s="\d+")/>' % number
    patch(path, part_of(path), lambda xml: re.sub(blank, rb"\1><v>5</v></c>", xml))
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert (entry.row, entry.key) == (number, (f"FV-{number - 9}",))
    assert entry.typed == {"excess": 5}


# Rows that no posting can take are given too


def test_input_on_a_row_without_a_document_is_an_entry(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        put(ws, 2, "Factura", None)
        put(ws, 2, "Pago", 5)
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert (entry.key, entry.row, entry.typed) == ((), FIRST + 1, {"payment": 5})


def test_a_document_that_stands_twice_is_two_entries(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        put(ws, 2, "Factura", "FV-1")
        for number in (1, 2):
            put(ws, number, "Pago", number)
    entries = ClosedWorkbook(path).entries(OVERDUE)
    assert [(e.key, e.row) for e in entries] == [(("FV-1",), 9), (("FV-1",), 10)]


def test_a_deleted_row_is_no_entry_and_the_others_keep_their_documents(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path, invoices(1, 2, 3))
    with edited_sheet(path) as ws:
        for number in (1, 2, 3):
            put(ws, number, "Pago", number)
        ws.delete_rows(FIRST + 1)
        ws.tables[OVERDUE.table].ref = f"A8:AB{FIRST + 1}"
    entries = ClosedWorkbook(path).entries(OVERDUE)
    found = [(e.key, e.row, e.typed["payment"]) for e in entries]
    assert found == [(("FV-1",), 9, 1), (("FV-3",), 10, 3)]


def test_rows_hidden_by_a_filter_are_entries_that_say_so(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        table = ws.tables[OVERDUE.table]
        condition = FilterColumn(colId=2, filters=Filters(filter=["FV-1"]))
        table.autoFilter.filterColumn.append(condition)
        ws.row_dimensions[FIRST + 1].hidden = True
        for number in (1, 2):
            put(ws, number, "Pago", 5)
    entries = ClosedWorkbook(path).entries(OVERDUE)
    assert [e.hidden for e in entries] == [False, True]


@pytest.mark.parametrize("gap", [1, 3])
def test_a_row_below_the_table_that_names_a_document_is_an_entry(
    tmp_path: Path, gap: int
) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        put(ws, 2 + gap, "Factura", "FV-9")
        put(ws, 2 + gap, "Pago", 5)
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert (entry.key, entry.row, entry.below) == (("FV-9",), FIRST + 1 + gap, True)


def test_a_persons_own_sums_below_the_table_are_no_entries(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        put(ws, 4, "Cliente", "Mi total")
        put(ws, 4, "Pago", "=SUM(M9:M10)")
        put(ws, 5, "Pago", 12)
    assert ClosedWorkbook(path).entries(OVERDUE) == []


# Tabs whose rows are there to be typed in


def test_the_rows_of_registro_are_read_without_a_key(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited_sheet(path, ENTRY.title) as ws:
        put(ws, 4, "Tipo", "Anticipo", ENTRY)
        put(ws, 4, "Valor", 700, ENTRY)
        put(ws, 9, "Fecha", DAY, ENTRY)
    entries = ClosedWorkbook(path).entries(ENTRY)
    assert [(e.key, e.row) for e in entries] == [((), 12), ((), 17)]
    assert entries[0].typed == {"kind": "Anticipo", "amount": 700}
    assert entries[1].typed == {"issued": DAY}


def test_a_line_below_the_rows_of_registro_is_an_entry(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited_sheet(path, ENTRY.title) as ws:
        put(ws, ENTRY.entry_rows + 1, "Valor", 700, ENTRY)
        put(ws, ENTRY.entry_rows + 5, "Valor", "=SUM(F9:F39)", ENTRY)
    [entry] = ClosedWorkbook(path).entries(ENTRY)
    assert (entry.row, entry.below, entry.typed) == (39, True, {"amount": 700})


def test_the_log_tells_its_own_rows_from_new_ones(tmp_path: Path) -> None:
    done = row(COLLECTION_LOG, id="g-1", kind="Nota", detail="Llamar", currency_index=1)
    path = filled(tmp_path, [], tables={COLLECTION_LOG.table: [done]})
    with edited_sheet(path, COLLECTION_LOG.title) as ws:
        put(ws, 1, "Cerrar", "Sí", COLLECTION_LOG)
        put(ws, 2, "Anotar", "Promesa", COLLECTION_LOG)
    old, new = ClosedWorkbook(path).entries(COLLECTION_LOG)
    assert (old.key, old.typed) == (("g-1",), {"close": "Sí"})
    assert (new.key, new.typed) == ((), {"new_kind": "Promesa"})


# Columns that show what the ledger holds


def test_a_corrected_row_tells_all_its_prefilled_cells_cleared_ones_too(
    tmp_path: Path,
) -> None:
    rows = [customer("C1", email="a@x.co", group="Norte"), customer("C2")]
    path = filled(tmp_path, [], tables={CUSTOMERS.table: rows})
    with edited_sheet(path, CUSTOMERS.title) as ws:
        for title in ("Correo", "Grupo"):
            put(ws, 1, title, None, CUSTOMERS)
    [entry] = ClosedWorkbook(path).entries(CUSTOMERS)
    blank = dict.fromkeys(("group", "email", "phone", "excluded"))
    assert (entry.key, entry.typed) == (("C1", "COP"), blank)


def test_a_cleared_customer_is_found_among_many(tmp_path: Path) -> None:
    rows = [customer(f"C{n}", email=f"c{n}@x.co") for n in range(600)]
    path = filled(tmp_path, [], tables={CUSTOMERS.table: rows})
    with edited_sheet(path, CUSTOMERS.title) as ws:
        put(ws, 500, "Correo", None, CUSTOMERS)
    [entry] = ClosedWorkbook(path).entries(CUSTOMERS)
    assert (entry.key, entry.typed["email"]) == (("C499", "COP"), None)


def test_a_key_of_several_columns_tells_rows_apart(tmp_path: Path) -> None:
    rows = [customer("C1"), customer("C1", "USD")]
    path = filled(tmp_path, [], tables={CUSTOMERS.table: rows})
    with edited_sheet(path, CUSTOMERS.title) as ws:
        put(ws, 2, "Correo", "a@x.co", CUSTOMERS)
    [entry] = ClosedWorkbook(path).entries(CUSTOMERS)
    assert (entry.key, entry.typed["email"]) == (("C1", "USD"), "a@x.co")


# Sheets that cannot be read


def test_a_pasted_column_is_refused_by_its_heading(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    with edited_sheet(path) as ws:
        ws.cell(FIRST - 1, column("Pago")).value = "Retefuente"
        put(ws, 1, "Pago", 5)
    with pytest.raises(errors.HeadingChangedError, match=r"M8.*«Pago».*«Retefuente»"):
        ClosedWorkbook(path).entries(OVERDUE)


def test_a_renamed_column_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    with edited_sheet(path) as ws:
        ws.cell(FIRST - 1, column("Pago")).value = "Abono"
        ws.tables[OVERDUE.table].tableColumns[column("Pago") - 1].name = "Abono"
    with pytest.raises(errors.ColumnsMissingError, match="«Pago»"):
        ClosedWorkbook(path).entries(OVERDUE)


def test_columns_that_changed_places_are_read_by_their_names(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    with edited_sheet(path) as ws:
        swap_columns(ws, column("Pago"), column("Ajuste"))
        ws.cell(FIRST, column("Ajuste")).value = 5
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert entry.typed == {"payment": 5}


def swap_columns(ws: Any, one: int, other: int) -> None:
    columns = ws.tables[OVERDUE.table].tableColumns
    first, second = columns[one - 1], columns[other - 1]
    first.name, second.name = second.name, first.name
    for number in (FIRST - 1, FIRST):
        left, right = ws.cell(number, one), ws.cell(number, other)
        left.value, right.value = right.value, left.value


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    with edited_sheet(path) as ws:
        del ws.tables[OVERDUE.table]
    with pytest.raises(errors.TableMissingError):
        ClosedWorkbook(path).entries(OVERDUE)


def test_a_workbook_saved_after_it_was_read_is_not_refreshed(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    host = ClosedWorkbook(path)
    assert host.entries(OVERDUE) == []
    with edited_sheet(path) as ws:
        put(ws, 1, "Pago", 5)
    with pytest.raises(errors.WorkbookChangedError, match="cambió"):
        host.refresh([OVERDUE], content(invoices(1)))
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert entry.typed == {"payment": 5}


def test_the_batch_key_and_the_revision_are_read_back(tmp_path: Path) -> None:
    named: dict[str, Cell] = {names.BATCH_KEY: "lote-1", names.REVISION: 12}
    host = ClosedWorkbook(filled(tmp_path, [], named=named))
    assert (host.value(names.BATCH_KEY), host.value(names.REVISION)) == ("lote-1", 12)
