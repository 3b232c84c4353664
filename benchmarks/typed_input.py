"""P10: reading back what was typed, from a workbook with many rows."""

from __future__ import annotations

import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

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

_EVERY: Final = 50  # one row in so many has a payment typed on it
_PAYMENT: Final = get_column_letter(OVERDUE.titles.index("Pago") + 1)
_DEFLATED: Final = zipfile.ZIP_DEFLATED


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield reading the typed input of Vencidas against openpyxl's quickest way."""
    rows = 20_000 if quick else 100_000
    note(f"  {rows} facturas vencidas")
    book = _typed_book(folder, rows)
    if not 0 < len(_ours(book)) == len(_theirs(book)):
        raise AssertionError("the two read other input, or none")
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
    book, blank = folder / f"digitado{rows}.xlsm", folder / f"en blanco{rows}.xlsm"
    shutil.copyfile(template_path(), blank)
    ClosedWorkbook(blank).refresh(TABS, read_content(ledger))
    part = _part_of(blank, OVERDUE.title)
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(book, "w", _DEFLATED) as new:
        for name in old.namelist():
            xml = old.read(name)
            new.writestr(name, _typed(xml) if name == part else xml)
    return book


def _typed(xml: bytes) -> bytes:
    """Type a payment on one row in so many, as Excel saves what a person typed."""

    def pay(cell: re.Match[bytes]) -> bytes:
        head, number = cell.groups()
        blank = int(number) % _EVERY
        return cell[0] if blank else head + b"><v>1000</v></c>"

    return re.sub(rb'(<c r="%s(\d+)" s="\d+")/>' % _PAYMENT.encode(), pay, xml)


def _part_of(book: Path, title: str) -> str:
    opened = load_workbook(book, read_only=True)
    number = opened.sheetnames.index(title) + 1
    opened.close()
    return f"xl/worksheets/sheet{number}.xml"


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
