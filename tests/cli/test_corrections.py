from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk import Desk

NET = (
    *("pagar", "--cliente", "Acme", "--valor", 1165000, "--medio", "Cheque"),
    *("--factura", "F-1=1165000", "--retefuente", "F-1=25000@1000000:2,5%"),
)


def test_a_voided_receipt_takes_its_withholdings_with_it_and_keeps_its_number(
    desk: Desk,
) -> None:
    before = desk.balances
    desk.do(*NET)
    done = desk.do("anular", "RC-1", "--motivo", "cheque devuelto")
    assert desk.balances == before
    assert done["saldos"][0] == {
        "documento": "F-1",
        "antes": "0.00",
        "despues": "1190000.00",
        "moneda": "COP",
    }
    after = desk.do("pagar", "--cliente", "Acme", "--valor", 5, "--medio", "PSE")
    assert after["documentos"][0]["numero"] == "RC-2"
    assert desk.sound


def test_what_was_withheld_of_another_invoice_comes_back_too(desk: Desk) -> None:
    before = desk.balances
    desk.do(
        *("pagar", "--cliente", "Acme", "--valor", 1000, "--medio", "Cheque"),
        *("--factura", "F-1=1000", "--retefuente", "F-2=25000"),
    )
    desk.do("anular", "RC-1", "--motivo", "cheque devuelto")
    assert desk.balances == before


def test_a_write_off_closes_what_is_left_and_says_who_approved_it(desk: Desk) -> None:
    desk.do("castigar", "F-3", "--motivo", "insolvencia", "--aprueba", "Gerencia")
    assert "F-3" not in desk.balances
    assert desk.ask("SELECT reason, approver FROM write_off") == [
        ("insolvencia", "Gerencia")
    ]


def test_a_part_of_an_invoice_may_be_written_off(desk: Desk) -> None:
    loss = ("castigar", "F-3", "--motivo", "quita", "--aprueba", "Junta")
    desk.do(*loss, "--valor", "300.000")
    assert desk.balances["F-3"] == 500_000_00


def test_a_corrected_amount_keeps_what_was_paid(desk: Desk) -> None:
    desk.do(*NET)
    done = desk.do("corregir", "F-1", "--valor", 1200000, "--motivo", "digitada mal")
    assert done["documentos"][0] == {
        "tipo": "Factura",
        "numero": "F-1",
        "valor": "1200000.00",
        "saldo": "10000.00",
        "moneda": "COP",
    }
    assert desk.balances["F-1"] == 10_000_00
    assert desk.sound


def test_the_screen_tells_the_corrected_document_from_the_one_before(
    desk: Desk,
) -> None:
    desk.do(*NET)
    answer = desk.type("corregir", "F-1", "--valor", 1200000, "--motivo", "mal")
    assert answer.out.splitlines()[0] == "Factura F-1 por $ 1.200.000, saldo $ 10.000"


def test_undoing_a_correction_tells_its_two_documents_apart(desk: Desk) -> None:
    desk.do("corregir", "F-1", "--vence", "2026-02-11", "--motivo", "mal")
    for more in ("--simular", "--si"):
        lines = desk.type("deshacer", more).out.splitlines()
        assert "Factura F-1 (la de antes): $ 0 → $ 1.190.000" in lines
        assert "Factura F-1 (la corregida): $ 1.190.000 → $ 0" in lines


@pytest.mark.parametrize(
    ("option", "value", "column", "kept"),
    [
        ("--numero", "F-10", "number", "F-10"),
        ("--emision", "2026-01-11", "issued", "2026-01-11"),
        ("--vence", "2026-02-11", "due", "2026-02-11"),
        ("--concepto", "Flete", "concept", "Flete"),
        ("--moneda", "USD", "currency", "USD"),
        ("--valor", "1190000.01", "total", 1_190_000_01),
    ],
)
def test_each_field_of_a_document_can_be_corrected(
    option: str, value: str, column: str, kept: object, desk: Desk
) -> None:
    desk.do("corregir", "F-1", option, value, "--motivo", "mal")
    last = f"SELECT {column} FROM document ORDER BY id DESC LIMIT 1"
    assert desk.ask(last) == [(kept,)]
    assert desk.sound


def test_a_document_can_be_given_to_its_customer(desk: Desk) -> None:
    desk.do("corregir", "F-2", "--cliente", "Beta", "--motivo", "era de Beta")
    summary = desk.do("resumen", "--cliente", "Beta")
    assert summary["monedas"]["COP"]["vencidas"]["valor"] == "1330000.00"


def test_a_currency_without_cents_keeps_the_amount_not_its_digits(desk: Desk) -> None:
    desk.do("corregir", "F-2", "--moneda", "JPY", "--motivo", "en yenes")
    assert desk.balances["F-2"] == 500_000


def test_each_of_them_is_posted_once_per_key_and_simulated_without_trace(
    desk: Desk,
) -> None:
    desk.do(*NET)
    for command in (
        ("corregir", "F-1", "--valor", "1.200.000", "--motivo", "mal"),
        ("castigar", "F-1", "--motivo", "x", "--aprueba", "y"),
        ("anular", "RC-1", "--motivo", "x"),
    ):
        before = desk.revision
        desk.do(*command, "--simular")
        assert desk.revision == before
        desk.do(*command, "--clave", command[0])
        assert desk.do(*command, "--clave", command[0])["estado"] == "ya registrado"
        assert desk.revision == before + 1
    assert desk.sound


def test_a_date_that_is_corrected_back_restores_every_day(desk: Desk) -> None:
    desk.do(*NET, "--fecha", "2026-02-15")
    whole = ("--desde", "2026-01-01", "--hasta", "2026-03-31", "--vista", "movimientos")
    account = ("estado-cuenta", "Acme", *whole)
    days = "SELECT effective FROM application WHERE reverses IS NULL ORDER BY id DESC"
    before = desk.do(*account)["monedas"]
    for day in ("2026-02-20", "2026-02-25", "2026-01-10"):
        back = ("--emision", day, "--vence", "2026-03-10", "--motivo", "fecha")
        desk.do("corregir", "F-1", *back)
    assert [row[0] for row in desk.ask(days)[:2]] == ["2026-02-15"] * 2
    after = desk.do(*account)["monedas"]
    assert [line | {"vence": ""} for line in after["COP"]["lineas"]] == [
        line | {"vence": ""} for line in before["COP"]["lineas"]
    ]
    assert desk.sound


def test_a_receipts_payments_follow_its_corrected_day(desk: Desk) -> None:
    desk.do(*NET, "--fecha", "2026-03-15")
    for day in ("2026-03-20", "2026-02-12"):
        desk.do("corregir", "RC-1", "--emision", day, "--motivo", "fecha")
    days = "SELECT effective FROM application WHERE reverses IS NULL ORDER BY id DESC"
    assert [row[0] for row in desk.ask(days)[:2]] == ["2026-02-12"] * 2
    assert desk.sound


def test_a_document_of_a_closed_month_counts_anew_from_today(desk: Desk) -> None:
    desk.do("cerrar", "2026-02")
    asked = ("corregir", "F-1", "--valor", 1200000, "--motivo", "mal")
    assert "de un mes cerrado" in desk.do(*asked, "--simular")["avisos"][0]
    assert desk.do(*asked)["avisos"] == [
        "F-1 es de un mes cerrado, que no cambia: cuenta hasta hoy, y la corregida "
        "desde el 31/03/2026."
    ]
    assert desk.sound
    assert desk.balances["F-1"] == 1_200_000_00


def test_a_due_date_before_the_invoice_is_refused(desk: Desk) -> None:
    early = ("corregir", "F-1", "--vence", "2026-01-09", "--motivo", "x", "--json")
    answer = desk.type(*early)
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "due_before_issue"
