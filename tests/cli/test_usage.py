from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl import settings
from cartera_xl.cli import main
from tests.commands import cartera

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "demo",
    "iniciar",
    "importar",
    "actualizar",
    "resumen",
    "parametros",
    "verificar",
    "respaldar",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("empresa")
    assert cartera("iniciar", made, "--empresa", "Ensayo S.A.S.").code == 0
    return made


def test_without_a_command_the_help_lists_them_all() -> None:
    answer = cartera()
    assert answer.code == 0
    assert all(f"  {command} " in answer.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_spanish_throughout(command: str) -> None:
    answer = cartera(command, "--help")
    assert answer.out.startswith(f"Uso: cartera {command}")
    english = ("Usage", "Options", "Arguments", "Show", "required", "default", "<")
    assert not [word for word in english if word in answer.out]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["resumen", "--cort", "1"], "No hay una opción --cort."),
        (["resumen", "--corte", "31/12/2012"], "«31/12/2012» no es una fecha"),
        (["importar"], "Falta ARCHIVO."),
        (["borrar"], "No hay una orden «borrar»."),
        (["importar", "x.csv", "--mapa", "numero"], "«numero» no es CAMPO=ENCABEZADO"),
    ],
)
def test_a_command_typed_wrong_is_one_spanish_sentence(
    arguments: list[str], sentence: str, folder: Path
) -> None:
    answer = cartera(*arguments, cwd=folder)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)
    assert len(answer.err.splitlines()) == 1


def test_where_nothing_names_a_ledger_the_sentence_says_how(tmp_path: Path) -> None:
    answer = cartera("resumen", cwd=tmp_path, XDG_CONFIG_HOME=str(tmp_path))
    assert answer.code == 2
    assert "--base" in answer.err
    assert "CARTERA_DB" in answer.err


def test_the_ledger_may_be_named_before_the_command_or_after_it(folder: Path) -> None:
    base = folder / "cartera.db"
    before = cartera("--base", base, "resumen", "--corte", "2026-01-01")
    after = cartera("resumen", "--corte", "2026-01-01", "--base", base)
    assert before == after
    assert before.code == 0


def test_the_option_beats_the_variable_and_the_variable_beats_the_file(
    folder: Path, tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nada.db")
    assert cartera("resumen", cwd=folder).code == 0
    assert cartera("resumen", cwd=folder, CARTERA_DB=nowhere).code == 2
    base = folder / "cartera.db"
    assert cartera("resumen", "--base", base, CARTERA_DB=nowhere).code == 0


def test_the_clock_of_the_entry_points_can_be_set(folder: Path) -> None:
    answer = cartera("resumen", "--json", cwd=folder, CARTERA_HOY="2025-07-20")
    assert answer.json["corte"] == "2025-07-20"


def test_a_clock_that_is_no_date_is_one_sentence(folder: Path) -> None:
    answer = cartera("resumen", cwd=folder, CARTERA_HOY="ayer")
    assert answer.code == 2
    assert "CARTERA_HOY=«ayer»" in answer.err


def test_an_internal_fault_is_one_sentence_and_its_frames_are_in_the_log(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret = "Ferretería".upper()  # a value, so that no line of source shows it

    def broken() -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(settings, "today", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    code = main(["resumen", "--base", str(folder / "cartera.db")])
    shown = capsys.readouterr()
    assert (code, shown.out) == (3, "")
    assert len(shown.err.splitlines()) == 1
    [log] = tmp_path.rglob("cartera.log")
    assert str(log) in shown.err
    kept = log.read_text("utf-8")
    assert "RuntimeError" in kept
    assert "test_usage.py" in kept
    assert secret not in kept  # values could be a customer's data


def test_a_folder_in_use_is_never_overwritten(folder: Path) -> None:
    answer = cartera("iniciar", folder)
    assert answer.code == 2
    assert "Ya existe" in answer.err
    assert cartera("demo", folder).code == 2
