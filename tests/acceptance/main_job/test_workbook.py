"""The refreshed workbook says what the ledger says, in Python, in SQL and in Calc."""

from __future__ import annotations

import shutil
import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.tabs import names, summary
from cartera_xl.tabs.book import TABS
from tests.acceptance.main_job.ledgers import ORIGINAL
from tests.commands import SAMPLE_DAY, cartera
from tests.office import recalculated
from tests.opened import opened
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from pathlib import Path

# The indicators by hand: what the ledger keeps as open today, less what was settled by
# the date, for what was issued by then.
_SQL = """
    WITH moved AS (
        SELECT from_id AS id, amount FROM application WHERE effective <= :at
        UNION ALL
        SELECT to_id, amount FROM application WHERE effective <= :at),
    taken AS (SELECT id, SUM(amount) AS amount FROM moved GROUP BY id),
    balance AS (
        SELECT d.side, d.due, d.total - COALESCE(t.amount, 0) AS left
        FROM document d LEFT JOIN taken t ON t.id = d.id
        WHERE d.issued <= :at AND d.side <> 'N')
    SELECT SUM(CASE WHEN side = 'D' AND due >= :at THEN left ELSE 0 END),
           SUM(CASE WHEN side = 'D' AND due < :at THEN left ELSE 0 END),
           SUM(CASE WHEN side = 'C' THEN left ELSE 0 END)
    FROM balance"""
TITLES = ("por_vencer", "vencidas", "creditos", "saldo_neto")


@pytest.fixture(scope="module", params=["demo", "real"])
def refreshed(
    request: pytest.FixtureRequest,
    made_sample: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp(request.param) / "empresa"
    if request.param == "demo":
        return shutil.copytree(made_sample, folder), SAMPLE_DAY
    assert cartera("iniciar", folder).code == 0
    assert cartera("importar", shared_data(ORIGINAL), cwd=folder).code == 0
    at = "2012-12-31"
    answer = cartera("actualizar", "Cartera.xlsm", "--corte", at, cwd=folder)
    assert answer.code == 0, answer.err
    return folder, at


def by_python(folder: Path, at: str) -> list[Decimal]:
    shown = cartera("resumen", "--json", "--corte", at, cwd=folder).json
    pesos = shown["monedas"]["COP"]
    return [Decimal(pesos[title]["valor"]) for title in TITLES]


def by_sql(folder: Path, at: str) -> list[Decimal]:
    with sqlite3.connect(folder / "cartera.db") as connection:
        [(not_due, overdue, credit)] = connection.execute(_SQL, {"at": at})
    connection.close()
    net = not_due + overdue - credit
    return [Decimal(n) / 100 for n in (not_due, overdue, credit, net)]


def cents(value: Any) -> Decimal:
    return round(Decimal(repr(float(value))), 2)


def by_tiles(book: Any) -> list[Decimal]:
    places = [book.defined_names[names.tile(title)] for title in TITLES]
    cells = [next(iter(place.destinations)) for place in places]
    return [cents(book[sheet][address].value) for sheet, address in cells]


def by_tables(book: Any) -> list[Decimal]:
    sums = [column_sum(book, n) for n in ("tblPorVencer", "tblVencidas", "tblCreditos")]
    return [*sums, sums[0] + sums[1] - sums[2]]


def column_sum(book: Any, table: str) -> Decimal:
    tab = next(tab for tab in TABS if tab.table == table)
    column = tab.titles.index("Saldo")
    rows = book[tab.title].iter_rows(min_row=1, values_only=True)
    found = list(rows)
    start = next(n for n, row in enumerate(found) if "Saldo" in row and "Total" in row)
    first = found[start].index(tab.titles[0])
    values = [row[first + column] for row in found[start + 1 :]]
    return sum((cents(v) for v in values if v is not None), Decimal())


def cached(folder: Path) -> Any:
    return opened(folder / "Cartera.xlsm")


def test_the_cached_figures_are_those_of_python_and_sql(
    refreshed: tuple[Path, str],
) -> None:
    folder, at = refreshed
    expected = by_python(folder, at)
    assert by_sql(folder, at) == expected
    book = cached(folder)
    assert by_tiles(book) == expected
    assert by_tables(book) == expected


@pytest.mark.calc
def test_calc_works_out_the_same_figures(
    refreshed: tuple[Path, str], tmp_path: Path
) -> None:
    folder, at = refreshed
    book = recalculated(folder / "Cartera.xlsm", tmp_path)
    expected = by_python(folder, at)
    assert by_tiles(book) == expected
    assert by_tables(book) == expected
    assert summary.TIES_OUT in texts_of(book["Resumen"])


@pytest.mark.calc
def test_calc_finds_every_cached_value_as_it_was_written(
    refreshed: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _ = refreshed
    again = recalculated(folder / "Cartera.xlsm", tmp_path)
    formulas = opened(folder / "Cartera.xlsm", data_only=False)
    differing = [
        f"{sheet.title}!{cell.coordinate}: {then!r}, {now!r}"
        for sheet, before in zip(formulas, cached(folder), strict=True)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
        if not alike(
            then := before[cell.coordinate].value,
            now := again[sheet.title][cell.coordinate].value,
        )
    ]
    assert differing == []


def alike(then: Any, now: Any) -> bool:
    if isinstance(then, (int, float)) and isinstance(now, (int, float)):
        return abs(then - now) < 0.005
    return (then or "") == (now or "")


def texts_of(sheet: Any) -> set[str]:
    return {v for row in sheet.values for v in row if isinstance(v, str)}


def test_the_workbook_opens_on_vencidas(refreshed: tuple[Path, str]) -> None:
    folder, _ = refreshed
    assert cached(folder).active.title == "Vencidas"


def test_without_a_date_the_workbook_keeps_its_own(refreshed: tuple[Path, str]) -> None:
    folder, at = refreshed
    answer = cartera("actualizar", "Cartera.xlsm", "--json", cwd=folder)
    assert answer.code == 0
    assert answer.json["corte"] == at


def test_another_ledgers_workbook_is_refused(
    refreshed: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _ = refreshed
    cartera("iniciar", tmp_path / "otra")
    base = tmp_path / "otra" / "cartera.db"
    before = (folder / "Cartera.xlsm").read_bytes()
    answer = cartera("actualizar", folder / "Cartera.xlsm", "--base", base)
    assert answer.code == 2
    assert "otra cartera" in answer.err
    assert (folder / "Cartera.xlsm").read_bytes() == before


def test_a_workbook_that_somebody_has_open_is_refused_with_a_name(
    refreshed: tuple[Path, str],
) -> None:
    folder, _ = refreshed
    lock = folder / ".~lock.Cartera.xlsm#"
    lock.write_text(",ana,equipo,24.11.2026 10:00,file:///x;", "utf-8")
    try:
        answer = cartera("actualizar", "Cartera.xlsm", cwd=folder)
    finally:
        lock.unlink()
    assert answer.code == 2
    assert "ana" in answer.err
