from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desk import Desk

NEW = (
    *("cotizacion", "crear", "COT-1", "--cliente", "Acme", "--valor", "900.000"),
    *("--fecha", "2026-03-01", "--vence", "2026-04-30"),
)


def test_a_quote_moves_no_balance(desk: Desk) -> None:
    before = desk.balances
    done = desk.do(*NEW)
    assert done["documentos"][0]["tipo"] == "Cotización"
    assert done["documentos"][0]["saldo"] == "0.00"
    assert desk.balances == before


def test_it_is_followed_up_until_the_customer_answers(desk: Desk) -> None:
    desk.do(*NEW)
    step = ("cotizacion", "seguir", "COT-1", "--nota", "llamar a compras")
    desk.do(*step, "--proximo", "2026-04-05")
    desk.do("cotizacion", "rechazar", "COT-1", "--nota", "muy caro")
    assert desk.ask("SELECT day, state, note, next_day FROM quote_step") == [
        ("2026-03-31", "", "llamar a compras", "2026-04-05"),
        ("2026-03-31", "rejected", "muy caro", None),
    ]


def test_an_accepted_quote_becomes_the_invoice_that_is_named(desk: Desk) -> None:
    desk.do(*NEW)
    accept = ("cotizacion", "aceptar", "COT-1", "--factura", "F-9")
    desk.do(*accept, "--vence", "2026-05-01")
    assert desk.balances["F-9"] == 900_000_00
    assert desk.ask("SELECT due, reference FROM document WHERE number = 'F-9'") == [
        ("2026-05-01", "COT-1")
    ]


def test_undoing_an_acceptance_takes_the_invoice_back_and_leaves_the_quote_open(
    desk: Desk,
) -> None:
    desk.do(*NEW)
    before = desk.balances
    desk.do("cotizacion", "aceptar", "COT-1", "--factura", "F-9")
    desk.do("deshacer", "--si")
    assert desk.balances == before
    desk.do("cotizacion", "rechazar", "COT-1")


def test_the_number_of_its_invoice_must_be_free(desk: Desk) -> None:
    desk.do(*NEW)
    answer = desk.type("cotizacion", "aceptar", "COT-1", "--factura", "F-1", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "duplicate"
    desk.do("cotizacion", "aceptar", "COT-1", "--factura", "F-9")


def test_each_step_is_posted_once_per_key_and_simulated_without_trace(
    desk: Desk,
) -> None:
    for command in (
        NEW,
        ("cotizacion", "seguir", "COT-1", "--nota", "x"),
        ("cotizacion", "aceptar", "COT-1"),
    ):
        before = desk.revision
        desk.do(*command, "--simular")
        assert desk.revision == before
        desk.do(*command, "--clave", command[1])
        again = desk.do(*command, "--clave", command[1])
        assert again["estado"] == "ya registrado"


def test_without_a_word_the_words_are_named(desk: Desk) -> None:
    answer = desk.type("cotizacion")
    assert answer.code == 2
    assert answer.err.startswith(
        "Falta qué hacer: crear, seguir, recordar, aceptar, rechazar."
    )


def test_an_accepted_quote_is_invoiced_later_and_only_once(desk: Desk) -> None:
    desk.do(*NEW)
    before = desk.balances
    accept = ("cotizacion", "aceptar", "COT-1")
    said = (
        "COT-1 quedó aceptada y sin factura: «cartera cotizacion aceptar COT-1 "
        "--factura NUMERO» la hace."
    )
    assert said in desk.type(*accept, "--simular").out
    assert desk.do(*accept)["avisos"] == [said]
    assert "avisos" not in desk.do(*accept, "--factura", "F-9")
    assert desk.balances["F-9"] == 900_000_00
    answer = desk.type(*accept, "--factura", "F-10", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["detalle"] == (
        "COT-1 ya se facturó: es la factura F-9."
    )
    desk.do("deshacer", "--si")
    assert desk.balances == before
    desk.do(*accept, "--factura", "F-10")
    assert desk.balances["F-10"] == 900_000_00


def test_a_quote_ends_no_day_before_it_begins(desk: Desk) -> None:
    answer = desk.type(*NEW[:-1], "2026-02-28", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "due_before_issue"
