from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk import Desk


def test_a_credit_pays_the_oldest_due_invoice_of_its_customer(desk: Desk) -> None:
    done = desk.do("aplicar", "--cliente", "Acme")
    assert [b["documento"] for b in done["saldos"]] == ["F-1", "NC-1"]
    assert desk.balances["F-1"] == 990_000_00
    assert "NC-1" not in desk.balances


def test_for_all_customers_each_keeps_to_its_own(desk: Desk) -> None:
    desk.do("pagar", "--cliente", "Beta", "--otras", "ND 100=30000")
    before = desk.balances
    desk.do("aplicar", "--todos")
    after = desk.balances
    assert before["F-3"] == after["F-3"]  # Beta has no credit
    assert after["100"] == before["100"] == 70_000_00  # Delta owes nothing
    assert after["F-1"] == before["F-1"] - 200_000_00


def test_a_credit_and_an_invoice_may_be_named_and_how_much(desk: Desk) -> None:
    desk.do("aplicar", "--credito", "NC-1", "--factura", "F-2", "--valor", "50.000,50")
    assert desk.balances["F-2"] == 449_999_50
    assert desk.balances["NC-1"] == 149_999_50


def test_an_invoice_alone_draws_on_the_credits_of_its_customer(desk: Desk) -> None:
    desk.do("aplicar", "--factura", "F-2")
    assert desk.balances["F-2"] == 300_000_00


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Diga --todos, o de quién"),
        (("--todos", "--cliente", "Acme"), "Diga --todos, o de quién"),
        (("--cliente", "Acme", "--valor", "5"), "--valor va con --credito"),
    ],
)
def test_it_is_said_whose_credits(
    options: tuple[str, ...], sentence: str, desk: Desk
) -> None:
    answer = desk.type("aplicar", *options)
    assert answer.code == 2
    assert answer.err.startswith(sentence)


def test_one_of_several_applications_comes_back_and_the_others_stay(
    desk: Desk,
) -> None:
    for amount in (100000, 150000):
        desk.do(
            *("pagar", "--cliente", "Acme", "--medio", "PSE", "--valor", amount),
            *("--factura", f"F-1={amount}"),
        )
    desk.do("desaplicar", "F-1", "--de", "RC-1")
    assert desk.balances["F-1"] == 1_040_000_00
    assert desk.balances["RC-1"] == 100_000_00
    assert "RC-2" not in desk.balances


def test_where_several_fit_they_are_listed_and_one_is_taken_by_its_number(
    desk: Desk,
) -> None:
    for amount in (100000, 150000):
        desk.do(
            "aplicar", "--credito", "NC-1", "--factura", "F-1", "--valor", amount / 2
        )
    asked = desk.type("desaplicar", "F-1", "--json")
    assert asked.code == 1
    assert asked.json["motivos"][0]["codigo"] == "unclear"
    first, second = asked.json["aplicaciones"]
    assert (first["valor"], second["valor"]) == ("50000.00", "75000.00")
    assert first["de"] == "NC-1"
    listed = "Aplicación de crédito por COP 50.000 el 31/03/2026, de NC-1 a F-1"
    assert f"{first['id']}: {listed}" in asked.err
    desk.do("desaplicar", "F-1", "--aplicacion", second["id"])
    assert desk.balances["F-1"] == 1_140_000_00


def test_a_withholding_is_un_applied_like_a_payment(desk: Desk) -> None:
    desk.do("pagar", "--cliente", "Acme", "--otras", "F-2=500000")
    desk.do("desaplicar", "F-2", "--motivo", "no correspondía")
    assert desk.balances["F-2"] == 500_000_00


def test_a_part_of_a_credit_goes_back_where_the_company_allows_it(desk: Desk) -> None:
    assert desk.type("parametros", "devoluciones.permitidas", "sí").code == 0
    desk.do("devolver", "NC-1", "50.000", "--medio", "efectivo", "--caja", "Menor")
    assert desk.balances["NC-1"] == 150_000_00
    assert desk.ask("SELECT means, cash_account, amount FROM tender") == [
        ("Efectivo", "Menor", 50_000_00)
    ]
    desk.do("aplicar", "--credito", "NC-1")  # the rest is as good as before
    assert desk.balances["F-1"] == 1_040_000_00


def test_each_of_them_is_posted_once_per_key(desk: Desk) -> None:
    assert desk.type("parametros", "devoluciones.permitidas", "sí").code == 0
    for command in (
        ("devolver", "NC-1", "10"),
        ("aplicar", "--credito", "NC-1"),
        ("desaplicar", "F-1", "--de", "NC-1"),
    ):
        first = desk.do(*command, "--clave", command[0])
        again = desk.do(*command, "--clave", command[0])
        assert (again["estado"], again["lote"]) == ("ya registrado", first["lote"])


def test_simulating_them_writes_nothing(desk: Desk) -> None:
    desk.do("aplicar", "--credito", "NC-1")
    before = desk.revision
    assert desk.do("desaplicar", "F-1", "--simular")["saldos"]
    assert desk.revision == before
