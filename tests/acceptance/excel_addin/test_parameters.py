"""Guardar parámetros, pressed on a small company's workbook in LibreOffice."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cartera_xl.actions import parameters
from cartera_xl.ledger.parameters import PARAMETERS
from tests.acceptance.collecting import small
from tests.acceptance.excel_addin.presser import Presser, seat

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc
SHEET = "Parámetros"


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.make(tmp_path_factory.mktemp("parametros") / "empresa")


@pytest.fixture
def at(
    company: Path, calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Presser:
    return seat(calc, shutil.copytree(company, tmp_path / "empresa"), monkeypatch)


def chosen(at: Presser) -> dict[str, str]:
    with small.opened(at.folder) as store:
        return {key: value for key, value, _ in parameters.listed(store)}


def put(at: Presser, key: str, value: object) -> None:
    at.cell(SHEET, key, "Valor").value = value


def test_the_sheet_shows_every_parameter_and_what_it_is(at: Presser) -> None:
    assert at.column(SHEET, "Parámetro") == [p.key for p in PARAMETERS]
    assert at.column(SHEET, "Descripción") == [p.description for p in PARAMETERS]
    shown = [value or "" for value in at.column(SHEET, "Valor")]
    assert shown == [chosen(at)[p.key] for p in PARAMETERS]
    assert at.press("save_parameters") == (
        "Los parámetros son los que tiene la cartera."
    )


def test_what_was_typed_is_saved_as_one_batch_and_the_workbook_follows(
    at: Presser,
) -> None:
    revision = at.ledger.revision
    put(at, "edades.rangos", "'15,45")
    put(at, "ajuste.tolerancia", 500)
    put(at, "empresa.nombre", "'=1+1 S.A.S.")
    at.cell("Vencidas", "F-1", "Pago").value = 7
    assert at.press("save_parameters", "", "no") == "No se guardó nada."
    assert at.ledger.revision == revision
    said = at.press("save_parameters", "", "yes")
    assert "3 parámetros" in at.calc.prompts[-1]
    assert said.startswith("3 parámetros guardados.")
    assert at.ledger.revision == revision + 1
    now = chosen(at)
    assert now["edades.rangos"] == "15,45"
    assert now["ajuste.tolerancia"] == "500"
    assert now["empresa.nombre"] == "=1+1 S.A.S."
    assert at.cell("Vencidas", "F-3", "Rango").value == "16–45"
    assert at.cell("Vencidas", "F-1", "Pago").value == 7
    put(at, "edades.rangos", None)
    at.press("save_parameters", "", "yes")
    assert chosen(at)["edades.rangos"] == "30,60,90,180,360"
    assert at.ledger.sound


def test_a_row_that_cannot_be_saved_says_why_and_stops_the_others(
    at: Presser,
) -> None:
    revision = at.ledger.revision
    put(at, "moneda", "PESO")
    put(at, "empresa.telefono", "'601 1234567")
    said = at.press("save_parameters")
    assert said.startswith("!No se guardó nada:\nmoneda: ")
    assert at.cell(SHEET, "moneda", "Estado").value.startswith("✗ El parámetro")
    assert at.cell(SHEET, "moneda", "Valor").color == (251, 217, 219)
    assert at.cell(SHEET, "empresa.telefono", "Valor").value == "601 1234567"
    assert at.ledger.revision == revision


def test_what_another_saved_meanwhile_is_not_written_over(at: Presser) -> None:
    for key in ("empresa.correo", "empresa.telefono"):
        assert at.ledger.type("parametros", key, "otro").code == 0
    put(at, "empresa.correo", "mio@ejemplo.co")
    said = at.press("save_parameters")
    assert "empresa.correo: Cambió en la cartera a «otro»" in said
    assert "empresa.telefono" not in said  # nobody typed there
    assert chosen(at)["empresa.correo"] == "otro"
    at.press("refresh")
    assert at.cell(SHEET, "empresa.telefono", "Valor").value == "otro"
