from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import cartera

if TYPE_CHECKING:
    from tests.desk import Desk

PAY = ("pagar", "--cliente", "Acme", "--medio", "PSE", "--valor", 1)


def copies(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.folder.glob("*antes-de-cerrar*"))


def test_a_closed_month_takes_nothing_any_more_and_the_next_one_does(
    desk: Desk,
) -> None:
    desk.do("cerrar", "2026-02")
    assert desk.type(*PAY, "--fecha", "2026-02-28").code == 1
    assert desk.type(*PAY, "--fecha", "2026-03-01").code == 0


def test_the_ledger_is_copied_before_and_the_copy_is_named(desk: Desk) -> None:
    before = desk.revision
    answer = desk.type("cerrar", "2026-02")
    [name] = copies(desk)
    assert name == "cartera.antes-de-cerrar-2026-02.db"
    assert answer.out.splitlines()[0].endswith(str(desk.folder / name))
    copy = cartera("lotes", "--json", "--base", desk.folder / name)
    assert copy.json[0]["lote"] == before


def test_no_copy_takes_the_place_of_another(desk: Desk) -> None:
    desk.do("cerrar", "2026-02")
    desk.do("cerrar", "2026-02", "--reabrir", "--motivo", "faltó un recibo")
    told = desk.do("cerrar", "2026-02")
    assert copies(desk) == [
        "cartera.antes-de-cerrar-2026-02-2.db",
        "cartera.antes-de-cerrar-2026-02.db",
    ]
    assert told["copia"].endswith("-2.db")


def test_nothing_is_copied_for_a_month_that_stays_as_it_is(desk: Desk) -> None:
    desk.do("cerrar", "2026-02", "--simular")
    assert desk.type("cerrar", "2026-03").code == 1
    assert copies(desk) == []
    desk.do("cerrar", "2026-02", "--clave", "k")
    desk.do("cerrar", "2026-02", "--reabrir", "--motivo", "x")
    assert desk.do("cerrar", "2026-02", "--clave", "k")["estado"] == "ya registrado"
    assert len(copies(desk)) == 1


def test_a_month_is_reopened_for_a_reason_that_is_kept(desk: Desk) -> None:
    desk.do("cerrar", "2026-02")
    desk.do("cerrar", "2026-02", "--reabrir", "--motivo", "faltó un recibo")
    assert desk.type(*PAY, "--fecha", "2026-02-28").code == 0
    assert desk.ask("SELECT open_from, reason FROM closing ORDER BY id") == [
        ("2026-03-01", ""),
        ("2026-02-01", "faltó un recibo"),
    ]


def test_the_screen_says_how_to_open_it_again(desk: Desk) -> None:
    answer = desk.type("cerrar", "2026-02")
    assert "«cartera cerrar 2026-02 --reabrir --motivo …» lo devuelve" in answer.out


def test_a_month_is_written_with_its_year(desk: Desk) -> None:
    answer = desk.type("cerrar", "febrero")
    assert answer.code == 2
    assert answer.err.startswith("«febrero» no es un mes AAAA-MM.")
