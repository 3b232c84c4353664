from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cartera_xl import settings
from cartera_xl.cli import main
from cartera_xl.cli.app import COMMANDS
from tests.commands import cartera, cartera_process
from tests.requirements import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk

# Groups: their own commands are listed by their help.
SUBCOMMANDS = {
    "clientes": ("listar", "ver", "crear", "editar", "unir", "separar", "retiene"),
    "cotizacion": ("crear", "seguir", "aceptar", "rechazar"),
    "tarifas": ("agregar",),
    "calc": ("instalar", "desinstalar", "abrir"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("empresa")
    assert cartera("iniciar", made, "--empresa", "Ensayo S.A.S.").code == 0
    return made


def test_without_a_command_the_help_lists_them_all() -> None:
    answer = cartera_process()
    assert answer.code == 0
    assert all(f"  {command} " in answer.out for command in COMMANDS)


@pytest.mark.parametrize(
    "command",
    [
        *((command,) for command in COMMANDS),
        *((group, own) for group, names in SUBCOMMANDS.items() for own in names),
    ],
    ids=" ".join,
)
def test_help_is_spanish_throughout(command: tuple[str, ...], desk: Desk) -> None:
    answer = desk.type(*command, "--help")
    assert answer.out.startswith(f"Uso: cartera {' '.join(command)}")
    english = ("usage", "options", "arguments", "command", "args", "show", "required")
    assert not [word for word in english if word in answer.out.casefold()]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["resumen", "--cort", "1"], "No hay una opción --cort."),
        (["resumen", "--corte", "31/12/2012"], "«31/12/2012» no es una fecha"),
        (["importar"], "Falta ARCHIVO."),
        (["borrar"], "No hay una orden «borrar»."),
        (["clientes", "borrar"], "No hay una orden «borrar»."),
        (
            ["cotizacion"],
            "Falta qué hacer: crear, seguir, recordar, aceptar, rechazar.",
        ),
        (["resumen", "--corte"], "A --corte le falta su valor, o no lleva ninguno."),
        (["resumen", "--json=3"], "A --json le falta su valor, o no lleva ninguno."),
        (["--base"], "A --base le falta su valor, o no lleva ninguno."),
        (["resumen", "sobra"], "No entendí la orden."),
        (["resumen", "--corte", "20121231"], "«20121231» no es una fecha"),
        (["importar", "x.csv", "--mapa", "numero"], "«numero» no es CAMPO=ENCABEZADO"),
        (
            ["importar", "x.csv", "--mapa", "valor=A", "--mapa", "Valor=B"],
            "--mapa dice dos veces qué columna es «valor»",
        ),
    ],
)
def test_a_command_typed_wrong_is_one_spanish_sentence(
    arguments: list[str], sentence: str, folder: Path
) -> None:
    answer = cartera(*arguments, cwd=folder)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize("group", SUBCOMMANDS)
def test_a_group_lists_its_own_commands(group: str, desk: Desk) -> None:
    answer = desk.type(group, "--help")
    assert all(f"  {command} " in answer.out for command in SUBCOMMANDS[group])


def test_only_the_command_that_was_asked_for_is_loaded() -> None:
    script = """
import sys
from cartera_xl.cli import main
main(["pagar", "--help"])
print([name for name in sys.modules if name.startswith("cartera_xl.cli.commands.")])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True
    )
    assert b"['cartera_xl.cli.commands.payments']" in done.stdout


def test_posting_loads_no_library_that_it_does_not_use(desk: Desk) -> None:
    script = """
import sys
from cartera_xl.cli import main
main(sys.argv[1:])
print([name for name in ("alembic", "lxml", "openpyxl", "pandas", "rich", "sqlalchemy")
       if name in sys.modules])
"""
    pay = ("pagar", "--cliente", "Acme", "--valor", "1", "--medio", "PSE")
    done = subprocess.run(
        [sys.executable, "-c", script, *pay, "--base", str(desk.ledger)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == b"[]"
    assert desk.balances["F-1"] == 1_189_999_00


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


def test_a_folder_where_the_workbook_should_be_is_called_one(folder: Path) -> None:
    answer = cartera("actualizar", folder, "--base", folder / "cartera.db")
    assert (answer.code, answer.out) == (2, "")
    assert (
        answer.err
        == f"«{folder}» es una carpeta: escriba también el nombre del libro.\n"
    )


def test_a_file_that_is_no_ledger_to_import_is_named_once(desk: Desk) -> None:
    (desk.folder / "notas.csv").write_text("uno;dos\n1;2\n", "utf-8")
    answer = desk.type("importar", "notas.csv")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("notas.csv: En las primeras")
    assert len(answer.err.splitlines()) == 1


def test_of_several_files_the_one_that_fails_does_not_silence_the_others(
    desk: Desk,
) -> None:
    (desk.folder / "notas.csv").write_text("uno;dos\n1;2\n", "utf-8")
    answer = desk.type("importar", "notas.csv", "documentos.csv")
    assert answer.code == 2
    assert answer.out.startswith("documentos.csv: sin novedades")


@pytest.mark.parametrize("address", ["mysql://ana:secreto@servidor/x", "http://x/y"])
def test_an_address_of_another_kind_of_database_says_which_kinds_there_are(
    address: str, desk: Desk
) -> None:
    answer = desk.type("resumen", "--base", address)
    assert (answer.code, answer.out) == (2, "")
    assert "use un archivo, o postgresql://" in answer.err
    assert "secreto" not in answer.err


@pytest.mark.parametrize(
    ("nit", "sentence"),
    [
        ("900123456-1", "El dígito de verificación de 900123456 es 8, no 1"),
        ("ABC", "«ABC» no es un NIT"),
    ],
)
def test_the_company_s_nit_is_checked_wherever_it_is_typed(
    nit: str, sentence: str, desk: Desk
) -> None:
    for command in (
        ("iniciar", desk.folder / "otra", "--nit", nit),
        ("parametros", "empresa.nit", nit),
    ):
        answer = desk.type(*command)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(sentence)
    assert not (desk.folder / "otra").exists()
    assert desk.type("parametros", "empresa.nit", "900.123.456-8").code == 0


def test_a_summary_loads_nothing_of_posting_importing_or_drawing(folder: Path) -> None:
    script = """
import sys
from cartera_xl.cli import main
assert main(["resumen", "--json"]) == 0
print(*(name for name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stderr.split())
    ours = ("ledger.requests", "ledger.facts", "store.command", "tabs.columns")
    unwanted = {"pydantic", "rich", "hashlib", "sqlalchemy", "platformdirs"}
    assert not loaded & (unwanted | {f"cartera_xl.{name}" for name in ours})
