"""P10: reading back what was typed, from a workbook with many rows."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook

from benchmarks.books import filled_ledger
from benchmarks.comparing import Comparison, at_least, thousands
from benchmarks.measuring import cpu, interleaved, note
from benchmarks.refreshing import overdue_books, read_content
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.template import template_path
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.tabs.cell import Cell

_EVERY: Final = 50  # one row in so many has a payment typed on it
_PAYMENT: Final = OVERDUE.titles.index("Pago")


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield reading the typed input of Vencidas against openpyxl's quickest way."""
    rows = 20_000 if quick else 100_000
    note(f"  {rows} facturas vencidas")
    book = _typed_book(folder, rows)
    if len(_ours(book)) != len(_theirs(book)):
        raise AssertionError("the two read other input")
    runs = {
        "nuestro": cpu(lambda: _ours(book)),
        "openpyxl": cpu(lambda: _theirs(book)),
    }
    taken = interleaved(runs, 3)
    yield Comparison(
        "P10",
        f"leer lo digitado, {thousands(rows)} filas de Vencidas",
        taken["nuestro"],
        "openpyxl, solo lectura",
        taken["openpyxl"],
        at_least(8),
    )


def _typed_book(folder: Path, rows: int) -> Path:
    """Return a refreshed workbook in which payments are typed."""
    ledger = filled_ledger(folder / f"digitado{rows}.db", overdue_books(rows))
    content = read_content(ledger)
    typed = [
        _paid(row) if n % _EVERY == 0 else row
        for n, row in enumerate(content.tables[OVERDUE.table])
    ]
    book = folder / f"digitado{rows}.xlsm"
    shutil.copyfile(template_path(), book)
    tables = {**content.tables, OVERDUE.table: typed}
    ClosedWorkbook(book).refresh(TABS, replace(content, tables=tables))
    return book


def _paid(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (*row[:_PAYMENT], 1000.0, *row[_PAYMENT + 1 :])


def _ours(book: Path) -> list[object]:
    return list(ClosedWorkbook(book).entries(OVERDUE))


def _theirs(book: Path) -> list[object]:
    """Return the rows in which something is typed, as a script would look for them."""
    inputs = [n for n, column in enumerate(OVERDUE.columns) if column.input]
    opened = load_workbook(book, read_only=True, data_only=True)
    sheet = opened[OVERDUE.title]
    found = [
        row
        for row in sheet.iter_rows(min_row=9, values_only=True)
        if len(row) > inputs[-1] and any(row[n] is not None for n in inputs)
    ]
    opened.close()
    return found
