from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.install import config
from cartera_xl.install.config import PathNotReadableError
from tests.install.profiles import linux, macos, windows, xlwings_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_file_is_what_vba_writes_and_reads_in_the_ansi_code_page(
    tmp_path: Path,
) -> None:
    machine = windows(tmp_path).machine
    data = config.encoded(config.wanted(machine), machine)
    first, *rest = data.split(b"\r\n")
    assert first == f'"INTERPRETER_WIN","{machine.interpreter}"'.encode("cp1252")
    assert b"Jos\xe9 N\xfa\xf1ez" in first
    assert b'"ADD_WORKBOOK_TO_PYTHONPATH","False"' in rest
    assert rest[-1] == b""


def test_every_key_is_one_that_xlwings_asks_for() -> None:
    sources = xlwings_folder().glob("addin/*.bas")
    vba = "".join(path.read_text("cp1252") for path in sources)
    assert not [key for key in config.KEYS if f'GetConfig("{key}"' not in vba]


def test_each_system_is_told_its_own_interpreter(tmp_path: Path) -> None:
    mac, pc = macos(tmp_path).machine, linux(tmp_path).machine
    assert config.wanted(mac)["INTERPRETER_MAC"] == str(mac.interpreter)
    assert "INTERPRETER_WIN" not in config.wanted(mac)
    assert config.encoded(config.wanted(mac), mac).count(b"\r") == 0
    assert config.wanted(pc) == {}


@pytest.mark.parametrize(
    ("person", "culprits"),
    [
        ("Łukasz", "Ł"),
        ("Ana 日本", "日本"),
        ("Ωmega", "Ω"),
        ("50%USERNAME%", "%USERNAME%"),
    ],
)
def test_a_path_that_excel_cannot_read_is_refused_with_what_is_wrong(
    person: str, culprits: str, tmp_path: Path
) -> None:
    machine = windows(tmp_path, person).machine
    with pytest.raises(PathNotReadableError, match=f"«{culprits}»") as refused:
        config.check_path("La ruta de Python", machine.interpreter, machine)
    assert "C:\\Cartera" in str(refused.value)


def test_a_greek_windows_reads_greek_and_no_accents(tmp_path: Path) -> None:
    greek = windows(tmp_path, "Ωmega", code_page="cp1253").machine
    config.check_path("La carpeta", greek.interpreter, greek)
    spanish = windows(tmp_path, "Muñoz", code_page="cp1253").machine
    with pytest.raises(PathNotReadableError, match="«ñ»"):
        config.check_path("La carpeta", spanish.interpreter, spanish)


def test_on_a_mac_the_bar_parts_arguments(tmp_path: Path) -> None:
    machine = macos(tmp_path, "a|b").machine
    with pytest.raises(PathNotReadableError):
        config.check_path("La carpeta", machine.interpreter, machine)


def test_a_file_is_read_as_vba_reads_it() -> None:
    text = (
        '"Interpreter_Win","C:\\José\\python.exe"\r\n"A","1"\r\n"a","2"\r\nbasura\r\n'
    )
    read = config.read(text.encode("cp1252"), "cp1252")
    assert read == {"INTERPRETER_WIN": "C:\\José\\python.exe", "A": "1"}
    assert "\ufffd" in config.read('"K","é"'.encode("latin-1"), "utf-8")["K"]


def test_what_another_workbook_set_stays_and_what_is_ours_is_ours() -> None:
    merged = config.merged({"LICENSE_KEY": "x", "A": "viejo"}, {"A": "nuevo"})
    assert merged == {"A": "nuevo", "LICENSE_KEY": "x"}
