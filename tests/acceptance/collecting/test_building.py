"""Lines of Registro that build on each other, and what makes a line impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.actions.register import Ending
from cartera_xl.hosts.closed import ClosedWorkbook
from tests.acceptance.collecting.day import typing
from tests.acceptance.collecting.small import (
    CONTEXT,
    day,
    opened,
    post,
    revision,
)
from tests.acceptance.collecting.test_registro import (
    assert_books_hold,
    book_of,
    enter,
)

if TYPE_CHECKING:
    from pathlib import Path

GAMMA = {"Tipo": "Cliente", "Cliente": "G-1", "Concepto": "Gamma Ltda."}
INVOICE = {"Tipo": "Factura", "Cliente": "G-1", "Número": "F-20", "Valor": 100_000}
NOTE = {
    "Tipo": "Nota crédito",
    "Cliente": "Gamma Ltda.",
    "Número": "NC-20",
    "Valor": 10_000,
    "Factura": "F-20",
}
PAYMENT = {"Tipo": "Pago", "Cliente": "G-1", "Factura": "F-20", "Valor": 60_000}
WITHHELD = {**PAYMENT, "Concepto": "Retefuente", "Valor": 2500}


def test_a_customer_its_invoice_and_its_payment_are_one_batch_in_any_order(
    anywhere: Path,
) -> None:
    with typing(anywhere / "Cartera.xlsm") as book:
        book["Créditos a Favor"].type("NC-1", {"Aplicar a": "F-21"})
    mine = {**INVOICE, "Cliente": "Acme", "Número": "F-21"}
    done = enter(anywhere, PAYMENT, WITHHELD, NOTE, INVOICE, GAMMA, mine)
    assert done.ending is Ending.POSTED, done.rows
    assert revision(anywhere) == 2
    book = book_of(anywhere)
    assert book["Por Vencer"].value("F-20", "Saldo") == 27_500
    assert book["Por Vencer"].value("F-20", "Cliente") == "Gamma Ltda."
    assert book["Créditos a Favor"].value("NC-1", "Saldo") == 100_000
    assert_books_hold(anywhere)


def test_what_waits_for_a_rejected_line_is_not_said_to_be_unknown(
    folder: Path,
) -> None:
    no_name = {"Tipo": "Cliente", "Cliente": "G-1"}
    note = {**NOTE, "Cliente": "G-1"}
    done = enter(folder, PAYMENT, note, INVOICE, no_name)
    [(_, _, code, sentence)] = done.rows
    assert (code, sentence) == (
        "sin_nombre",
        "Falta el nombre del cliente: va en Concepto.",
    )
    entry = book_of(folder)["Registro"]
    said = [entry.cell(entry.first + n, "Estado").value for n in range(3)]
    assert said == ["✗ No se registró: otra fila del lote fue rechazada."] * 3
    assert revision(folder) == 1


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (
            {**INVOICE, "Cliente": "Acme", "Base": 100_001},
            "base_mayor",
            "La Base es mayor que el Valor, COP 100.000.",
        ),
        (
            {**INVOICE, "Cliente": "Acme", "Vence": day(2026, 3, 30)},
            "due_before_issue",
            "F-20 vence el 30/03/2026, antes de su fecha: 31/03/2026.",
        ),
        (
            {
                "Tipo": "Cotización",
                "Cliente": "Acme",
                "Número": "C-1",
                "Valor": 5,
                "Vence": day(2026, 3, 1),
            },
            "due_before_issue",
            "C-1 vence el 01/03/2026, antes de su fecha: 31/03/2026.",
        ),
        (
            {
                "Tipo": "Pago",
                "Cliente": "Acme",
                "Factura": "F-1",
                "Concepto": "ReteIVA",
                "Valor": 28_000,
                "Base": 190_000,
                "Tarifa": 0.15,
            },
            "base_no_cuadra",
            "El Valor no es el de Base por Tarifa: COP 28.500.",
        ),
        (
            {
                "Tipo": "Pago",
                "Cliente": "Acme",
                "Factura": "F-1",
                "Concepto": "ReteIVA",
                "Valor": 28_500,
                "Base": 19_000,
            },
            "base_menor",
            "El Valor es mayor que la Base, COP 19.000.",
        ),
    ],
    ids=["base", "due", "quote", "rate", "withheld"],
)
def test_a_line_that_cannot_be_says_why(
    folder: Path, cells: dict[str, Any], code: str, words: str
) -> None:
    [(_, _, found, sentence)] = enter(folder, cells).rows
    assert (found, sentence) == (code, words)
    assert revision(folder) == 1


def test_an_address_that_is_none_is_refused_on_its_row(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        customers = book["Clientes"]
        customers.type_at(customers.first, {"Correo": "pendiente"})
    [(sheet, _, code, sentence)] = post(folder).rows
    assert (sheet, code) == ("Clientes", "invalid_email")
    assert sentence.startswith("«pendiente» no es un correo")


def test_an_accepted_quote_says_that_it_is_no_invoice_yet(folder: Path) -> None:
    from cartera_xl.actions import follow_quotes
    from cartera_xl.ledger.facts import ACCEPTED

    quote = {"Tipo": "Cotización", "Cliente": "Acme", "Número": "C-1", "Valor": 900}
    enter(folder, quote)
    with typing(folder / "Cartera.xlsm") as book:
        book["Cotizaciones"].type("C-1", {"Nueva situación": "Aceptada"})
    done = post(folder).done
    assert done is not None
    assert done.notes == (
        "C-1 quedó aceptada y sin factura: «cartera cotizacion aceptar C-1 --factura "
        "NUMERO» la hace.",
    )
    step = follow_quotes.Step("C-1", CONTEXT.today, ACCEPTED, invoice="F-30")
    with opened(folder) as store:
        made = follow_quotes.run(store, step, CONTEXT)
        assert (made.sentences, made.notes) == ((), ())
        [move] = made.moved
        assert (move.item.number, move.item.reference) == ("F-30", "C-1")


def test_the_one_question_tells_totals_and_hidden_rows(folder: Path) -> None:
    """Nothing moves while it is not answered with yes."""
    from cartera_xl.actions import register

    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    with typing(folder / "Cartera.xlsm") as book:
        late = book["Vencidas"]
        late.type("F-1", {"Pago": 900_000, "Retefuente": 25_000})
        late.type("F-2", {"Pago": 100_000, "Aplicar crédito": 150_000})
        late.type("F-4", {"Pago": 900})
        for number in ("F-1", "F-4"):
            late.sheet.row_dimensions[late.rows[number]].hidden = True
    with opened(folder) as store:
        host = ClosedWorkbook(folder / "Cartera.xlsm")
        done = register.run(store, host, CONTEXT, no)
    assert done.ending is Ending.CANCELLED
    assert asked == [
        "2 pagos por $ 1.000.000, 1 pago por USD 900,00, 1 retefuente por $ 25.000, "
        "1 aplicación de crédito por $ 150.000; 2 filas están ocultas por un filtro. "
        "¿Registrar?"
    ]
    assert revision(folder) == 1


def test_what_somebody_posts_while_the_question_waits_is_reckoned_with(
    folder: Path,
) -> None:
    """The receipt that was meant at the question is somebody else's by now."""
    from cartera_xl.actions import record_payment, register
    from cartera_xl.ledger.verbs.receive import Means

    with typing(folder / "Cartera.xlsm") as book:
        book["Vencidas"].type("F-1", {"Pago": 900_000})
    other = record_payment.Payment(
        "Beta", CONTEXT.today, "COP", (Means(100, "Efectivo"),), {"F-3": 100}, {}
    )
    with opened(folder) as store:

        def yes(_question: str) -> bool:
            return not record_payment.run(store, other, CONTEXT).sentences

        host = ClosedWorkbook(folder / "Cartera.xlsm")
        done = register.run(store, host, CONTEXT, yes)
    assert done.ending is Ending.POSTED
    assert revision(folder) == 3
    assert_books_hold(folder)
