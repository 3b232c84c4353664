from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desk import Desk

ADD = ("tarifas", "agregar", "reteica", "servicios", "9,66‰", "--municipio", "Bogotá")


def test_a_rate_counts_from_a_day_on_above_a_base(desk: Desk) -> None:
    desk.do(*ADD, "--desde", "2026-01-01", "--minimo", "100.000")
    assert desk.do("tarifas") == [
        {
            "retencion": "reteica",
            "nombre": "servicios",
            "municipio": "Bogotá",
            "desde": "2026-01-01",
            "tarifa": "0.009660",
            "base_minima": "100000.00",
            "moneda": "COP",
        }
    ]


def test_the_list_shows_the_newest_of_a_subject_first(desk: Desk) -> None:
    assert "No hay tarifas" in desk.type("tarifas").out
    desk.do(*ADD, "--desde", "2025-01-01")
    desk.do(
        "tarifas", "agregar", "retefuente", "compras", "2,5%", "--desde", "2026-01-01"
    )
    desk.do(*ADD, "--desde", "2026-01-01")
    lines = desk.type("tarifas").out.splitlines()
    assert [line.split()[0] for line in lines] == ["Retefuente", "ReteICA", "ReteICA"]
    assert "2,5 %" in lines[0]
    assert "01/01/2026" in lines[1]
    assert "01/01/2025" in lines[2]


def test_it_is_posted_once_per_key_and_simulated_without_trace(desk: Desk) -> None:
    before = desk.revision
    add = (*ADD, "--desde", "2026-01-01")
    desk.do(*add, "--simular")
    assert desk.revision == before
    desk.do(*add, "--clave", "k")
    assert desk.do(*add, "--clave", "k")["estado"] == "ya registrado"
    assert len(desk.do("tarifas")) == 1


def test_what_is_no_tax_and_what_is_no_rate_is_one_sentence(desk: Desk) -> None:
    since = ("--desde", "2026-01-01")
    tax = desk.type("tarifas", "agregar", "iva", "x", "1", *since)
    rate = desk.type("tarifas", "agregar", "reteiva", "x", "150", *since)
    assert (tax.code, rate.code) == (2, 2)
    assert tax.err.startswith("«iva» no es una retención")
    assert rate.err.startswith("«150» no es una tarifa: va de 0 % a 100 %.")
