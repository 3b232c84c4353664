"""Plain rows are read at once: to the same result as all others, one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartera_xl.importers import heading_row, judging
from cartera_xl.importers.assembling import read_facts
from cartera_xl.importers.delimited import read_delimited
from cartera_xl.importers.plain import plain_positions
from cartera_xl.importers.spreadsheet import read
from cartera_xl.importers.table import read_table
from tests.importers.files import csv_of, read_csv

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.importers.rows import Facts
    from cartera_xl.importers.table import Table

# For every column a plain cell, and what else may stand there.
COLUMNS = {
    "Número": ("F", ["F1", "F2", "-5", "Total", ""]),
    "Cliente": ("Acme", ["Beta", ""]),
    "Emisión": ("2026-01-05", ["2026-02-09", ""]),
    "Vence": ("2026-03-04", ["2026-01-01", ""]),
    "Valor": ("100", ["57", "-30", "0", "", "USD 5"]),
    "Saldo": ("", ["40", "100", "140", "0", "-7"]),
    "Abono": ("", ["20", "100", "0"]),
    "Estado": ("", ["Emitida", "Pagada", "Pendiente", "Parcial", "Cancelada"]),
    "Tipo": ("", ["Factura", "ND", "NC", "Cotización", "Saldo inicial"]),
    "Moneda": ("", ["COP", "USD"]),
    "Cuota": ("", ["1", "2"]),
    "Fecha pago": ("", ["2026-03-01", "2025-12-01"]),
    "Plazo": ("", ["30"]),
}
HEADINGS = tuple(COLUMNS)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Return rows that are plain but for a cell or two of each."""
    rows = []
    for n in range(draw(st.integers(1, 6))):
        cells = {heading: plain for heading, (plain, _) in COLUMNS.items()}
        cells["Número"] += f"P{n}"
        for heading in draw(st.lists(st.sampled_from(HEADINGS), max_size=2)):
            cells[heading] = draw(st.sampled_from(COLUMNS[heading][1]))
        rows.append(tuple(cells.values()))
    return rows


def nothing_is_plain(table: Table, facts: Facts) -> list[int]:
    return []


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=tables())
def test_plain_rows_give_what_they_give_one_by_one(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    quickly = read_csv(tmp_path, csv_of(HEADINGS, *rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "plain_positions", nothing_is_plain)
        one_by_one = read(tmp_path / "cartera.csv")
    assert quickly == one_by_one


def test_an_ordinary_row_is_plain_and_a_paid_one_is_not(tmp_path: Path) -> None:
    rest = ("Acme", "2026-01-05", "2026-03-04", "100")
    paid = (*rest, "", "100")
    path = tmp_path / "c.csv"
    path.write_text(csv_of(HEADINGS, ("F1", *rest), ("F2", *paid)), "utf-8")
    grid = read_delimited(path, partial(heading_row.score, mapped={}))
    table = read_table(grid, {})
    assert plain_positions(table, read_facts(table, "COP")) == [0]
