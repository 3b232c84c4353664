from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.cli import screen
from tests.desk import TODAY
from tests.opened import edited

if TYPE_CHECKING:
    from tests.desk import Desk


@pytest.fixture
def workbook(desk: Desk) -> str:
    assert desk.type("actualizar", "Cartera.xlsm", "--corte", TODAY).code == 0
    return "Cartera.xlsm"


def pay(desk: Desk, workbook: str, amount: object, number: str = "F-1") -> None:
    """Type a payment on an invoice's row of Vencidas."""
    with edited(desk.folder / workbook) as book:
        sheet = book["Vencidas"]
        top, *rows = sheet[sheet.tables["tblVencidas"].ref]
        at = {cell.value: cell.column for cell in top}
        [row] = [r for r in rows if r[at["Factura"] - 1].value == number]
        row[at["Pago"] - 1].value = amount
        row[at["Medio"] - 1].value = "PSE"


def test_what_is_typed_is_posted_and_shown_as_a_batch(
    desk: Desk, workbook: str
) -> None:
    pay(desk, workbook, 190_000)
    done = desk.do("registrar", workbook, "--si")
    assert (done["estado"], done["digitadas"]) == ("registrado", 1)
    assert done["documentos"][0]["numero"] == "RC-1"
    assert desk.balances["F-1"] == 1_000_000_00
    assert desk.do("registrar", workbook, "--si")["estado"] == "nada digitado"


def test_a_simulation_leaves_the_ledger_alone(desk: Desk, workbook: str) -> None:
    pay(desk, workbook, 190_000)
    before = desk.revision
    answer = desk.type("registrar", workbook, "--simular")
    assert answer.code == 0
    assert answer.out.startswith("Simulado: 1 fila digitada.")
    assert "Factura F-1: $ 1.190.000 → $ 1.000.000" in answer.out
    assert desk.revision == before


def test_a_row_that_is_refused_is_named_with_its_sheet(
    desk: Desk, workbook: str
) -> None:
    pay(desk, workbook, 2_000_000)
    answer = desk.type("registrar", workbook, "--si", "--json")
    assert answer.code == 1
    [motive] = answer.json["motivos"]
    assert (motive["hoja"], motive["codigo"]) == ("Vencidas", "exceeds_debit")
    assert answer.err.startswith(f"Vencidas, fila {motive['fila']}: Valor mayor que")
    assert desk.revision == 1


def test_without_somebody_to_answer_the_question_nothing_is_read(
    desk: Desk, workbook: str
) -> None:
    pay(desk, workbook, 190_000)
    answer = desk.type("registrar", workbook)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("No hay quién responda la pregunta: use --si o")
    assert desk.revision == 1


@pytest.mark.parametrize(
    ("typed", "agreed"), [("s\n", True), ("Sí\n", True), ("n\n", False), ("", False)]
)
def test_only_a_yes_is_a_yes(
    typed: str, agreed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO(typed))
    assert screen.agreed("¿Registrar?") is agreed
