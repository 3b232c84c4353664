from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk import Desk

WORKED = (
    *("pagar", "--cliente", "Acme", "--valor", "1.126.840", "--medio", "Transferencia"),
    *("--factura", "F-1=1.126.840", "--retefuente", "F-1=25000@1000000:2,5%"),
    *("--reteiva", "F-1=28500@190000:15%"),
    *("--reteica", "F-1=9660@1000000:9,66‰:Bogotá"),
)


def test_money_and_three_withholdings_close_a_gross_invoice(desk: Desk) -> None:
    done = desk.do(*WORKED)
    assert done["estado"] == "registrado"
    assert done["documentos"] == [
        {
            "tipo": "Recibo de caja",
            "numero": "RC-1",
            "valor": "1126840.00",
            "saldo": "0.00",
            "moneda": "COP",
        }
    ]
    assert done["saldos"] == [
        {
            "documento": "F-1",
            "antes": "1190000.00",
            "despues": "0.00",
            "moneda": "COP",
        }
    ]
    assert desk.sound


def test_each_withholding_is_kept_with_what_it_was_worked_out_from(desk: Desk) -> None:
    desk.do(*WORKED)
    kept = desk.ask("""
        SELECT a.use, a.amount, w.base, w.rate, w.town
        FROM withholding w JOIN application a ON a.id = w.application_id
        ORDER BY a.id""")
    assert kept == [
        ("retefuente", 25_000_00, 1_000_000_00, 25_000, ""),
        ("reteiva", 28_500_00, 190_000_00, 150_000, ""),
        ("reteica", 9_660_00, 1_000_000_00, 9_660, "Bogotá"),
    ]


def test_the_screen_shows_the_receipt_the_balance_and_the_way_back(desk: Desk) -> None:
    answer = desk.type(*WORKED)
    assert answer.out.splitlines() == [
        "Recibo de caja RC-1 por $ 1.126.840",
        "Factura F-1: $ 1.190.000 → $ 0",
        "Lote 2; «cartera deshacer 2» lo reversa.",
    ]


def test_balances_in_dollars_are_shown_with_their_currency_and_cents(
    desk: Desk,
) -> None:
    answer = desk.type(
        *("pagar", "--cliente", "Acme", "--valor", 400, "--medio", "PSE"),
        *("--moneda", "USD", "--factura", "F-4=400"),
    )
    assert "Factura F-4: USD 900,00 → USD 500,00" in answer.out.splitlines()
    summary = desk.type("resumen").out
    assert re.search(r"Facturas vencidas +USD +500,00", summary), summary


def test_what_no_invoice_takes_becomes_a_credit_of_the_customer(desk: Desk) -> None:
    done = desk.do(
        *("pagar", "--cliente", "Acme", "--valor", 600000, "--medio", "PSE"),
        *("--factura", "F-2=500000"),
    )
    assert done["documentos"][0]["saldo"] == "100000.00"
    assert desk.balances["RC-1"] == 100_000_00


def test_without_invoices_the_oldest_due_is_paid_first(desk: Desk) -> None:
    desk.do("pagar", "--cliente", "Acme", "--valor", 1200000, "--medio", "PSE")
    assert "F-1" not in desk.balances
    assert desk.balances["F-2"] == 490_000_00


def test_several_means_are_one_receipt(desk: Desk) -> None:
    desk.do(
        *("pagar", "--cliente", "Acme", "--valor", 500000, "--caja", "Principal"),
        *("--medio", "Efectivo=100.000", "--medio", "Cheque=400.000"),
        *("--referencia", "987"),
    )
    assert desk.ask("SELECT means, cash_account, reference, amount FROM tender") == [
        ("Efectivo", "Principal", "987", 100_000_00),
        ("Cheque", "Principal", "987", 400_000_00),
    ]
    assert desk.ask("SELECT number FROM document WHERE kind = 'receipt'") == [("RC-1",)]


def test_a_withholding_alone_needs_no_money(desk: Desk) -> None:
    done = desk.do("pagar", "--cliente", "Acme", "--otras", "F-2=500000")
    assert done["documentos"] == []
    assert done["saldos"][0]["despues"] == "0.00"


def test_another_currency_is_named_and_kept_apart(desk: Desk) -> None:
    pay = ("pagar", "--cliente", "Acme", "--medio", "PSE", "--moneda", "usd")
    desk.do(*pay, "--valor", "900,00")
    assert "F-4" not in desk.balances
    assert desk.balances["F-1"] == 1_190_000_00


def test_the_same_key_gives_the_same_receipt_again(desk: Desk) -> None:
    first = desk.do(*WORKED, "--clave", "caja-7")
    again = desk.do(*WORKED, "--clave", "caja-7")
    assert again == {**first, "estado": "ya registrado"}
    assert desk.revision == first["lote"]


def test_a_key_does_not_mind_how_an_amount_was_written(desk: Desk) -> None:
    pay = ("pagar", "--cliente", "Acme", "--medio", "PSE", "--clave", "k")
    desk.do(*pay, "--valor", "500.000,00", "--fecha", "2026-03-31")
    assert desk.do(*pay, "--valor", "500000")["estado"] == "ya registrado"


def test_a_simulation_tells_all_and_writes_nothing(desk: Desk) -> None:
    before = desk.revision
    told = desk.do(*WORKED, "--simular")
    done = desk.do(*WORKED)
    assert told["estado"] == "simulado"
    assert (told["lote"], told["clave"]) == (None, None)
    assert told["documentos"] == done["documentos"]
    assert told["saldos"] == done["saldos"]
    assert desk.revision == before + 1


def test_a_simulation_does_not_use_up_its_key(desk: Desk) -> None:
    desk.do(*WORKED, "--clave", "k", "--simular")
    assert desk.do(*WORKED, "--clave", "k")["estado"] == "registrado"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--valor", "5"), "Falta --medio."),
        (("--medio", "PSE"), "Falta --valor."),
        (("--valor", "5", "--medio", "trueque"), "«trueque» no es un medio"),
        (
            ("--valor", "5", "--medio", "PSE", "--medio", "Cheque"),
            "Con varios --medio, cada uno lleva su valor",
        ),
        (
            ("--valor", "5", "--medio", "PSE=2", "--medio", "Cheque=2"),
            "Los medios suman 4 y --valor dice 5.",
        ),
        (("--valor", "5", "--medio", "PSE=4"), "Los medios suman 4 y --valor dice 5."),
        (("--valor", "1,190", "--medio", "PSE"), "«1,190» no es un valor"),
        (
            ("--valor", "0,005", "--medio", "PSE"),
            "El valor «0,005» tiene fracciones de centavo en COP.",
        ),
        (("--valor", "5", "--medio", "PSE", "--fecha", "31/03/2026"), "«31/03/2026»"),
        (("--valor", "5", "--medio", "PSE", "--fecha", "20260331"), "«20260331»"),
        (("--valor", "5", "--medio", "PSE", "--factura", "F-1"), "«F-1» no es FACTURA"),
        (
            (*("--valor", "5", "--medio", "PSE"), *("--factura", "F-1=2") * 2),
            "«F-1» está 2 veces en --factura.",
        ),
        (("--otras", "F-1=5", "--moneda", "pesos"), "«pesos» no es una moneda"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_unusable(
    options: tuple[str, ...], sentence: str, desk: Desk
) -> None:
    answer = desk.type("pagar", "--cliente", "Acme", *options, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)
    assert len(answer.err.splitlines()) == 1
    assert desk.revision == 1
