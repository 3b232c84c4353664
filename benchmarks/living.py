"""P12: LibreOffice as a live host: refreshing an open workbook, and function cells."""

from __future__ import annotations

import os
import shutil
import time
from datetime import date, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.books import filled_ledger
from benchmarks.comparing import Comparison, at_most, thousands
from benchmarks.measuring import Sample, interleaved
from benchmarks.refreshing import case, read_content
from benchmarks.workload import BEFORE, TODAY, code, workload
from cartera_xl.hosts.calc.engine import start
from cartera_xl.hosts.calc.office import OfficeOptions
from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.tabs.book import TABS
from cartera_xl.workbook.parts.cells import serial
from tests.calc_addin import install, open_home
from tests.screen import soon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings as xw

    from benchmarks.measuring import Run
    from benchmarks.refreshing import Case
    from cartera_xl.hosts.content import Content

_CELLS: Final = 1000
_SECONDS: Final = 1.0  # that they may take, in all processes together
_TICK: Final = os.sysconf("SC_CLK_TCK")


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the refreshes, each beside one raw write of its blocks, then functions."""
    for rows in (10_000,) if quick else (10_000, 100_000):
        yield _refreshing(case(folder, rows), 2 if quick else 3)
    yield _functions(folder, 3 if quick else 7)


def _refreshing(at: Case, rounds: int) -> Comparison:
    app = start(OfficeOptions(call_seconds=None))
    try:
        book = app.books.open(shutil.copyfile(at.full, at.out))
        # Another cut-off date: each invoice is a day older, some fell due. What shows
        # the same is left alone, as at a click; `setDataArray` writes all of it.
        later = read_content(at.ledger, TODAY + timedelta(1))
        contents = cycle((later, at.content))
        blocks = [[_plain(row) for row in rows] for rows in at.content.tables.values()]
        raw = app.books.add()
        runs = {
            "Cartera XL": _all_cpu(app, lambda: _refresh(app, book.name, contents)),
            "setDataArray": _all_cpu(app, lambda: _write(raw, blocks)),
        }
        taken = interleaved(runs, rounds)
    finally:
        app.quit()
    work = f"libro abierto en LibreOffice, {thousands(at.rows)} facturas vencidas"
    peer = "setDataArray de los mismos bloques"
    ours, theirs = taken["Cartera XL"], taken["setDataArray"]
    return Comparison("P12", work, ours, peer, theirs, at_most(3))


def _refresh(app: xw.App, name: str, contents: Iterator[Content]) -> None:
    """Refresh as a click does: nothing is known of the workbook from the last time."""
    LiveWorkbook(app.books[name]).refresh(TABS, next(contents))


def _write(book: xw.Book, blocks: list[list[tuple[Any, ...]]]) -> None:
    sheet = book.impl.document.Sheets.getByIndex(0)
    top = 0
    for rows in filter(None, blocks):
        bottom = top + len(rows) - 1
        cells = sheet.getCellRangeByPosition(0, top, len(rows[0]) - 1, bottom)
        cells.setDataArray(tuple(rows))
        top = bottom + 1


def _plain(row: Any) -> tuple[Any, ...]:
    return tuple(map(_cell, row))


def _cell(value: Any) -> float | str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return float(serial(value))
    return value if isinstance(value, str) else float(value)


def _functions(folder: Path, rounds: int) -> Comparison:
    os.environ["CARTERA_DB"] = str(filled_ledger(folder / "f.db", workload(100_000)))
    with open_home() as home:
        profile = shutil.copytree(install(home), folder / "perfil")
    app = start(OfficeOptions(profile=profile, call_seconds=None))
    try:
        book = app.books.open(shutil.copyfile(_template(), folder / "Funciones.xlsm"))
        cells = book.sheets.add("Mío")["A1"].resize(_CELLS, 1)
        names = range(1, _CELLS + 1)
        cells.formula = [[f'=CARTERA_VENCIDAS("{code(n)}")'] for n in names]
        days = iter([BEFORE, TODAY] * rounds)
        again = partial(_recalculated, book, cells, days)
        work = f"{thousands(_CELLS)} celdas calculadas de nuevo al cambiar Corte"
        taken = interleaved({work: _all_cpu(app, again)}, rounds)[work]
    finally:
        app.quit()
        del os.environ["CARTERA_DB"]
    limit = Sample((_SECONDS,) * rounds)
    return Comparison("P12", work, taken, "límite de 1 s", limit, at_most(1))


def _recalculated(book: xw.Book, cells: Any, days: Iterator[date]) -> None:
    before = cells.value
    book.names["Corte"].refers_to_range.value = next(days)
    # Nothing is read while Calc enters them: the first change is the last.
    assert soon(lambda: cells.value != before)


def _template() -> Path:
    from cartera_xl.hosts.template import template_path

    return template_path()


def _all_cpu(app: xw.App, act: Callable[[], object]) -> Run:
    """Return a run that gives the CPU of this process, LibreOffice and its children."""

    def run() -> float:
        started = _seconds(app.pid) + time.process_time()
        act()
        return _seconds(app.pid) + time.process_time() - started

    return run


def _seconds(office: int) -> float:
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            own, _, rest = stat.read_text().partition(" (")
        except OSError:
            continue
        fields = rest.rpartition(")")[2].split()
        if office in (int(own), int(fields[1])):
            total += int(fields[11]) + int(fields[12])
    return total / _TICK
