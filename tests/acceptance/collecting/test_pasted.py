"""Columns pasted out of place: no row may move another customer's balance.

Rows are told apart by what they show, so each case moves a read column up or down and
types as if nothing had happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.actions.register import Ending
from tests.acceptance.collecting.day import shown, typing
from tests.acceptance.collecting.small import opened, post, revision
from tests.acceptance.collecting.test_registro import enter

if TYPE_CHECKING:
    from pathlib import Path

LATE: Final = "Vencidas"
FREE: Final = "Créditos a Favor"
QUOTES: Final = "Cotizaciones"
# The row, what stands on it besides what was typed, the code and its sentence.
CASES: Final = {
    "another customer's invoice": (
        LATE,
        "F-3",
        {"Factura": "F-2", "Pago": 1000},
        "otro_cliente",
        "La factura F-2 es de Acme, no de Beta. Actualice",
    ),
    "another customer's NIT": (
        LATE,
        "F-3",
        {"NIT": "900111", "Pago": 1000},
        "otro_cliente",
        "La factura F-3 es de Beta, no de NIT 900111. Actualice",
    ),
    "another customer's name, and no NIT": (
        LATE,
        "F-3",
        {"Cliente": "ACME", "NIT": None, "Retefuente": 1000},
        "otro_cliente",
        "La factura F-3 es de Beta, no de ACME. Actualice",
    ),
    "another currency": (
        LATE,
        "F-2",
        {"Moneda": "USD", "Pago": 1000},
        "otra_moneda",
        "F-2 está en COP y la fila dice USD. Actualice",
    ),
    "another invoice of the customer": (
        LATE,
        "F-2",
        {"Factura": "F-1", "Pago": 1000},
        "saldo_alterado",
        "Saldo de F-1 es COP 1.000.000 y la fila muestra otra cosa",
    ),
    "a balance of nobody": (
        LATE,
        "F-2",
        {"Saldo": 5_000_000, "Pago": 1000},
        "saldo_alterado",
        "Saldo de F-2 es COP 500.000 y la fila muestra otra cosa",
    ),
    "a text where the balance was": (
        LATE,
        "F-2",
        {"Saldo": "COP", "Pago": 1000},
        "saldo_alterado",
        "Saldo de F-2 es COP 500.000 y la fila muestra otra cosa",
    ),
    "a credit of another customer": (
        FREE,
        "NC-1",
        {"Cliente": "Beta", "NIT": "900222", "Valor a aplicar": 1000},
        "otro_cliente",
        "El crédito NC-1 es de Acme, no de Beta. Actualice",
    ),
    "a credit with another balance": (
        FREE,
        "NC-1",
        {"Saldo": 1, "Valor a aplicar": 1000},
        "saldo_alterado",
        "Saldo de NC-1 es COP 200.000 y la fila muestra otra cosa",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_row_that_shows_something_else_than_its_document_is_refused(
    folder: Path, case: tuple[str, str, dict[str, Any], str, str]
) -> None:
    title, key, cells, code, words = case
    before = revision(folder)
    with typing(folder / "Cartera.xlsm") as book:
        book[title].type(key, cells)
    done = post(folder)
    assert done.ending is Ending.REFUSED
    [(sheet, _, found, sentence)] = done.rows
    assert (sheet, found) == (title, code)
    assert words in sentence
    assert revision(folder) == before


@pytest.mark.parametrize(
    "cells",
    [
        {"Cliente": "ACME SAS (la de siempre)"},
        {"NIT": "900.111"},
        {"NIT": 900111},
        {"Cliente": "  acmé ", "NIT": None},
        {"Cliente": None, "NIT": None, "Moneda": None, "Saldo": None},
        {"NIT": "sin", "Moneda": " cop "},
    ],
    ids=str,
)
def test_a_read_cell_that_was_typed_over_harmlessly_does_not_block(
    folder: Path, cells: dict[str, Any]
) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        book[LATE].type("F-2", {**cells, "Pago": 1000})
    assert post(folder).ending is Ending.POSTED
    assert shown(folder / "Cartera.xlsm")[LATE].value("F-2", "Saldo") == 499_000


def test_a_quote_of_another_customer_or_value_is_not_answered(folder: Path) -> None:
    common = {"Tipo": "Cotización", "Valor": 1000}
    done = enter(
        folder,
        {**common, "Cliente": "Acme", "Número": "C-1"},
        {**common, "Cliente": "Beta", "Número": "C-2"},
    )
    assert done.ending is Ending.POSTED
    with typing(folder / "Cartera.xlsm") as book:
        quotes = book[QUOTES]
        rows = quotes.rows
        for number, other in (("C-1", "C-2"), ("C-2", "C-1")):
            cells = {"Número": other, "Nueva situación": "Aceptada"}
            quotes.type_at(rows[number], cells)
    done = post(folder)
    assert [code for _, _, code, _ in done.rows] == ["otro_cliente"] * 2
    assert {sentence.split(".")[0] for *_, sentence in done.rows} == {
        "La cotización C-1 es de Acme, no de Beta",
        "La cotización C-2 es de Beta, no de Acme",
    }


def test_a_row_of_joined_records_is_the_same_customers(folder: Path) -> None:
    from cartera_xl.actions import change_customers as customers
    from cartera_xl.actions import refresh
    from cartera_xl.hosts.closed import ClosedWorkbook
    from tests.acceptance.collecting.small import CONTEXT, TODAY

    with opened(folder) as store:
        join = customers.Joining("Beta", "Acme", "es la misma")
        customers.run(store, join, CONTEXT)
        host = ClosedWorkbook(folder / "Cartera.xlsm")
        refresh.run(store, host, TODAY, CONTEXT)
    with typing(folder / "Cartera.xlsm") as book:
        book[LATE].type("F-3", {"Pago": 1000})
    assert post(folder).ending is Ending.POSTED


def test_a_balance_that_came_back_is_not_said_to_be_another(folder: Path) -> None:
    from cartera_xl.actions import undo, write_off
    from cartera_xl.actions.write_off import Loss
    from tests.acceptance.collecting.small import CONTEXT, TODAY

    with typing(folder / "Cartera.xlsm") as book:
        book[LATE].type("F-1", {"Pago": 1000})
    with opened(folder) as store:
        write_off.run(store, Loss("F-1", TODAY, "x", "y", None), CONTEXT)
        undo.run(store, undo.Undoing(), CONTEXT)
    [(_, _, code, sentence)] = post(folder).rows
    assert code == "saldo_cambio"
    assert sentence == (
        "F-1 se movió después de actualizar el libro, aunque su saldo vuelve a ser COP "
        "1.000.000. Actualice."
    )
