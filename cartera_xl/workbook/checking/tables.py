"""Rules of tables: Excel repairs a file whose table and cells disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.workbook.checking.package import WORKBOOK, Fault
from cartera_xl.workbook.checking.sheets import repeated
from cartera_xl.workbook.parts.addresses import cell_address, parse_area
from cartera_xl.workbook.parts.xml import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.workbook.checking.inspected import Inspected, SheetTable
    from cartera_xl.workbook.parts.addresses import Area


def tables(book: Inspected) -> Iterator[Fault]:
    """Yield tables that repeat a name or disagree with their sheet."""
    for name in repeated(table.name for table in book.tables):
        yield Fault(WORKBOOK, f"the table {name} stands twice")
    for id_ in repeated(table.root.get("id", "") for table in book.tables):
        yield Fault(WORKBOOK, f"the table id {id_} stands twice")
    for table in book.tables:
        area = parse_area(table.root.get("ref", ""))
        if area is None:
            yield Fault(table.part, "the table has no area")
        else:
            yield from _shape(table, area)
            yield from _headings(book, table, area)


def _shape(table: SheetTable, area: Area) -> Iterator[Fault]:
    width = len(area.columns)
    if width != len(table.columns):
        yield Fault(table.part, f"{len(table.columns)} columns, {width} in its area")
    for name in repeated(table.columns):
        yield Fault(table.part, f"the column {name} stands twice")
    if len(area.rows) < 2:
        yield Fault(table.part, "the table has no row")
    filter_ = table.root.find(main("autoFilter"))
    if filter_ is not None and filter_.get("ref") != table.root.get("ref"):
        yield Fault(table.part, "the filter's area is not the table's")


def _headings(book: Inspected, table: SheetTable, area: Area) -> Iterator[Fault]:
    cells = {cell.get("r"): cell for cell in book.cells(table.sheet)}
    for column, name in zip(area.columns, table.columns, strict=False):
        address = cell_address(area.top, column)
        cell = cells.get(address)
        shown = "" if cell is None else book.text(cell)
        if shown != name:
            detail = f"column «{name}», but {address} shows «{shown}»"
            yield Fault(table.part, detail)
