"""Marks: what is said beside a row, and refused cells painted; all else untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import RowMark
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    SHEET,
    by_document,
    column,
    edited,
    edited_sheet,
    filled,
    invoices,
    part_of,
    parts,
    patch,
    put,
    refresh,
    sheet,
    template,
    values,
)
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.tabs.tab import Tab

WHY = "✗ Pago mayor que el saldo: 8.337.350 & «más»"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13."""
    return filled(tmp_path, invoices(1, 2, 3, 4, 5))


def mark(path: Path, *marks: RowMark, tabs: Any = (OVERDUE,)) -> None:
    ClosedWorkbook(path).mark(tabs, marks)


def on(number: int, status: str = WHY, *rejected: str) -> RowMark:
    return RowMark(OVERDUE.table, FIRST + number - 1, status, rejected)


def painted(path: Path, tab: Tab = OVERDUE) -> set[str]:
    """Return the cells in the light red of «Rechazado», whoever saved the book."""
    cells = (cell for line in sheet(path, tab.title).iter_rows() for cell in line)
    return {
        c.coordinate for c in cells if c.fill.fgColor.rgb in ("00FBD9DB", "FFFBD9DB")
    }


def test_a_mark_says_why_and_paints_the_cells(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 2, "Pago", 5)
    mark(path, on(2, WHY, "payment", "payment_date"))
    assert by_document(path, "Estado") == {"FV-2": WHY}
    assert painted(path) == {"M10", "N10"}
    assert by_document(path, "Pago") == {"FV-2": 5}
    assert sheet(path)["N10"].number_format == "dd/mm/yyyy"


def test_without_refused_cells_a_mark_only_speaks(path: Path) -> None:
    mark(path, on(1, "✓ Saldo 1.000 → 500"))
    assert values(path, "Estado")[0] == "✓ Saldo 1.000 → 500"
    assert painted(path) == set()


def test_new_marks_take_the_old_ones_away(path: Path) -> None:
    mark(path, on(1, WHY, "payment"), on(4, WHY, "reference"))
    mark(path, on(2, WHY, "means"))
    assert by_document(path, "Estado") == {"FV-2": WHY}
    assert painted(path) == {"O10"}


def test_marking_nothing_gives_the_bytes_from_before_back(path: Path) -> None:
    before = parts(path)
    mark(path, on(1, WHY, "payment"), on(5, WHY, "remind", "adjustment"))
    assert parts(path) != before
    mark(path)
    assert parts(path) == before


def test_only_the_marked_rows_change(path: Path) -> None:
    before = parts(path)
    mark(path, on(3, WHY, "payment"), tabs=TABS[:5])
    after = parts(path)
    [changed] = [name for name in before if before[name] != after[name]]
    assert changed == part_of(path)
    row_11 = re.compile(rb'<row r="11".*?</row>')
    assert row_11.sub(b"", after[changed]) == row_11.sub(b"", before[changed])


def test_a_mark_finds_its_row_among_many(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(*range(1, 7001)))
    before = parts(path)
    for number in (1, 3500, 7000):
        mark(path, on(number, WHY, "payment"))
        assert said(path) == {f"FV-{number}": WHY}
    mark(path)
    assert parts(path) == before


def said(path: Path) -> dict[Any, Any]:
    """Return Estado by the invoice, read by calamine: the book is large."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python()
    number, status = column("Factura") - 1, column("Estado") - 1
    return {line[number]: line[status] for line in lines[FIRST - 1 :] if line[status]}


def test_columns_that_changed_places_are_marked_by_name(path: Path) -> None:
    with edited_sheet(path) as ws:
        columns = ws.tables[OVERDUE.table].tableColumns
        one, other = column("Pago"), column("Estado")
        columns[one - 1].name, columns[other - 1].name = "Estado", "Pago"
        ws.cell(8, one).value, ws.cell(8, other).value = "Estado", "Pago"
    mark(path, on(1, WHY, "payment"))
    assert sheet(path).cell(FIRST, one).value == WHY
    assert painted(path) == {sheet(path).cell(FIRST, other).coordinate}


def test_lines_of_registro_are_marked(tmp_path: Path) -> None:
    path = template(tmp_path)
    line = RowMark(ENTRY.table, 12, WHY, ("amount",))
    mark(path, line, tabs=(OVERDUE, ENTRY))
    assert sheet(path, ENTRY.title)["R12"].value == WHY
    assert painted(path, ENTRY) == {"F12"}


def test_a_row_below_the_table_is_marked_and_unmarked(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 6, "Factura", "FV-9")
        put(ws, 6, "Estado", "mi texto")
        put(ws, 7, "Estado", "otro texto mío")
    mark(path, on(6, WHY, "payment"))
    assert sheet(path)["Z14"].value == WHY
    mark(path)
    shown = sheet(path)
    assert (shown["Z14"].value, shown["Z15"].value) == (None, "otro texto mío")
    assert painted(path) == set()


def test_a_refresh_takes_marks_away_without_a_word(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 2, "Pago", 5)
    mark(path, on(2, WHY, "payment"))
    done = refresh(path, invoices(1, 2))
    assert (by_document(path, "Estado"), painted(path)) == ({}, set())
    assert (by_document(path, "Pago"), done.notes) == ({"FV-2": 5}, ())


def test_a_workbook_without_samples_is_marked_in_words(path: Path) -> None:
    with edited(path) as book:
        del book.defined_names[names.samples(OVERDUE.table)]
    mark(path, on(1, WHY, "payment"))
    assert values(path, "Estado")[0] == WHY
    assert painted(path) == set()


@pytest.mark.calc
def test_what_libreoffice_saved_is_marked_and_unmarked(path: Path) -> None:
    mark(path, on(2, WHY, "payment"))
    saved = convert(path, "xlsx", path.parent)
    assert painted(saved) == {"M10"}
    mark(saved, on(4, WHY, "means"))
    assert by_document(saved, "Estado") == {"FV-4": WHY}
    assert painted(saved) == {"O12"}


def test_a_workbook_saved_meanwhile_is_not_marked(path: Path) -> None:
    host = ClosedWorkbook(path)
    patch(path, part_of(path), lambda xml: xml.replace(b"FV-5", b"FV-6"))
    before = path.read_bytes()
    with pytest.raises(errors.WorkbookChangedError):
        host.mark([OVERDUE], [on(1)])
    assert path.read_bytes() == before


def test_one_object_marks_twice(path: Path) -> None:
    host = ClosedWorkbook(path)
    host.mark([OVERDUE], [on(1)])
    host.mark([OVERDUE], [on(2)])
    assert by_document(path, "Estado") == {"FV-2": WHY}


def test_marks_leave_other_tabs_as_they_are(path: Path) -> None:
    mark(path, on(1))
    mark(path, tabs=[ENTRY])
    assert values(path, "Estado")[0] == WHY
    assert OVERDUE.title == SHEET


def test_cells_that_are_emptied_keep_their_look_and_all_else_its_bytes(
    path: Path,
) -> None:
    with edited_sheet(path) as ws:
        for row, value in ((2, "Sí"), (4, "Sí")):
            put(ws, row, "Recordar", value)
        put(ws, 2, "Pago", 5)
    before, looks = parts(path), sheet(path)
    ClosedWorkbook(path).clear(OVERDUE, {FIRST + 1: ("remind",)})
    assert values(path, "Recordar")[:5] == [None, None, None, "Sí", None]
    assert values(path, "Pago")[:5] == [None, 5, None, None, None]
    emptied = (FIRST + 1, column("Recordar"))
    assert sheet(path).cell(*emptied).style_id == looks.cell(*emptied).style_id
    part = part_of(path)
    after = parts(path)
    assert {name for name in before if before[name] != after[name]} == {part}
    assert len(before[part].split(b"</row>")) == len(after[part].split(b"</row>"))
