from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.posting import Customer
from cartera_xl.tabs import data, names, summary
from cartera_xl.views.book import tables, values
from cartera_xl.views.summary import Stamp, control_total, formula_values
from tests.views.snapshots import AT, item, sample, snapshot

LATE = AT - timedelta(days=40)
STAMP = Stamp(datetime(2026, 11, 24, 15, 4), "cartera.db", "9.9")  # noqa: DTZ001


def shown(*items: Any, **changes: Any) -> dict[str, Any]:
    return values(snapshot(*items, **changes), STAMP)


def test_every_value_has_its_place_in_the_workbook() -> None:
    blocks = {block.name for block in data.BLOCKS} - {names.TEMPLATE, names.BATCH_KEY}
    assert set(values(sample(), STAMP)) == blocks | {names.CORTE}


def test_no_block_is_larger_than_its_place() -> None:
    for name, value in values(sample(), STAMP).items():
        if isinstance(value, list):
            block = data.block(name)
            assert len(value) <= len(block.rows)
            assert all(len(row) <= len(block.formats) for row in value)


def test_tiles_show_the_base_currency_and_list_the_others() -> None:
    cells = shown(item("A", 12_345, LATE), item("B", 700, LATE, currency="USD"))
    assert cells[names.last("vencidas")] == 123.45
    assert cells[names.others("vencidas")] == "+ USD 7,00"
    assert cells[names.others("creditos")] is None
    assert cells[names.detail("vencidas")] == "1 factura · 1 cliente"


def test_pesos_beneath_a_tile_of_dollars_are_named() -> None:
    items = item("A", 119_000_000, LATE), item("B", 700, LATE, currency="USD")
    cells = shown(*items, stored={"moneda": "USD"})
    assert cells[names.last("vencidas")] == 7.0
    assert cells[names.others("vencidas")] == "+ COP 1.190.000"


def test_net_is_what_the_other_three_leave() -> None:
    cells = shown(item("A", 500, LATE), item("C", 200, AT, Kind.ADVANCE))
    assert cells[names.last("saldo_neto")] == 3.0


def test_ageing_has_a_row_for_each_range_and_adds_up_to_one() -> None:
    cells = shown(item("A", 300, LATE), item("B", 100))
    rows = cells[names.AGEING]
    assert [row[0] for row in rows][:3] == ["Corriente", "1–30", "31–60"]
    assert [row[3] for row in rows][:3] == [0.25, 0.0, 0.75]
    assert cells[names.AGEING_TOTAL] == [[4.0, 2, 1.0]]


@pytest.mark.parametrize(
    ("debtors", "who"),
    [
        (0, "Sin cartera vencida"),
        (1, "El único deudor"),
        (2, "Todos los deudores"),
        (6, "Todos los deudores"),
        (7, "Los 6 mayores"),
    ],
)
def test_the_list_of_debtors_says_who_is_in_it(debtors: int, who: str) -> None:
    late = [item(f"{n}", 100, LATE, customer=n) for n in range(1, debtors + 1)]
    others = [item("al día", 100, customer=8), item("US", 9, LATE, currency="USD")]
    customers = {n: Customer(n, f"C{n}", f"Cliente {n}") for n in range(1, 9)}
    taken = snapshot(*late, *others, customers=customers)
    assert formula_values(taken, tables(taken))[summary.WHO] == who


def test_an_empty_ledger_divides_by_nothing() -> None:
    cells = shown()
    assert cells[names.AGEING_TOTAL] == [[0.0, 0, 0.0]]
    assert cells[names.DEBTORS] == []


def test_debtors_are_the_most_overdue_with_their_oldest_day() -> None:
    rows = [item("A", 300, LATE), item("B", 900, AT - timedelta(days=2), customer=2)]
    debtors = shown(*rows)[names.DEBTORS]
    assert [row[:3] for row in debtors] == [
        ["Beta Ltda.", 9.0, 2],
        ["Acme S.A.S.", 3.0, 40],
    ]


def test_the_control_total_is_debits_less_credits_over_all_currencies() -> None:
    taken = snapshot(
        item("A", 500, LATE),
        item("B", 100, currency="USD"),
        item("C", 200, kind=Kind.ADVANCE),
    )
    assert control_total(taken) == 4.0
    shown = tables(taken)
    assert formula_values(taken, shown)[summary.TIE_OUT] == summary.TIES_OUT
    shown["tblVencidas"].clear()
    assert formula_values(taken, shown)[summary.TIE_OUT] == summary.DIFFERS


def test_the_stamp_says_when_from_what_and_by_what() -> None:
    text = shown()[names.STAMP]
    assert text.startswith("Última actualización 24/11/2026 15:04")
    assert text.endswith(" · cartera.db, revisión 7 · Cartera XL 9.9")


def test_the_company_stands_under_the_title() -> None:
    stored = {"empresa.nombre": "Ensayo S.A.S.", "empresa.nit": "900123456-8"}
    text = shown(stored=stored)[names.COMPANY]
    assert text == "Ensayo S.A.S.  ·  NIT 900123456-8  ·  Cifras en COP"
