"""Gestiones through the terminal and through the workbook."""

from __future__ import annotations

import csv
import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.actions.register import Ending
from tests.acceptance.collecting.day import shown, typing
from tests.acceptance.collecting.small import day, post
from tests.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path


def listed(desk: Desk, *options: str) -> list[Any]:
    found: list[Any] = desk.do("gestion", "listar", *options)
    return found


def test_every_kind_of_step_is_logged_and_listed_newest_first(desk: Desk) -> None:
    desk.do("gestion", "nota", "Acme", "--detalle", "cambió de tesorera")
    desk.do("gestion", "llamada", "Acme", "--contesto", "--hora", "09:30")
    desk.do("gestion", "promesa", "Acme", "--valor", "500.000", "--para", "2026-04-10")
    desk.do("gestion", "disputa", "Beta", "--factura", "F-3", "--detalle", "faltó una")
    desk.do("gestion", "tarea", "Beta", "--para", "2026-03-31", "--detalle", "mirar")
    steps = listed(desk)
    told = [(s["tipo"], s["cliente"], s["factura"], s["situacion"]) for s in steps]
    assert told == [
        ("Tarea", "Beta", None, "pendiente"),
        ("Disputa", "Beta", "F-3", "abierta"),
        ("Promesa", "Acme", None, "pendiente"),
        ("Llamada", "Acme", None, None),
        ("Nota", "Acme", None, None),
    ]
    assert steps[2]["valor"] == "500000.00"
    assert {step["usuario"] for step in steps} == {"ana"}
    assert len(listed(desk, "--pendientes")) == 3
    assert len(listed(desk, "--cliente", "Beta")) == 2
    assert desk.sound


def test_a_promise_is_kept_by_the_money_that_comes_in_and_broken_by_none(
    desk: Desk,
) -> None:
    paid = ("gestion", "promesa", "Acme", "--valor", "500000", "--para", "2026-04-10")
    desk.do(*paid, "--fecha", "2026-03-20")
    broken = ("gestion", "promesa", "Beta", "--valor", "800000", "--para", "2026-03-30")
    desk.do(*broken, "--fecha", "2026-03-20")
    assert {s["cliente"]: s["situacion"] for s in listed(desk)} == {
        "Acme": "pendiente",
        "Beta": "incumplida",
    }
    pay = ("--medio", "Efectivo", "--valor")
    desk.do("pagar", "--cliente", "Acme", *pay, "500000")
    desk.do("pagar", "--cliente", "Beta", *pay, "800000")
    assert {s["cliente"]: s["situacion"] for s in listed(desk)} == {
        "Acme": "cumplida",
        "Beta": "cumplida tarde",
    }


def test_what_is_open_is_closed_by_its_number_and_opened_again_by_undoing(
    desk: Desk,
) -> None:
    desk.do("gestion", "disputa", "Beta", "--detalle", "faltó una caja")
    [dispute] = listed(desk)
    number = dispute["gestion"]
    desk.do("gestion", "cerrar", number, "--detalle", "se mandó")
    assert listed(desk)[0]["situacion"] == "resuelta"
    assert desk.type("gestion", "cerrar", number).code == 1
    desk.do("deshacer", "--si")
    assert listed(desk)[0]["situacion"] == "abierta"
    desk.do("deshacer", 2, "--si")
    assert listed(desk) == []
    assert desk.sound


def test_a_simulated_step_and_a_repeated_key_write_nothing(desk: Desk) -> None:
    asked = ("gestion", "nota", "Acme", "--detalle", "x", "--clave", "k-1")
    before = desk.revision
    desk.do(*asked, "--simular")
    assert desk.revision == before
    desk.do(*asked)
    assert desk.do(*asked)["estado"] == "ya registrado"
    assert len(listed(desk)) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nota", "Acme"), "Falta el detalle"),
        (("nota", "Nadie", "--detalle", "x"), "No hay un cliente"),
        (
            ("promesa", "Beta", "--valor", "999999999", "--para", "2026-04-10"),
            "Promesa mayor que lo que debe: COP 830.000.",
        ),
        (
            ("promesa", "Acme", "--valor", "1", "--para", "2026-03-01"),
            "es anterior a la gestión",
        ),
        (("disputa", "Acme", "--detalle", "x", "--factura", "F-3"), "otro cliente"),
        (("cerrar", "99"), "No hay una gestión 99"),
    ],
)
def test_what_cannot_be_logged_is_refused_and_nothing_is_written(
    desk: Desk, arguments: tuple[str, ...], words: str
) -> None:
    before = desk.revision
    answer = desk.type("gestion", *arguments)
    assert (answer.code, desk.revision) == (1, before)
    assert words in answer.err


def test_late_interest_is_told_by_document_and_currency_and_booked_nowhere(
    desk: Desk,
) -> None:
    before = desk.revision
    told = desk.do("gestion", "intereses", "Acme", "--tasa", "25,01%")
    found = {o["documento"]: (o["dias"], o["interes"]) for o in told["documentos"]}
    # 1.190.000 of 49 days and 500.000 of 21; (1 + 25,01 %)^(1/365) − 1 a day
    assert found == {
        "F-1": (49, "35671.63"),
        "F-2": (21, "6423.46"),
        "F-4": (21, "11.56"),
    }
    said = desk.type("gestion", "intereses", "Acme", "--tasa", "25,01%").out
    assert "Intereses de mora de Acme: $ 42.095,09 y USD 11,56." in said
    assert "no se registró nada" in said
    assert desk.revision == before
    assert (
        "nada vencido" in desk.type("gestion", "intereses", "Delta", "--tasa", "20").out
    )


# The workbook.


@pytest.fixture
def folder(made_small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_small, tmp_path / "empresa")


def log(folder: Path, *rows: dict[str, Any]) -> Any:
    """Type rows in the blank ones of Gestiones and post them."""
    with typing(folder / "Cartera.xlsm") as book:
        tab = book["Gestiones"]
        blank = tab.first + len(tab.rows)
        for n, cells in enumerate(rows):
            tab.type_at(blank + n, cells)
    return post(folder)


def steps(folder: Path) -> list[tuple[Any, ...]]:
    """Return what Gestiones shows."""
    tab = shown(folder / "Cartera.xlsm")["Gestiones"]
    headings = ("Tipo", "Cliente", "Factura", "Valor", "Situación")
    return [tuple(tab.value(key, heading) for heading in headings) for key in tab.rows]


PROMISE = {
    "Anotar": "Promesa",
    "De quién": "Acme",
    "Sobre factura": "F-2",
    "Valor prometido": 500_000,
    "Compromiso": day(2026, 4, 10),
}


def test_steps_typed_in_gestiones_are_posted_and_shown_everywhere(folder: Path) -> None:
    note = {"Anotar": "Nota", "De quién": "Beta", "Qué pasó": "no contesta"}
    done = log(folder, PROMISE, note)
    assert (done.ending, done.typed) == (Ending.POSTED, 2)
    assert steps(folder) == [
        ("Promesa", "Acme", "F-2", 500_000, "pendiente"),
        ("Nota", "Beta", None, None, None),
    ]
    book = shown(folder / "Cartera.xlsm")
    said = book["Vencidas"].value("F-2", "Última gestión")
    assert said == "31/03/2026 · Promesa de $ 500.000 para el 10/04/2026 (pendiente)"
    assert book["Vencidas"].value("F-3", "Última gestión") == (
        "31/03/2026 · Nota: no contesta"
    )


def test_a_call_typed_in_gestiones_is_a_contact_and_evidence(folder: Path) -> None:
    desk = Desk(folder)
    for name in ("Acme", "Beta"):
        desk.do("clientes", "editar", name, "--correo", f"{name}@example.com")
    desk.do("clientes", "autorizar", "--todos", "--constancia", "contratos")
    calls = {"Acme": datetime(2026, 3, 31, 9, 30), "Beta": day(2026, 3, 30)}  # noqa: DTZ001
    rows = [
        {"Anotar": "Llamada", "De quién": name, "Cuándo": at, "Qué pasó": "contestó"}
        for name, at in calls.items()
    ]
    assert log(folder, *rows).ending is Ending.POSTED
    told = desk.type("recordar", "--simular", "--json", today="2026-03-31T15:00").json
    assert {one["cliente"]: one["motivo"] for one in told["omitidos"]}.items() >= {
        ("Acme", "same_day"),
        ("Beta", "other_channel"),
    }
    desk.do("gestion", "exportar", folder / "contactos.csv")
    with (folder / "contactos.csv").open(encoding="utf-8-sig", newline="") as text:
        found = {r["Cliente"]: r for r in csv.DictReader(text, delimiter=";")}
    assert {name: (r["Canal"], r["Hora"]) for name, r in found.items()} == {
        "Acme": ("Teléfono", "09:30"),
        "Beta": ("Teléfono", ""),  # nobody said when
    }


def test_a_customers_promise_stands_in_clientes(folder: Path) -> None:
    log(folder, PROMISE)
    tab = shown(folder / "Cartera.xlsm")["Clientes"]
    promised = {
        tab.value(code, "Nombre"): tab.value(code, "Promesa") for code in tab.rows
    }
    assert promised == {"Acme": day(2026, 4, 10), "Beta": None}


def test_a_row_is_closed_and_the_next_step_typed_beside_it(folder: Path) -> None:
    log(folder, {"Anotar": "Disputa", "De quién": "Beta", "Qué pasó": "faltó una caja"})
    with typing(folder / "Cartera.xlsm") as book:
        tab = book["Gestiones"]
        [key] = tab.rows
        tab.type(key, {"Cerrar": "Sí", "Anotar": "Tarea", "Qué pasó": "mandar nota"})
        tab.type(key, {"Compromiso": day(2026, 4, 2)})
    assert post(folder).ending is Ending.POSTED
    assert [step[::4] for step in steps(folder)] == [
        ("Disputa", "resuelta"),
        ("Tarea", "pendiente"),
    ]
    assert {step[1] for step in steps(folder)} == {"Beta"}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"De quién": "Acme", "Qué pasó": "x"}, "Falta decir qué se anota"),
        ({"Anotar": "Nota", "Qué pasó": "x"}, "Falta el cliente"),
        ({"Anotar": "Nota", "De quién": "Acme"}, "Falta el detalle"),
        ({**PROMISE, "Valor prometido": 999_999}, "Promesa mayor que lo que debe"),
        ({**PROMISE, "Valor prometido": "mil"}, "es texto, no un número"),
        ({**PROMISE, "Sobre factura": "F-3"}, "F-3 es de otro cliente"),
        ({**PROMISE, "Sobre factura": "F-99"}, "No hay un documento «F-99»"),
        ({**PROMISE, "Compromiso": None}, "Falta la fecha"),
        ({"Cerrar": "Sí"}, "no tiene gestión que cerrar"),
    ],
)
def test_a_row_that_cannot_be_posted_says_why_and_keeps_what_was_typed(
    folder: Path, cells: dict[str, Any], words: str
) -> None:
    done = log(folder, cells)
    assert done.ending is Ending.REFUSED
    tab = shown(folder / "Cartera.xlsm")["Gestiones"]
    assert words in tab.cell(tab.first, "Estado").value
    for heading, value in cells.items():
        assert tab.cell(tab.first, heading).value == value


def test_the_statement_tells_promises_and_disputes_that_wait(desk: Desk) -> None:
    desk.do("gestion", "promesa", "Acme", "--valor", "1000", "--para", "2026-04-10")
    desk.do("gestion", "nota", "Acme", "--detalle", "x")
    desk.do("gestion", "disputa", "Beta", "--detalle", "faltó una")
    told = desk.do("estado-cuenta", "Acme")
    assert [step["tipo"] for step in told["pendientes"]] == ["Promesa"]
    assert (
        "Promesa de $ 1.000 para el 10/04/2026"
        in desk.type("estado-cuenta", "Acme").out
    )
