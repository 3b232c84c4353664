"""Twenty refreshes in a row change nothing but what a refresh has to say.

The workbook is one that its user has made her own: notes and links on invoices, columns
and a sheet with a chart of her own, macros and a ribbon.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import TableColumn
from python_calamine import CalamineWorkbook

from cartera_xl.actions import refresh
from cartera_xl.actions.context import Context
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.store import Store
from cartera_xl.tabs import names
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.workbook.parts.vba_project import PART as MACROS
from tests.hosts.attached import links, notes
from tests.hosts.books import (
    column,
    edited,
    part_of,
    parts,
    write,
)
from tests.hosts.macros import RIBBON, calls_its_ribbon, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST: Final = date(2026, 8, 31)
LAST: Final = date(2026, 11, 24)
_NOON: Final = datetime(2026, 11, 24, 12)  # noqa: DTZ001
CONTEXT: Final = Context(LAST, _NOON, datetime(2026, 11, 24, 17, tzinfo=UTC), "a", "b")
# splice.md: what a refresh rewrites; own sheets are looked at by their titles.
LISTED: Final = re.compile(
    r"xl/worksheets/sheet\d+\.xml|xl/tables/table\d+\.xml|xl/charts/chart\d+\.xml"
    r"|xl/comments/comment\d+\.xml|xl/drawings/commentsDrawing\d+\.vml"
    r"|xl/sharedStrings\.xml|xl/workbook\.xml|docProps/core\.xml"
)
EXTRAS: Final = {
    "xl/media/image9.png": bytes(range(256)) * 8,
    "customXml/item1.xml": b"<suyo/>",
    "xl/threadedComments/threadedComment9.xml": b"<ThreadedComments/>",
}


class Own(NamedTuple):
    """The workbook, and the invoices that its user wrote something about."""

    path: Path
    noted: list[str]
    linked: list[str]


@pytest.fixture(scope="module")
def ledger(
    made_sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder = shutil.copytree(made_sample, tmp_path_factory.mktemp("veinte") / "demo")
    with Store.open(folder / "cartera.db") as store:
        yield store


@pytest.fixture(scope="module")
def own(ledger: Store, tmp_path_factory: pytest.TempPathFactory) -> Own:
    folder = tmp_path_factory.mktemp("suyo")
    product = shipped(folder)
    path = folder / "Cartera.xlsm"
    shutil.copyfile(product, path)
    lasting = overdue_at(ledger, path, LAST) & overdue_at(ledger, path, FIRST)
    chosen = sorted(lasting)[::7][:9]
    made = Own(path, chosen[:6], chosen[6:])
    with edited(path) as book:
        make_hers(book, made)
    write(path, {**parts(path), **EXTRAS})
    show(ledger, path, FIRST)
    return made


def show(ledger: Store, path: Path, corte: date) -> tuple[str, ...]:
    return refresh.run(ledger, ClosedWorkbook(path), corte, CONTEXT).notes


def overdue_at(ledger: Store, path: Path, corte: date) -> set[Any]:
    show(ledger, path, corte)
    return {line[column("Factura") - 1] for line in shown(path)[8:]}


def shown(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(path)
    return book.get_sheet_by_name(OVERDUE.title).to_python()


def make_hers(book: Any, made: Own) -> None:
    ws = book[OVERDUE.title]
    table = ws.tables[OVERDUE.table]
    last = len(OVERDUE.columns) + 1
    table.tableColumns.append(TableColumn(id=last, name="Mía"))
    table.ref = table.autoFilter.ref = table.ref.replace("AB", "AC")
    ws.cell(8, last).value = "Mía"
    ws["AE3"], ws["AF12"] = "al lado", "=K12*2"
    ws["A2"].comment = Comment("arriba", "Ana")
    for line in ws.iter_rows(min_row=9):
        number = line[column("Factura") - 1]
        if number.value in made.noted:
            number.comment = Comment(f"Nota de {number.value}", "Ana")
            ws.cell(number.row, last).value = f"Mía de {number.value}"
            ws.cell(number.row, column("Pago")).value = 100
        if number.value in made.linked:
            number.hyperlink = f"https://facturas.co/{number.value}"
    book.create_sheet("Su suma")["A1"] = "=SUM(tblVencidas[Saldo])"
    hers = book.create_sheet("Mis cuentas")
    for number in range(1, 6):
        hers.cell(number, 1).value = number * number
    chart = BarChart()
    chart.add_data(Reference(hers, min_col=1, min_row=1, max_row=5))
    hers.add_chart(chart, "E2")


def unlisted(path: Path) -> dict[str, bytes]:
    """Return the parts that no refresh may touch."""
    hers = part_of(path, "Mis cuentas"), part_of(path, "xlwings.conf")
    contents = parts(path)
    chart = next(n for n, d in contents.items() if b"Mis cuentas" in d and "chart" in n)
    return {
        name: data
        for name, data in contents.items()
        if not LISTED.fullmatch(name) or name in (*hers, chart)
    }


def without_key(path: Path) -> dict[str, bytes]:
    """Return all parts but for the batch key, which is another each time."""
    contents = parts(path)
    data = part_of(path, "_datos")
    key = str(ClosedWorkbook(path).value(names.BATCH_KEY)).encode()
    assert contents[data].count(key) == 1
    return {**contents, data: contents[data].replace(key, b"")}


def test_twenty_refreshes_leave_all_else_byte_for_byte(ledger: Store, own: Own) -> None:
    first, untouched = without_key(own.path), unlisted(own.path)
    assert {MACROS, RIBBON, "_rels/.rels", *EXTRAS} <= untouched.keys()
    random, sizes = Random(20), set()
    for _ in range(20):
        corte = date.fromordinal(random.randint(FIRST.toordinal(), LAST.toordinal()))
        said = show(ledger, own.path, corte)
        assert not [note for note in said if "se quitó" in note or "ya no está" in note]
        assert unlisted(own.path) == untouched
        assert follows(own) == (own.noted, own.linked)
        sizes.add(len(parts(own.path)[part_of(own.path)]))
    assert len(sizes) > 5, "the data must differ"
    show(ledger, own.path, FIRST)
    assert without_key(own.path) == first
    assert calls_its_ribbon(own.path)


def follows(own: Own) -> tuple[list[str], list[str]]:
    """Return the invoices whose note, own column and input, and whose link, agree."""
    hanging, leading = notes(own.path), links(own.path)
    assert hanging.pop("A2") == "arriba"
    noted, linked = [], []
    for row, line in enumerate(shown(own.path)[8:], 9):
        number, address = line[column("Factura") - 1], f"C{row}"
        hers = line[column("Pago") - 1], line[len(OVERDUE.columns)]
        if hanging.get(address) == f"Nota de {number}":
            assert hers == (100, f"Mía de {number}")
            noted.append(number)
        else:
            assert hers == ("", "")
        if leading.get(address, "") == f"https://facturas.co/{number}":
            linked.append(number)
    assert (len(hanging), len(leading)) == (len(noted), len(linked))
    return sorted(noted), sorted(linked)
