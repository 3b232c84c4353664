"""Everything that can be wrong with a row: a code of its own, and the limit named.

Each case types into a real workbook and posts it: nothing may move, the row must say
why, and the offending cell must be painted.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.actions import parameters, refresh
from cartera_xl.actions import posting as posting_action
from cartera_xl.actions.posting import Asked, Batch
from cartera_xl.actions.register import Ending
from cartera_xl.errors import CarteraError
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.ledger.verbs.closing import Close
from tests.acceptance.collecting.day import Percent, shown, typing
from tests.acceptance.collecting.small import (
    CONTEXT,
    TODAY,
    day,
    opened,
    post,
    revision,
)

if TYPE_CHECKING:
    from pathlib import Path

LATE: Final = "Vencidas"
FREE: Final = "Créditos a Favor"
# What is typed on which row, the code, and words of the sentence: the limit where one
# stopped it.
CASES: Final = {
    "above the balance": (
        LATE,
        "F-1",
        {"Pago": 1_000_001},
        "exceeds_debit",
        "F-1: COP 1.000.000",
    ),
    "money and withholdings above the balance": (
        LATE,
        "F-1",
        {"Pago": 1_000_000, "Retefuente": 25_000},
        "exceeds_debit",
        "F-1: COP 975.000",
    ),
    "nothing": (LATE, "F-1", {"Pago": 0}, "amount_not_positive", "mayor que cero"),
    "means and reference alone": (
        LATE,
        "F-1",
        {"Medio": "PSE", "Referencia": "T-1", "Fecha de pago": day(2026, 3, 1)},
        "sin_valor",
        "Medio y Referencia y ningún valor: falta Pago, Retefuente",
    ),
    "a day and a means for a credit": (
        FREE,
        "NC-1",
        {"Medio": "PSE"},
        "sin_valor",
        "La fila trae Medio y ningún valor: falta Valor a aplicar",
    ),
    "negative": (
        LATE,
        "F-1",
        {"Pago": -5},
        "valor_negativo",
        "Pago: el valor es menor",
    ),
    "a fraction of a centavo": (
        LATE,
        "F-1",
        {"Pago": 100.005},
        "fraccion_de_centavo",
        "fracciones de centavo en COP",
    ),
    "more than any ledger holds": (
        LATE,
        "F-1",
        {"Pago": 1e18},
        "demasiado_grande",
        "demasiado grande: el máximo es COP 10.000.000.000.000",
    ),
    "a day that has not come": (
        LATE,
        "F-1",
        {"Pago": 1000, "Fecha de pago": day(2026, 4, 1)},
        "in_future",
        "posterior a hoy, 31/03/2026",
    ),
    "before the invoice": (
        LATE,
        "F-2",
        {"Pago": 1000, "Fecha de pago": day(2026, 2, 9)},
        "before_issue",
        "anterior a la de F-2: 10/02/2026",
    ),
    "text for a number": (
        LATE,
        "F-1",
        {"Pago": "1.000.000"},
        "texto_en_numero",
        "Pago: «1.000.000» es texto",
    ),
    "a date for an amount": (
        LATE,
        "F-1",
        {"Pago": day(2026, 3, 15)},
        "fecha_en_valor",
        "Pago: 15/03/2026 es una fecha en una celda de valor",
    ),
    "a time for an amount": (
        LATE,
        "F-1",
        {"Pago": time(8, 30)},
        "fecha_en_valor",
        "Pago: 08:30 es una hora",
    ),
    "a percentage for an amount": (
        LATE,
        "F-1",
        {"Pago": Percent(0.1)},
        "porcentaje_en_valor",
        "Pago: 10 % es un porcentaje: digite el valor",
    ),
    "a percentage for a withholding": (
        LATE,
        "F-1",
        {"Retefuente": Percent(0.025)},
        "porcentaje_en_valor",
        "Retefuente: 2,5 % es un porcentaje",
    ),
    "a percentage for a reference": (
        LATE,
        "F-1",
        {"Pago": 1000, "Referencia": Percent(0.5)},
        "porcentaje_por_texto",
        "Referencia: 50 % es un porcentaje",
    ),
    "text for a date": (
        LATE,
        "F-1",
        {"Pago": 1000, "Fecha de pago": "15/03/2026"},
        "fecha_como_texto",
        "Fecha de pago: «15/03/2026» es texto",
    ),
    "a number for a date": (
        LATE,
        "F-1",
        {"Pago": 1000, "Fecha de pago": True},
        "no_es_fecha",
        "Fecha de pago: lo digitado no es una fecha",
    ),
    "a formula": (LATE, "F-1", {"Pago": "=500*2"}, "formula", "tiene una fórmula"),
    "a means that is not listed": (
        LATE,
        "F-1",
        {"Pago": 1000, "Medio": "Trueque"},
        "opcion",
        "«Trueque» no es una opción: Transferencia",
    ),
    "more credit than there is": (
        LATE,
        "F-1",
        {"Aplicar crédito": 200_001},
        "exceeds_credit",
        "créditos libres del cliente: COP 200.000",
    ),
    "an adjustment beyond the tolerance": (
        LATE,
        "F-1",
        {"Ajuste": 1},
        "exceeds_adjustment",
        "tolerancia que queda: COP 0",
    ),
    "a credit to an unknown invoice": (
        FREE,
        "NC-1",
        {"Aplicar a": "F-99", "Valor a aplicar": 1000},
        "not_found",
        "No hay un documento «F-99»",
    ),
    "a credit to another customer's invoice": (
        FREE,
        "NC-1",
        {"Aplicar a": "F-3", "Valor a aplicar": 1000},
        "customers_differ",
        "son de clientes distintos",
    ),
    "a credit to another currency": (
        FREE,
        "NC-1",
        {"Aplicar a": "F-4", "Valor a aplicar": 1000},
        "currencies_differ",
        "está en COP y F-4 en USD",
    ),
    "more of a credit than is free": (
        FREE,
        "NC-1",
        {"Valor a aplicar": 200_001},
        "exceeds_credit",
        "NC-1: COP 200.000",
    ),
    "money back where it is not allowed": (
        FREE,
        "NC-1",
        {"Valor a devolver": 1000},
        "refunds_not_allowed",
        "«devoluciones.permitidas»",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_wrong_row_says_why_and_nothing_moves(
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
    now = shown(folder / "Cartera.xlsm")[title]
    assert now.value(key, "Estado") == f"✗ {sentence}"
    painted = now.cell(now.rows[key], next(iter(cells))).fill.fgColor.rgb
    clean = now.cell(now.rows[key], "Caja").fill.fgColor.rgb
    blamed = [
        heading
        for heading in cells
        if now.cell(now.rows[key], heading).fill.fgColor.rgb != clean
    ]
    assert blamed, (painted, clean)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (day(2026, 3, 15), "fecha_en_valor"),
        (Percent(0.1), "porcentaje_en_valor"),
    ],
)
def test_what_is_no_amount_is_refused_again_after_it_was_marked(
    folder: Path, typed: object, refused: str
) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        book[LATE].type("F-1", {"Pago": typed})
    assert post(folder).ending is post(folder).ending is Ending.REFUSED
    with opened(folder) as store:
        refresh.run(store, ClosedWorkbook(folder / "Cartera.xlsm"), TODAY, CONTEXT)
    [(_, _, code, _)] = post(folder).rows
    assert code == refused


def test_a_closed_month_is_named(anywhere: Path) -> None:
    with opened(anywhere) as store:
        closed = posting_action.post(
            store,
            lambda _: Asked((Close(0, date(2026, 2, 1)),)),
            Batch("cerrar", "2026-02"),
            CONTEXT,
        )
        assert closed.revision
        host = ClosedWorkbook(anywhere / "Cartera.xlsm")
        refresh.run(store, host, TODAY, CONTEXT)
    with typing(anywhere / "Cartera.xlsm") as book:
        book[LATE].type("F-1", {"Pago": 1000, "Fecha de pago": day(2026, 2, 28)})
    [(_, _, code, sentence)] = post(anywhere).rows
    assert code == "month_closed"
    assert "desde el 01/03/2026" in sentence


def test_two_rows_that_contradict_each_other_are_refused(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        late = book[LATE]
        late.type("F-1", {"Pago": 1000, "Referencia": "T-1", "Medio": "Efectivo"})
        late.type("F-2", {"Pago": 1000, "Referencia": "T-1", "Medio": "Cheque"})
    [(_, _, code, sentence)] = post(folder).rows
    assert code == "filas_contradictorias"
    assert "Medio es «Efectivo» y «Cheque»" in sentence


def test_refused_rows_are_told_in_their_order(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        late = book[LATE]
        late.type("F-1", {"Pago": 1_000_001})  # judged after those that cannot be read
        late.type("F-2", {"Pago": "mil"})
    told = [row for _, row, _, _ in post(folder).rows]
    assert len(told) == 2
    assert told == sorted(told)


def test_a_document_on_two_rows_is_refused(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        late = book[LATE]
        late.type("F-1", {"Pago": 1000})
        row = late.rows["F-2"]
        late.type_at(row, {"Factura": "F-1", "Pago": 2000})
    [(_, _, code, _)] = post(folder).rows
    assert code == "saldo_alterado"


def test_a_row_that_lost_its_document_is_refused(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        late = book[LATE]
        row = late.rows["F-2"]
        late.type_at(row, {"Factura": None, "Pago": 2000})
    [(_, _, code, _)] = post(folder).rows
    assert code == "fila_sin_documento"


def test_an_unknown_document_typed_over_a_row_is_refused(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        late = book[LATE]
        late.type_at(late.rows["F-2"], {"Factura": "F-77", "Pago": 2000})
    [(_, _, code, sentence)] = post(folder).rows
    assert code == "not_found"
    assert "«F-77»" in sentence


def test_a_column_pasted_out_of_place_stops_everything(folder: Path) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        late = book[LATE]
        late.type_at(late.first - 1, {"Pago": "Retefuente", "Retefuente": "Pago"})
    before = revision(folder)
    with pytest.raises(CarteraError, match=r"Pago|Retefuente"):
        post(folder)
    assert revision(folder) == before


def test_a_voided_document_is_refused(anywhere: Path) -> None:
    from cartera_xl.actions.finding import find_document
    from cartera_xl.ledger.documents import DEBIT_KINDS
    from cartera_xl.ledger.verbs.void import Void
    from cartera_xl.store.positions import Needs

    with typing(anywhere / "Cartera.xlsm") as book:
        book[LATE].type("F-1", {"Pago": 1000})

    def plan(ledger: Any) -> Asked:
        item = find_document(ledger, "F-1", DEBIT_KINDS)
        return Asked((Void(0, item.id, "error"),), Needs(documents=[item.id]))

    with opened(anywhere) as store:
        batch = Batch("anular", "F-1")
        assert posting_action.post(store, plan, batch, CONTEXT).revision
    [(_, _, code, sentence)] = post(anywhere).rows
    assert code == "voided"
    assert "F-1 está anulado" in sentence


def test_an_excess_becomes_a_credit_where_the_row_says_so(anywhere: Path) -> None:
    with typing(anywhere / "Cartera.xlsm") as book:
        book[LATE].type("F-1", {"Pago": 1_000_500, "Excedente": "A favor"})
    done = post(anywhere)
    assert done.ending is Ending.POSTED
    book_ = shown(anywhere / "Cartera.xlsm")
    assert "F-1" not in book_[LATE].rows
    assert book_[FREE].value("RC-1", "Saldo") == 500


def test_rows_of_one_reference_are_one_receipt(anywhere: Path) -> None:
    with typing(anywhere / "Cartera.xlsm") as book:
        for number in ("F-1", "F-2"):
            book[LATE].type(number, {"Pago": 1000, "Referencia": "T-7"})
    done = post(anywhere)
    assert done.done is not None
    receipts = [m for m in done.done.moved if m.before is None]
    assert [(m.item.number, m.item.total) for m in receipts] == [("RC-1", 200_000)]


def test_a_small_difference_is_closed_within_the_tolerance(folder: Path) -> None:
    with opened(folder) as store:
        parameters.change(store, "ajuste.tolerancia", "1000", CONTEXT)
    with typing(folder / "Cartera.xlsm") as book:
        book[LATE].type("F-1", {"Pago": 999_600, "Ajuste": 400})
    assert post(folder).ending is Ending.POSTED
    assert "F-1" not in shown(folder / "Cartera.xlsm")[LATE].rows
