"""Cells that a person filled beside and under our tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.errors import WorkbookError
from cartera_xl.hosts.closed_donor import known_to
from cartera_xl.hosts.closed_tables import read_table
from cartera_xl.tabs.book import TABS
from cartera_xl.texts import count
from cartera_xl.workbook.bodies.old_sheet import typed_below
from cartera_xl.workbook.parts.cells import cells_of
from cartera_xl.workbook.parts.package import Package, broken_is_named
from cartera_xl.workbook.parts.shared_strings import SharedStrings
from cartera_xl.workbook.parts.tables import read_tables
from cartera_xl.workbook.parts.workbook_part import read_workbook_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.hosts.old_table import OldTable


def own_cells(path: Path) -> Iterator[str]:
    """Yield how many there are at each table, in words for the screen.

    What was typed under a table as rows of it comes over like the rest and is not
    among them. A tab that cannot be read says so when its input is.
    """
    with broken_is_named(path.name), Package(path) as package:
        book = read_workbook_part(package)
        tables = read_tables(package, book)
        part = package.one_related(book.part, "sharedStrings")
        shared = SharedStrings(package.read(part) if part else b"")
        for tab in TABS:
            try:
                old = read_table(package, tables, known_to(tab, tables), shared)
            except WorkbookError:
                continue
            if number := _beside(old) + _under(old, shared):
                cells = count(number, "celda", "celdas")
                yield f"{cells} fuera de la tabla de «{old.placement.table.sheet.name}»"


def _beside(old: OldTable) -> int:
    return sum(cell.filled for cells in old.sheet.outside.values() for cell in cells)


def _under(old: OldTable, shared: SharedStrings) -> int:
    rows = {row.number for row in typed_below(old.placement, old.sheet, shared)}
    return sum(
        cell.filled
        for number, row in old.sheet.below.items()
        if number not in rows
        for cell in cells_of(row.cells)
    )
