"""What Registrar pago types in the rows that somebody chose; no office."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from cartera_xl.actions import fill_payments
from cartera_xl.actions.context import Context
from cartera_xl.hosts.host import Chosen, ChosenRow
from cartera_xl.store import Store
from cartera_xl.tabs import names
from cartera_xl.tabs.data import TEMPLATE_VERSION
from cartera_xl.tabs.overdue import OVERDUE
from tests.desk import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.actions.fill_payments import Filled
    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.host import OpenHost
    from tests.desk import Desk

NOW = datetime.fromisoformat(f"{TODAY}T09:00")
CONTEXT = Context(NOW.date(), NOW, NOW, "ana", "equipo")
BASED = """tipo;numero;cliente;nit;emision;vence;base;iva;valor
Factura;P-1;Acme;900111;2026-01-05;2026-02-05;1000000;190000;1190000
"""


@dataclass
class Sheet:
    """Vencidas with one chosen row; it remembers what is typed in it."""

    ledger_id: str
    number: str
    shown: Mapping[str, Cell]
    filled: dict[str, Cell] = field(default_factory=dict)
    path: Path = Path("Cartera.xlsm")

    def value(self, name: str) -> Cell:
        known: dict[str, Cell] = {
            names.TEMPLATE: TEMPLATE_VERSION,
            names.LEDGER_ID: self.ledger_id,
            names.CORTE: CONTEXT.today,
        }
        return known.get(name, "clave")

    def chosen(self, _: object) -> Chosen:
        return Chosen(OVERDUE, (ChosenRow(9, (self.number,), self.shown),))

    def fill(self, _: object, rows: Mapping[int, Mapping[str, Cell]]) -> None:
        self.filled |= rows.get(9, {})


def pressed(
    desk: Desk, number: str, shown: Mapping[str, Cell]
) -> tuple[Filled, dict[str, Cell]]:
    with Store.open(str(desk.ledger)) as store:
        sheet = Sheet(store.head().ledger_id, number, shown)
        done = fill_payments.run(store, cast("OpenHost", sheet), CONTEXT)
    return done, sheet.filled


def test_a_blank_row_gets_its_payment_dated_today(desk: Desk) -> None:
    _, filled = pressed(desk, "F-2", {"payment": None, "payment_date": ""})
    assert filled == {"payment": 500_000.0, "payment_date": CONTEXT.today}


@pytest.mark.parametrize("typed", [date(2026, 3, 10), "ayer", 46_100])
def test_a_date_that_is_typed_stays(desk: Desk, typed: Cell) -> None:
    done, filled = pressed(desk, "F-2", {"payment_date": typed})
    assert done.filled == ("F-2",)
    assert filled == {"payment": 500_000.0}


@pytest.mark.parametrize("typed", [date(2026, 3, 10), datetime(2026, 3, 10)])  # noqa: DTZ001
def test_withholdings_are_proposed_at_the_rates_of_the_typed_date(
    desk: Desk, typed: Cell
) -> None:
    source = desk.folder / "bases.csv"
    source.write_text(BASED, "utf-8")
    desk.do("importar", source)
    for rate, since in (("2,5%", "2026-01-01"), ("4%", "2026-03-20")):
        tax = ("retefuente", "servicios")
        desk.do("tarifas", "agregar", *tax, rate, "--desde", since)
    desk.do("clientes", "retiene", "900111", "retefuente", "servicios")
    _, filled = pressed(desk, "P-1", {"payment_date": typed})
    assert filled == {"payment": 1_165_000.0, "income_tax_withheld": 25_000.0}
    _, filled = pressed(desk, "P-1", {})
    assert filled["income_tax_withheld"] == 40_000.0


@pytest.mark.parametrize(
    "field_",
    [
        *("payment", "income_tax_withheld", "vat_withheld", "ica_withheld"),
        *("other_deductions", "apply_credit", "adjustment"),
    ],
)
def test_a_row_with_an_amount_is_somebodys_work_and_is_not_touched(
    desk: Desk, field_: str
) -> None:
    done, filled = pressed(desk, "F-2", {field_: 300})
    assert (done.filled, done.kept, filled) == ((), ("F-2",), {})
