"""The sample company: believable, the same for the same date, ready to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands import cartera
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Answer


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    folder = tmp_path_factory.mktemp("demo") / "Cartera"
    return folder, cartera("demo", folder, "--fecha", "2026-11-24")


def test_it_says_the_indicators_and_where_everything_is(
    demo: tuple[Path, Answer],
) -> None:
    folder, answer = demo
    assert answer.code == 0
    for text in ("Facturas por vencer", "Facturas vencidas", "Saldo neto", ">360"):
        assert text in answer.out
    for name in ("cartera.db", "Cartera.xlsm", "cartera.toml"):
        assert str(folder / name) in answer.out
        assert (folder / name).is_file()


def test_the_same_date_gives_the_same_figures(
    demo: tuple[Path, Answer], tmp_path: Path
) -> None:
    folder, _ = demo
    again = tmp_path / "otra"
    cartera("demo", again, "--fecha", "2026-11-24")
    asked = ("resumen", "--json", "--corte", "2026-11-24")
    assert cartera(*asked, cwd=again).out == cartera(*asked, cwd=folder).out


def test_its_ledger_is_sound(demo: tuple[Path, Answer]) -> None:
    assert cartera("verificar", cwd=demo[0]).code == 0


def test_its_workbook_shows_its_company_on_every_tab(demo: tuple[Path, Answer]) -> None:
    book = opened(demo[0] / "Cartera.xlsm")
    assert "Distribuidora Ejemplo S.A.S." in str(book["Resumen"]["B2"].value)
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in shown] == [
        "Resumen",
        "Clientes",
        "Transacciones",
        "Por Vencer",
        "Vencidas",
        "Créditos a Favor",
        "Cotizaciones",
        "Registro",
        "Recordatorios",
        "Gestiones",
        "Retenciones",
        "Parámetros",
    ]
    # These begin empty: one is filled by a preview, the other by what is typed in it.
    begun = {"Recordatorios", "Gestiones"}
    assert all(sheet.max_row > 30 for sheet in shown if sheet.title not in begun)


def test_no_sheet_shows_an_error(demo: tuple[Path, Answer]) -> None:
    book = opened(demo[0] / "Cartera.xlsm")
    errors = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert errors == []
