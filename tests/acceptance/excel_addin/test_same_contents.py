"""The sample company refreshed in a closed file and in LibreOffice: the same sheets."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.actions import demo, refresh
from cartera_xl.actions.context import Context
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.store import Store
from cartera_xl.tabs import names
from cartera_xl.tabs.data import BLOCKS
from cartera_xl.views.book import VIEWS
from tests.hosts.live.seats import plain
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

SHOWN, LATER = date(2026, 11, 24), date(2026, 12, 20)
WHO = Context(
    LATER,
    datetime(2026, 12, 20, 9),  # noqa: DTZ001 - in Bogotá, as the screen shows it
    datetime(2026, 12, 20, 14, tzinfo=UTC),
    "ana",
    "caja-1",
)
NEW_EACH_TIME = {names.BATCH_KEY}


@pytest.mark.calc
def test_both_hosts_show_the_sample_company_alike(calc: Calc, tmp_path: Path) -> None:
    places = demo.run(tmp_path / "demo", SHOWN, WHO).places
    ours = shutil.copyfile(places.workbook, tmp_path / "cerrado.xlsm")
    book = calc.app.books.open(places.workbook)
    with Store.open(str(places.ledger)) as store:
        closed = refresh.run(store, ClosedWorkbook(ours), LATER, WHO)
        live = refresh.run(store, LiveWorkbook(book), LATER, WHO)
    assert (live.overdue, live.not_due) == (closed.overdue, closed.not_due)
    assert (live.notes, live.carried) == (closed.notes, closed.carried)
    read = opened(ours)
    for tab in VIEWS:
        theirs = _open_rows(book, tab.title, tab.table)
        assert theirs == _closed_rows(read, tab.title, tab.table), tab.title
    for block in BLOCKS:
        if block.name not in NEW_EACH_TIME:
            cells = book.names[block.name].refers_to_range
            shown = [[plain(v) for v in row] for row in cells.options(ndim=2).value]
            assert shown == _closed_block(read, block.name), block.name


def _open_rows(book: Any, title: str, table: str) -> list[list[Any]]:
    body = book.sheets[title].tables[table].data_body_range
    return [[_rounded(v) for v in row] for row in body.options(ndim=2).value]


def _closed_rows(read: Any, title: str, table: str) -> list[list[Any]]:
    sheet = read[title]
    rows = sheet[sheet.tables[table].ref]
    return [[_rounded(cell.value) for cell in row] for row in rows[1:]]


def _rounded(value: Any) -> Any:
    """Return a value; moments to the second, as far as both programs hold them."""
    if isinstance(value, datetime) and value.microsecond:
        value = value.replace(microsecond=0)
    return plain(value)


def _closed_block(read: Any, name: str) -> list[list[Any]]:
    [(title, area)] = read.defined_names[name].destinations
    cells = read[title][area.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [[plain(cell.value) for cell in row] for row in rows]
