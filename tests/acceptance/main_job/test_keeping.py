"""Starting, choosing, proving and copying."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger.parameters import PARAMETERS
from tests.commands import cartera

if TYPE_CHECKING:
    from pathlib import Path

FILE = (
    "Factura;Cliente;Emisión;Vence;Valor\n"
    "F1;Acme;05/01/2026;04/02/2026;1.190.000,00\n"
    "F2;Beta;05/01/2026;19/01/2026;500.000,00\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "empresa"
    new = cartera("iniciar", made, "--empresa", "Ensayo", "--nit", "900123456-8")
    assert new.code == 0
    (made / "facturas.csv").write_text(FILE, "utf-8")
    assert cartera("importar", "facturas.csv", cwd=made).code == 0
    return made


def test_a_new_folder_holds_ledger_workbook_and_settings(tmp_path: Path) -> None:
    answer = cartera("iniciar", tmp_path / "nueva")
    assert answer.code == 0
    names = sorted(path.name for path in (tmp_path / "nueva").iterdir())
    assert names == ["Cartera.xlsm", "cartera.db", "cartera.toml"]


def test_a_folder_can_be_moved_whole(folder: Path, tmp_path: Path) -> None:
    moved = folder.rename(tmp_path / "otra parte")
    assert cartera("actualizar", moved / "Cartera.xlsm").code == 0


def test_every_parameter_is_listed_with_its_value(folder: Path) -> None:
    answer = cartera("parametros", cwd=folder)
    assert all(parameter.key in answer.out for parameter in PARAMETERS)
    assert "Ensayo" in answer.out


def test_a_changed_parameter_changes_the_figures(folder: Path) -> None:
    assert cartera("parametros", "edades.rangos", "15,45", cwd=folder).code == 0
    answer = cartera("resumen", "--json", "--corte", "2026-02-20", cwd=folder)
    ages = answer.json["monedas"]["COP"]["edades"]
    assert [(a["rango"], a["documentos"]) for a in ages] == [
        ("Corriente", 0),
        ("1–15", 0),
        ("16–45", 2),
        (">45", 0),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [("edades.rangos", "30,20"), ("moneda", "pesos"), ("no.existe", "1")],
)
def test_a_parameter_that_cannot_be_is_refused(
    key: str, value: str, folder: Path
) -> None:
    answer = cartera("parametros", key, value, cwd=folder)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 1


def test_a_sound_ledger_passes_every_check(folder: Path) -> None:
    answer = cartera("verificar", "--json", cwd=folder)
    assert answer.code == 0
    names = {check["prueba"] for check in answer.json}
    assert names >= {"I1", "I2", "I3", "I4", "I5", "I6", "I7", "I10", "I15"}
    assert all(check["pasa"] for check in answer.json)


def test_a_row_changed_behind_our_back_is_found_with_exit_1(folder: Path) -> None:
    with sqlite3.connect(folder / "cartera.db") as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE document SET total = total - 100, open = open - 100")
    connection.close()
    answer = cartera("verificar", "--json", cwd=folder)
    assert answer.code == 1
    failed = {check["prueba"] for check in answer.json if not check["pasa"]}
    assert failed >= {"protecciones", "I15"}


def test_a_backup_is_a_whole_ledger(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copia.db"
    assert cartera("respaldar", copy, cwd=folder).code == 0
    asked = ("resumen", "--json", "--corte", "2026-02-01")
    assert cartera(*asked, "--base", copy).json == cartera(*asked, cwd=folder).json
    assert cartera("verificar", "--base", copy).code == 0


def test_a_backup_never_goes_over_the_ledger_itself(folder: Path) -> None:
    answer = cartera("respaldar", "cartera.db", cwd=folder)
    assert answer.code == 2
    assert cartera("verificar", cwd=folder).code == 0


def test_figures_can_be_seen_as_they_were_known(folder: Path) -> None:
    asked = ("resumen", "--json", "--corte", "2026-02-01")
    long_ago = cartera(*asked, "--conocido-al", "2026-01-31", cwd=folder)
    assert long_ago.json["monedas"] == {}  # nothing had been recorded by then
    assert cartera(*asked, cwd=folder).json["monedas"]["COP"]["vencidas"] == {
        "valor": "500000.00",
        "documentos": 1,
    }


@pytest.mark.parametrize("name", ["Acme", "ACME"])
def test_a_summary_can_be_of_one_customer(name: str, folder: Path) -> None:
    answer = cartera(
        "resumen", "--json", "--corte", "2026-02-01", "--cliente", name, cwd=folder
    )
    assert answer.json["clientes"] == 1
    assert answer.json["monedas"]["COP"]["saldo_neto"] == {"valor": "1190000.00"}


def test_a_customer_that_is_not_there_is_one_sentence(folder: Path) -> None:
    answer = cartera("resumen", "--cliente", "Nadie", cwd=folder)
    assert answer.code == 1
    assert "«Nadie»" in answer.err
