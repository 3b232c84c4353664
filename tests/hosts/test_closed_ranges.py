"""The sheets show as many ageing ranges as the company has, never more nor fewer."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.aging import Ranges
from cartera_xl.tabs import data, names
from cartera_xl.tabs.customers import CUSTOMERS, range_field
from tests.hosts.books import (
    column,
    content,
    edited_sheet,
    filled,
    part_of,
    parts,
    refresh,
    row,
    sheet,
    template,
)
from tests.office import convert
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Cell, Content

LIMITS = (1, 4, 7, 8)
each_number = pytest.mark.parametrize("limits", LIMITS)


def labels(limits: int) -> tuple[str, ...]:
    return Ranges(tuple(range(10, 10 * limits + 1, 10))).labels


def with_ranges(limits: int) -> Content:
    """Return a customer who owes 1.000 in each of so many ranges, and a debtor."""
    shown = labels(limits)
    amounts: dict[str, Cell] = {range_field(n): 1000 for n, _ in enumerate(shown, 1)}
    owed = 1000 * len(shown)
    customer = row(
        CUSTOMERS, code="C1", currency="COP", net=owed, currency_index=1, **amounts
    )
    ageing: list[list[Cell]] = [[label, 1000, 1, 0.1] for label in shown]
    debtor: list[Cell] = ["Ana", owed, 90, *[1000] * len(shown)]
    named = {names.AGEING: ageing, names.DEBTORS: [debtor]}
    return content(tables={CUSTOMERS.table: [customer]}, named=named)


def ranges_in_view(path: Path) -> list[str]:
    shown = sheet(path, CUSTOMERS.title)
    return [
        c.title
        for c in CUSTOMERS.columns
        if c.range and not is_hidden(shown, column(c.title, CUSTOMERS))
    ]


def is_hidden(ws: Any, number: int) -> bool:
    """Tell whether a column is hidden; openpyxl keeps neighbours alike as one."""
    spans = ws.column_dimensions.values()
    return any(d.hidden and d.min <= number <= d.max for d in spans)


@each_number
def test_the_ranges_in_view_are_those_of_the_parameters(
    tmp_path: Path, limits: int
) -> None:
    path = template(tmp_path)
    for number in (*LIMITS, limits):
        refresh(path, with_ranges(number))
    wanted = [f"Edad {n}" for n in range(1, limits + 3)]
    assert ranges_in_view(path) == wanted
    shown = sheet(path, CUSTOMERS.title)
    cells = [shown.cell(9, column(title, CUSTOMERS)).value for title in wanted]
    assert sum(cells) == shown.cell(9, column("Saldo neto", CUSTOMERS)).value


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A print of each number of ranges."""
    folder = tmp_path_factory.mktemp("papel")
    paths = {limits: template(folder, f"{limits}.xlsm") for limits in LIMITS}
    for limits, path in paths.items():
        refresh(path, with_ranges(limits))
    return {limits: convert(path, "pdf", folder) for limits, path in paths.items()}


@pytest.mark.calc
@each_number
def test_paper_shows_the_ranges_of_the_parameters(
    papers: dict[int, Path], limits: int
) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", str(papers[limits]), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    [page] = [p for p in text.split("\f") if "Edad 1" in p]
    seen = {n for n in range(1, names.MAX_RANGES + 1) if f"Edad {n}" in page}
    assert seen - {1} == set(range(2, limits + 3))
    assert all(label in page for label in labels(limits))


@pytest.mark.calc
def test_ranges_come_back_in_what_libreoffice_saved(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, with_ranges(1))
    saved = convert(path, "xlsx", tmp_path)
    refresh(saved, with_ranges(8))
    assert ranges_in_view(saved) == [f"Edad {n}" for n in range(1, 11)]


def test_columns_that_a_person_hid_stay_hidden(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited_sheet(path, CUSTOMERS.title) as ws:
        ws.column_dimensions["E"].hidden = True
        ws.column_dimensions["AC"].width = 50
    refresh(path, with_ranges(4))
    shown = sheet(path, CUSTOMERS.title)
    assert is_hidden(shown, 5)
    assert shown.column_dimensions["AC"].width == 50


def test_columns_that_changed_places_are_hidden_by_name(tmp_path: Path) -> None:
    path = template(tmp_path)
    first, last = (column(f"Edad {n}", CUSTOMERS) for n in (1, 10))
    with edited_sheet(path, CUSTOMERS.title) as ws:
        titles = ws.tables[CUSTOMERS.table].tableColumns
        titles[first - 1].name, titles[last - 1].name = "Edad 10", "Edad 1"
        ws.cell(8, first).value, ws.cell(8, last).value = "Edad 10", "Edad 1"
    refresh(path, with_ranges(4))
    shown = sheet(path, CUSTOMERS.title)
    assert (is_hidden(shown, first), is_hidden(shown, last)) == (True, False)


def test_a_refresh_without_ranges_leaves_them_as_they_are(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, with_ranges(1))
    head = parts(path)[part_of(path, CUSTOMERS.title)].partition(b"<sheetData")[0]
    refresh(path, content(tables={CUSTOMERS.table: []}))
    after = parts(path)[part_of(path, CUSTOMERS.title)].partition(b"<sheetData")[0]
    cut = after.index(b"<cols>")
    assert after[cut:] == head[head.index(b"<cols>") :]


# Behind the charts


@each_number
def test_charts_are_drawn_from_the_ranges_in_use_only(
    tmp_path: Path, limits: int
) -> None:
    path = template(tmp_path)
    refresh(path, with_ranges(8))
    refresh(path, with_ranges(limits))
    drawn = opened(path)[data.TITLE]
    area = opened(path).defined_names[names.DEBTORS].attr_text.rpartition("!")[2]
    cells = drawn[area.replace("$", "")]
    balances = [cell.column for cell in cells[0][3:]]
    used = limits + 2
    assert [is_hidden(drawn, n) for n in balances] == [False] * used + [True] * (
        names.MAX_RANGES - used
    )
    hidden = [drawn.row_dimensions[line[0].row].hidden for line in cells]
    assert hidden == [False] + [True] * (names.TOP_DEBTORS - 1)


@each_number
def test_the_ageing_charts_cache_has_no_empty_range(
    tmp_path: Path, limits: int
) -> None:
    path = template(tmp_path)
    refresh(path, with_ranges(8))
    refresh(path, with_ranges(limits))
    [chart] = [
        d for n, d in parts(path).items() if "charts/chart" in n and b"dLbls" in d
    ]
    count = b'ptCount val="%d"' % (limits + 2)
    assert chart.count(b"ptCount") == chart.count(count) == 2


def test_nobody_stays_in_the_charts_when_nothing_is_owed(tmp_path: Path) -> None:
    path = filled(tmp_path, [], named=dict(with_ranges(4).names))
    refresh(path, content(named={names.AGEING: [], names.DEBTORS: []}))
    assert not any(b"Ana<" in data for data in parts(path).values())
