from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk import Desk

PAY = ("pagar", "--cliente", "Acme", "--medio", "PSE", "--valor", 500000)


def test_without_a_number_the_last_batch_is_undone(desk: Desk) -> None:
    before = desk.balances
    desk.do(*PAY)
    desk.do("deshacer")
    assert desk.balances == before
    assert desk.sound


def test_a_batch_is_named_by_its_number_or_by_its_key(desk: Desk) -> None:
    before = desk.balances
    lote = desk.do(*PAY)["lote"]
    desk.do(*PAY, "--clave", "caja-7")
    desk.do("deshacer", "caja-7")
    desk.do("deshacer", lote)
    assert desk.balances == before


def test_what_has_its_own_way_back_is_passed_over(desk: Desk) -> None:
    before = desk.balances
    desk.do(*PAY)
    desk.do("cerrar", "2026-01")
    assert desk.type("parametros", "edades.rangos", "30,60").code == 0
    desk.do("clientes", "crear", "C9", "--nombre", "Nueve")
    desk.do("deshacer")
    assert desk.balances == before


def test_of_two_batches_the_second_undoing_takes_the_earlier_one(desk: Desk) -> None:
    before = desk.balances
    desk.do(*PAY)
    desk.do(*PAY)
    desk.do("deshacer")
    desk.do("deshacer")
    assert desk.balances == before


def test_where_there_is_nothing_left_to_undo_it_is_said(desk: Desk) -> None:
    desk.do("deshacer")  # the import
    answer = desk.type("deshacer", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "not_found"


@pytest.mark.parametrize(
    "command",
    [
        ("aplicar", "--credito", "NC-1"),
        ("castigar", "F-1", "--motivo", "x", "--aprueba", "y"),
        ("corregir", "F-1", "--valor", 1200000, "--motivo", "x"),
        ("corregir", "F-1", "--numero", "F-10", "--motivo", "x"),
        ("anular", "RC-1", "--motivo", "x"),
        ("desaplicar", "F-1", "--de", "RC-1"),
        ("devolver", "NC-1", 5),
        ("clientes", "editar", "Acme", "--grupo", "A", "--codigo", "Z9", "--excluir"),
    ],
    ids=lambda command: " ".join(map(str, command[:2])),
)
def test_every_command_is_reversed_to_where_it_began(
    command: tuple[object, ...], desk: Desk
) -> None:
    assert desk.type("parametros", "devoluciones.permitidas", "sí").code == 0
    desk.do(*PAY, "--otras", "F-1=1000", "--factura", "F-1=500000")
    before, customers = desk.balances, desk.do("clientes", "listar")
    lote = desk.do(*command)["lote"]
    assert (desk.balances, desk.do("clientes", "listar")) != (before, customers)
    desk.do("deshacer", lote)
    assert (desk.balances, desk.do("clientes", "listar")) == (before, customers)
    assert desk.sound


def test_a_void_is_not_undone_once_the_number_was_entered_again(desk: Desk) -> None:
    lote = desk.do("anular", "F-4", "--motivo", "x")["lote"]
    assert desk.type("importar", "documentos.csv").code == 0
    answer = desk.type("deshacer", lote, "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "duplicate"


def test_a_code_that_somebody_took_since_is_not_given_back(desk: Desk) -> None:
    lote = desk.do("clientes", "editar", "Acme", "--codigo", "Z9")["lote"]
    desk.do("clientes", "crear", "900111", "--nombre", "Otra")
    answer = desk.type("deshacer", lote, "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "duplicate"


def test_the_list_says_who_did_what_and_what_was_undone(desk: Desk) -> None:
    lote = desk.do(*PAY)["lote"]
    undone = desk.do("deshacer", "--motivo", "era de otro")["lote"]
    newest, payment, _ = desk.do("lotes")
    assert (newest["lote"], newest["accion"]) == (undone, "deshacer")
    assert payment["usuario"] == "ana"
    assert (payment["lote"], payment["deshecho_por"]) == (lote, undone)
    assert (payment["documentos"], payment["aplicaciones"]) == (1, 1)
    lines = desk.type("lotes", "--ultimos", 2).out.splitlines()
    assert len(lines) == 2
    assert f"deshecho por {undone}" in lines[1]


def test_undoing_is_posted_once_per_key(desk: Desk) -> None:
    desk.do(*PAY)
    desk.do(*PAY)
    first = desk.do("deshacer", "--clave", "k")
    assert desk.do("deshacer", "--clave", "k") == {**first, "estado": "ya registrado"}


def test_a_simulated_undoing_writes_nothing(desk: Desk) -> None:
    desk.do(*PAY)
    before = desk.revision
    told = desk.do("deshacer", "--simular")
    assert told["saldos"][0]["documento"] == "F-1"
    assert desk.revision == before


def test_a_number_of_batches_below_one_is_refused(desk: Desk) -> None:
    answer = desk.type("lotes", "--ultimos", 0)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("«0» no es una cantidad")
