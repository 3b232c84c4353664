"""Workbooks for tests: made from the real build, refreshed, and then touched."""

from __future__ import annotations

import re
import zipfile
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.content import Content, Refreshed
from cartera_xl.hosts.entries import PercentCell
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.summary import NOBODY, TIE_OUT, TIES_OUT, WHO
from cartera_xl.tabs.versions import corrections_version
from tests.opened import edited as edited
from tests.opened import opened
from tests.workbook import built

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.tabs.tab import Tab

CORTE: Final = date(2026, 11, 24)
FIRST: Final = 9  # the first body row of a new workbook
SHEET: Final = OVERDUE.title
# What only the ledger can work out: with it, every formula of a new book has a value.
GIVEN: Final[dict[str, Cell]] = {TIE_OUT: TIES_OUT, WHO: NOBODY}
_TOGETHER: Final[dict[str, Cell]] = {
    names.CORTE: CORTE,
    names.LAST_CORTE: CORTE,
    **{names.last(key): 1000.25 for key in names.TILES},
}


def row(tab: Tab, **fields: Cell) -> tuple[Cell, ...]:
    """Return a row of a tab; fields that are not given are blank."""
    unknown = fields.keys() - {column.field for column in tab.columns}
    assert not unknown
    return tuple(fields.get(column.field) for column in tab.columns)


def invoice(number: str, **fields: Cell) -> tuple[Cell, ...]:
    """Return a row of Vencidas."""
    usual: dict[str, Cell] = {
        "customer": f"Cliente de {number}",
        "number": number,
        "issued": date(2026, 9, 1),
        "due": date(2026, 10, 1),
        "days": 54,
        "range": "31–60",
        "currency": "COP",
        "total": 1000.5,
        "paid": 0.0,
        "balance": 1000.5,
        "version": 1,
        "currency_index": 10,
    }
    return row(OVERDUE, **(usual | fields))


def customer(code: str, currency: str = "COP", **fields: Cell) -> tuple[Cell, ...]:
    """Return a row of Clientes; its version is that of what may be corrected in it."""
    shown = [fields.get(column.field) for column in CUSTOMERS.inputs]
    usual: dict[str, Cell] = {
        "code": code,
        "currency": currency,
        "currency_index": 10,
        "version": corrections_version(shown),
    }
    return row(CUSTOMERS, **(usual | fields))


def invoices(*numbers: int | str) -> list[tuple[Cell, ...]]:
    """Return rows of Vencidas with the usual values."""
    return [invoice(f"FV-{number}") for number in numbers]


def content(
    rows: Sequence[Row] = (),
    *,
    tables: Mapping[str, Sequence[Row]] | None = None,
    named: Mapping[str, Cell | Sequence[Row]] | None = None,
    formulas: Mapping[str, Cell] | None = None,
) -> Content:
    """Return what a refresh of Vencidas writes, and what other tables are given."""
    return Content(
        {OVERDUE.table: rows, **(tables or {})},
        {**_TOGETHER, **(named or {})},
        formulas or {},
    )


def template(folder: Path, name: str = "Cartera.xlsm") -> Path:
    """Put a new workbook into a folder."""
    path = folder / name
    path.write_bytes(built.file_bytes())
    return path


def refresh(path: Path, new: Content | Sequence[Row]) -> Refreshed:
    """Refresh a workbook."""
    new = new if isinstance(new, Content) else content(new)
    return ClosedWorkbook(path).refresh(TABS, new)


def filled(folder: Path, rows: Sequence[Row], **others: Any) -> Path:
    """Return a new workbook that shows some invoices."""
    path = template(folder)
    refresh(path, content(rows, **others))
    return path


@contextmanager
def edited_sheet(path: Path, title: str = SHEET) -> Iterator[Any]:
    """Give a sheet to change as openpyxl sees it, and save it."""
    with edited(path) as book:
        yield book[title]


def put(ws: Any, number: int, title: str, value: object, tab: Tab = OVERDUE) -> None:
    """Type into a body row, counted from 1, of a new workbook's tab."""
    cell = ws.cell(FIRST + number - 1, column(title, tab))
    cell.value = value.share if isinstance(value, PercentCell) else value
    if isinstance(value, PercentCell):
        cell.number_format = "0%"


def patch(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of a part."""
    before = parts(path)
    assert part in before
    after = change(before[part])
    assert after != before[part], "the patch found nothing to change"
    write(path, {**before, part: after})


def write(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write an archive of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(path: Path, title: str = SHEET) -> str:
    """Return the part of a sheet, which openpyxl and LibreOffice rename."""
    contents = {name: data.decode() for name, data in _xml(path).items()}
    relation = built.first(
        rf'<sheet\b[^>]*name="{re.escape(title)}"[^>]*r:id="(\w+)"',
        contents["xl/workbook.xml"],
    )
    relations = contents["xl/_rels/workbook.xml.rels"]
    [element] = [
        e
        for e in re.findall(r"<Relationship\b[^>]*>", relations)
        if f'Id="{relation}"' in e
    ]
    return "xl/" + built.first(r'Target="(?:/xl/)?([^"]+)"', element)


def _xml(path: Path) -> dict[str, bytes]:
    return {n: d for n, d in parts(path).items() if n.endswith((".xml", ".rels"))}


def style_of(path: Path, address: str) -> int:
    """Return the number of a cell's style on Vencidas."""
    cell = rb'<c r="%s" s="(\d+)"' % address.encode()
    found = re.search(cell, parts(path)[part_of(path)])
    assert found
    return int(found[1])


def sheet(path: Path, title: str = SHEET, *, formulas: bool = False) -> Any:
    """Return a sheet as openpyxl reads it: values, or formulas as text."""
    return opened(path, data_only=not formulas)[title]


def column(title: str, tab: Tab = OVERDUE) -> int:
    """Return the number of a column of a new workbook."""
    return tab.titles.index(title) + 1


def values(path: Path, title: str, tab: Tab = OVERDUE) -> list[Any]:
    """Return what a tab's column shows, down to the table's last row."""
    shown = sheet(path, tab.title)
    table = shown.tables[tab.table]
    first, last = (int(n) for n in re.findall(r"\d+", table.ref))
    headings = {cell.value: cell.column for cell in shown[first]}
    return [shown.cell(r, headings[title]).value for r in range(first + 1, last + 1)]


def by_document(path: Path, title: str) -> dict[Any, Any]:
    """Return a column of Vencidas by the invoice's number, blank cells left out."""
    pairs = zip(values(path, "Factura"), values(path, title), strict=True)
    return {number: value for number, value in pairs if value is not None}


def ref(path: Path, tab: Tab = OVERDUE) -> str:
    """Return a table's area."""
    return str(sheet(path, tab.title).tables[tab.table].ref)
