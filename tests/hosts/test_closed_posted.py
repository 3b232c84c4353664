"""Posted input is cleared at the next refresh, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    by_document,
    content,
    edited_sheet,
    filled,
    invoices,
    put,
    row,
    sheet,
    template,
    values,
)
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Cell, Content, Refreshed
    from cartera_xl.hosts.entries import Posted
    from cartera_xl.tabs.tab import Tab


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook with payments typed for FV-1 and FV-2 of three invoices."""
    path = filled(tmp_path, invoices(1, 2, 3))
    with edited_sheet(path) as ws:
        for number in (1, 2):
            put(ws, number, "Pago", number * 100)
            put(ws, number, "Referencia", f"R-{number}")
    return path


def typed(path: Path, tab: Tab = OVERDUE) -> list[Posted]:
    return [entry.posted for entry in ClosedWorkbook(path).entries(tab)]


def refresh(path: Path, new: Content, posted: list[Posted]) -> Refreshed:
    return ClosedWorkbook(path).refresh(TABS, new, posted=posted)


def test_posted_input_is_cleared_and_the_rest_is_carried(path: Path) -> None:
    [first, _] = typed(path)
    done = refresh(path, content(invoices(3, 2, 1)), [first])
    assert by_document(path, "Pago") == {"FV-2": 200}
    assert by_document(path, "Referencia") == {"FV-2": "R-2"}
    assert (done.cleared, done.carried, done.notes) == (1, 2, ())


def test_a_posted_row_that_is_paid_and_gone_is_not_listed(path: Path) -> None:
    done = refresh(path, content(invoices(3)), typed(path))
    assert (done.cleared, done.notes) == (2, ())


def test_what_was_typed_after_posting_is_kept_and_named(path: Path) -> None:
    posted = typed(path)
    with edited_sheet(path) as ws:
        put(ws, 1, "Pago", 150)
    done = refresh(path, content(invoices(1, 2)), posted)
    assert by_document(path, "Pago") == {"FV-1": 150}
    assert done.cleared == 1
    assert done.notes == (
        "Vencidas: lo digitado en FV-1 cambió después de registrarlo; quedó como está: "
        "revíselo antes de registrar de nuevo.",
    )


def test_clearing_twice_clears_nothing_new(path: Path) -> None:
    posted = typed(path)
    refresh(path, content(invoices(1, 2)), posted)
    with edited_sheet(path) as ws:
        put(ws, 1, "Pago", 150)
    done = refresh(path, content(invoices(1, 2)), posted)
    assert (by_document(path, "Pago"), done.cleared) == ({"FV-1": 150}, 0)


def test_a_persons_own_cells_stay_on_a_posted_row(path: Path) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables[OVERDUE.table]
        table.tableColumns.append(type(table.tableColumns[0])(id=29, name="Mía"))
        table.ref = table.autoFilter.ref = "A8:AC11"
        ws["AC8"], ws["AC9"] = "Mía", "llamar"
    refresh(path, content(invoices(2, 1)), typed(path))
    assert by_document(path, "Mía") == {"FV-1": "llamar"}
    assert by_document(path, "Pago") == {}


def test_a_posted_row_does_not_follow_its_invoice_to_another_tab(path: Path) -> None:
    moved = [row(NOT_DUE, number=f"FV-{n}", version=1) for n in (1, 2)]
    new = content([], tables={NOT_DUE.table: moved})
    refresh(path, new, typed(path)[:1])
    assert values(path, "Pago", NOT_DUE) == [None, 200]


def test_posted_lines_are_known_by_their_content(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited_sheet(path, ENTRY.title) as ws:
        for number, value in enumerate((700, 800, 700, 900), 1):
            put(ws, number, "Valor", value, ENTRY)
    posted = typed(path, ENTRY)[:2]
    with edited_sheet(path, ENTRY.title) as ws:
        ws.move_range(f"A{FIRST}:Q{FIRST + 3}", rows=5)
    done = refresh(path, content(tables={ENTRY.table: []}), posted)
    assert values(path, "Valor", ENTRY)[:3] == [700, 900, None]
    assert done.cleared == 2
    assert len(values(path, "Valor", ENTRY)) == ENTRY.entry_rows


def test_a_posted_correction_gives_way_to_the_ledger(tmp_path: Path) -> None:
    def customers(email: str) -> Content:
        fields: dict[str, Cell] = {"code": "C1", "currency": "COP", "email": email}
        line = row(CUSTOMERS, version=1, currency_index=1, **fields)
        return content(tables={CUSTOMERS.table: [line]})

    path = filled(tmp_path, [], tables=customers("a@x.co").tables)
    with edited_sheet(path, CUSTOMERS.title) as ws:
        put(ws, 1, "Correo", "b@x.co", CUSTOMERS)
    done = refresh(path, customers("b@x.co"), typed(path, CUSTOMERS))
    assert sheet(path, CUSTOMERS.title).cell(FIRST, 5).value == "b@x.co"
    assert (done.cleared, done.notes) == (1, ())


@pytest.mark.calc
def test_posted_rows_are_known_again_in_what_libreoffice_saved(path: Path) -> None:
    [first, _] = typed(path)
    saved = convert(path, "xlsx", path.parent)
    refresh(saved, content(invoices(1, 2)), [first])
    assert by_document(saved, "Pago") == {"FV-2": 200}
