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
