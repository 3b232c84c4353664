"""What is no file is one sentence and exit 2 at once: no command waits or fills memory.

Pipes and devices; each test would hang, and be stopped, where one is opened.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.commands import cartera_process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Answer
    from tests.desk import Desk

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on Windows")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "tubo.xlsm"
    os.mkfifo(path)
    return path


def one_sentence(answer: Answer, said: str) -> None:
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert answer.err.endswith(".\n")
    assert said in answer.err


def test_a_device_and_a_pipe_are_not_imported(desk: Desk, pipe: Path) -> None:
    device = cartera_process("importar", "/dev/zero", cwd=desk.folder)
    one_sentence(device, "«zero»: es un dispositivo, no un archivo")
    one_sentence(
        cartera_process("importar", pipe, cwd=desk.folder), "«tubo.xlsm»: es una tub"
    )


def test_a_folder_given_as_a_file_is_named(desk: Desk) -> None:
    answer = cartera_process("importar", ".", cwd=desk.folder)
    one_sentence(answer, f"No se pudo abrir «{desk.folder.name}»: es una carpeta.")
    [account] = cartera_process("importar", ".", "--json", cwd=desk.folder).json
    assert account["archivo"] == desk.folder.name


@pytest.mark.parametrize("order", [("actualizar",), ("registrar", "--si")])
def test_a_pipe_is_no_workbook(desk: Desk, pipe: Path, order: tuple[str, ...]) -> None:
    answer = cartera_process(*order, pipe, "--base", desk.folder / "cartera.db")
    one_sentence(answer, "tubo.xlsm» es una tubería, no un archivo")


def test_a_pipe_is_no_ledger(pipe: Path) -> None:
    one_sentence(
        cartera_process("resumen", "--base", pipe), "es una tubería, no un archivo"
    )
