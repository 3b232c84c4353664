from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

PAY = ("pagar", "--cliente", "Acme", "--medio", "PSE", "--valor", 500000)


def test_without_a_number_the_last_batch_is_undone(desk: Desk) -> None:
    before = desk.balances
    desk.do(*PAY)
    desk.do("deshacer", "--si")
    assert desk.balances == before
    assert desk.sound


def test_a_batch_is_named_by_its_number_or_by_its_key(desk: Desk) -> None:
    before = desk.balances
    lote = desk.do(*PAY)["lote"]
    desk.do(*PAY, "--clave", "caja-7")
    desk.do("deshacer", "--si", "caja-7")
    desk.do("deshacer", "--si", lote)
    assert desk.balances == before


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("cerrar", "2026-01"), "cerró o reabrió un mes"),
        (("parametros", "edades.rangos", "30,60"), "cambió parámetros"),
        (("clientes", "crear", "C9", "--nombre", "Nueve"), "solo creó clientes"),
        (
            ("clientes", "editar", "Acme", "--telefono", "6011234567"),
            "solo cambió datos de contacto",
        ),
        (
            ("clientes", "unir", "Delta", "Acme", "--motivo", "la misma"),
            "unió o separó fichas",
        ),
        (
            ("tarifas", "agregar", "reteiva", "x", "15%", "--desde", "2026-01-01"),
            "fijó una tarifa",
        ),
        (("deshacer", "--si"), "deshizo el lote 2"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_the_last_batch_or_none(command: tuple[str, ...], why: str, desk: Desk) -> None:
    """Older ones, down to the opening balances, are undone only by their number."""
    desk.do(*PAY)
    assert desk.type(*command).code == 0
    before = (desk.balances, desk.revision)
    answer = desk.type("deshacer", "--si")
    assert (answer.code, answer.out) == (1, "")
    assert (
        f"El último es el lote 3 ({desk.do('lotes')[0]['accion']}, ana, " in answer.err
    )
    assert why in answer.err
    assert "«cartera deshacer N»" in answer.err
    assert (desk.balances, desk.revision) == before
    told = desk.type("deshacer", "--si", "--json").json
    assert told["motivos"][0]["codigo"] == "not_undoable"


def test_in_an_empty_ledger_there_is_nothing_to_undo(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.type("iniciar", ".", "--empresa", "Ensayo").code == 0
    answer = desk.type("deshacer", "--si", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "not_found"


def test_a_script_is_not_asked(desk: Desk) -> None:
    answer = desk.type("deshacer")
    assert (answer.code, answer.err) == (0, "")
    assert desk.balances == {}


@pytest.mark.parametrize(("typed", "undone"), [("s\n", True), ("n\n", False)])
def test_one_question_names_the_batch_with_its_totals(
    typed: str, undone: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Person(StringIO):
        def isatty(self) -> bool:
            return True

    before = desk.balances
    monkeypatch.setattr("sys.stdin", Person(typed))
    answer = desk.type("deshacer")
    assert answer.code == 0
    assert answer.err.startswith("Deshacer el lote 1 (importar, ana, ")
    assert (
        "7 documentos y 0 aplicaciones: 3 facturas por $ 2.490.000, 1 factura por USD "
        "900,00, 2 notas crédito por $ 270.000, 1 nota débito por $ 30.000. "
    ) in answer.err
    assert answer.err.endswith(" ¿Deshacer? [s/N] ")
    assert (desk.balances == {}) == undone
    assert undone or desk.balances == before
    assert undone or answer.out == "Cancelado: no se registró nada.\n"


def test_what_was_undone_is_told_whichever_way_it_was_named(desk: Desk) -> None:
    desk.do(*PAY)
    lines = desk.type("deshacer", "--si").out.splitlines()
    assert lines[0].startswith("Se deshizo el lote 2 (pagar, ana, ")
    assert lines[0].endswith(
        "), 1 documento y 1 aplicación: 1 pago por $ 500.000, 1 pago aplicado por "
        "$ 500.000."
    )
    desk.do(*PAY)
    told = desk.do("deshacer", 4, "--si")["deshecho"]
    assert (told["lote"], told["accion"], told["documentos"]) == (4, "pagar", 1)
    assert told["totales"][0] == "1 pago por $ 500.000"


def test_contact_data_is_not_put_back_and_that_is_said(desk: Desk) -> None:
    edit = ("clientes", "editar", "Acme", "--grupo", "A", "--telefono", "6017654321")
    desk.do("clientes", "editar", "Acme", "--telefono", "6011111111")
    desk.do(*edit)
    said = "Los correos y teléfonos que cambió se quedan como están."
    assert said in desk.type("deshacer", "--simular").out
    assert said in desk.type("deshacer", "--si").out
    assert desk.ask("SELECT value FROM contact") == [("6017654321",)]


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
    desk.do("deshacer", "--si", lote)
    assert (desk.balances, desk.do("clientes", "listar")) == (before, customers)
    assert desk.sound


def test_a_void_is_not_undone_once_the_number_was_entered_again(desk: Desk) -> None:
    lote = desk.do("anular", "F-4", "--motivo", "x")["lote"]
    assert desk.type("importar", "documentos.csv").code == 0
    answer = desk.type("deshacer", lote, "--si", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "duplicate"


def test_a_code_that_somebody_took_since_is_not_given_back(desk: Desk) -> None:
    lote = desk.do("clientes", "editar", "Acme", "--codigo", "Z9")["lote"]
    desk.do("clientes", "crear", "900111", "--nombre", "Otra")
    answer = desk.type("deshacer", lote, "--si", "--json")
    assert answer.code == 1
    assert answer.json["motivos"][0]["codigo"] == "duplicate"


def test_the_list_says_who_did_what_and_what_was_undone(desk: Desk) -> None:
    lote = desk.do(*PAY)["lote"]
    undone = desk.do("deshacer", "--si", "--motivo", "era de otro")["lote"]
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
    first = desk.do("deshacer", "--si", "--clave", "k")
    assert desk.do("deshacer", "--si", "--clave", "k") == {
        **first,
        "estado": "ya registrado",
    }


def test_a_key_whose_batch_was_undone_says_so_and_posts_nothing(desk: Desk) -> None:
    pay = (*PAY, "--clave", "caja-9")
    desk.do(*pay)
    desk.do("deshacer")
    before = desk.revision
    answer = desk.type(*pay)
    assert (answer.code, answer.out) == (1, "")
    assert "ya se registró el lote 2, y el lote 3 lo deshizo" in answer.err
    assert desk.revision == before


def test_a_key_gives_the_balances_of_its_own_batch_again(desk: Desk) -> None:
    pay = (*PAY, "--clave", "caja-9")
    first = desk.do(*pay)
    desk.do(*PAY)
    assert desk.do(*pay) == {**first, "estado": "ya registrado"}


def test_a_simulated_undoing_writes_nothing(desk: Desk) -> None:
    desk.do(*PAY)
    before = desk.revision
    told = desk.do("deshacer", "--si", "--simular")
    assert told["saldos"][0]["documento"] == "F-1"
    assert desk.revision == before


def test_a_number_of_batches_below_one_is_refused(desk: Desk) -> None:
    answer = desk.type("lotes", "--ultimos", 0)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("«0» no es una cantidad")


@pytest.mark.parametrize(
    ("key", "value"),
    [("ajuste.tolerancia", "0"), ("devoluciones.permitidas", " NO")],
)
def test_a_parameter_that_has_its_value_already_makes_no_batch(
    desk: Desk, key: str, value: str
) -> None:
    before = desk.revision
    answer = desk.type("parametros", key, value)
    assert answer.code == 0
    assert f"«{key}» ya vale eso: no se registró nada." in answer.out
    assert desk.revision == before
    assert desk.type("parametros", "ajuste.tolerancia", "5").code == 0
    assert desk.revision == before + 1


def test_the_number_of_a_batch_is_the_one_that_transactions_show(desk: Desk) -> None:
    book = desk.folder / "Cartera.xlsm"
    desk.do("actualizar", book)
    shown = load_workbook(book, data_only=True)["Transacciones"]
    [top, first, *_] = shown[shown.tables["tblTransacciones"].ref]
    column = [cell.value for cell in top].index("Lote")
    assert first[column].value == str(desk.do("lotes")[0]["lote"]) == "1"
