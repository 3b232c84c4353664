"""The extension in a profile: put there once, renewed, taken off, refused to root."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cartera_xl.calc import installing, opening
from cartera_xl.calc.copies import copy_of, make_copy, require_copy
from cartera_xl.calc.faults import (
    ExtensionMissingError,
    NotACopyError,
    NotAWorkbookError,
    RootRefusedError,
)
from cartera_xl.calc.place import installed_digest, user_profile
from cartera_xl.cli import main
from cartera_xl.errors import WorkbookMissingError
from tests.calc_addin import command, open_home
from tests.calc_office import require_office

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def home() -> Iterator[Path]:
    with open_home() as place:
        yield place


def changed(home: Path, *words: str) -> str:
    code, out, err = command(home, *words, "--perfil", str(home / "p"), "--json")
    assert code == 0, err
    return str(json.loads(out)["extension"])


@pytest.mark.calc
def test_it_is_put_there_once_and_taken_off_once(home: Path) -> None:
    require_office()
    assert changed(home, "instalar", "--simular") == "instalada"
    assert installed_digest(home / "p") is None
    assert changed(home, "instalar") == "instalada"
    assert installed_digest(home / "p")
    assert changed(home, "instalar") == "igual"
    assert changed(home, "desinstalar", "--simular") == "quitada"
    assert changed(home, "desinstalar") == "quitada"
    assert installed_digest(home / "p") is None
    assert changed(home, "desinstalar") == "igual"


@pytest.mark.calc
def test_while_libreoffice_runs_nothing_is_changed(home: Path) -> None:
    require_office()
    (home / "p").mkdir()
    (home / "p" / ".lock").touch()
    code, out, err = command(home, "instalar", "--perfil", str(home / "p"))
    assert (code, out) == (2, "")
    assert err.startswith("LibreOffice está abierto")
    assert [file.name for file in (home / "p").iterdir()] == [".lock"]


@pytest.mark.calc
def test_a_profile_where_nothing_can_be_written_is_refused_at_once(home: Path) -> None:
    require_office()
    (home / "archivo").touch()
    code, _, err = command(home, "instalar", "--perfil", str(home / "archivo" / "p"))
    assert code == 2
    assert err.startswith("No se puede escribir en el perfil")


def test_root_is_refused_before_anything_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setenv("CARTERA_SOFFICE", str(program))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for act in (installing.install, installing.remove):
        with pytest.raises(RootRefusedError, match="root"):
            act(tmp_path / "perfil")
    assert not (tmp_path / "perfil").exists()


@pytest.mark.parametrize("word", ["instalar", "desinstalar", "abrir"])
def test_without_libreoffice_a_sentence_says_so(
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CARTERA_SOFFICE", str(tmp_path / "no-hay"))
    assert main(["calc", word, "--perfil", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("No encuentro LibreOffice")


@pytest.mark.calc
def test_nothing_is_opened_where_the_buttons_are_missing(tmp_path: Path) -> None:
    require_office()
    book = tmp_path / "Cartera.xlsm"
    book.write_bytes(b"x")
    with pytest.raises(ExtensionMissingError, match="cartera calc instalar"):
        opening.open_copy(book, tmp_path / "perfil")
    assert [file.name for file in tmp_path.iterdir()] == ["Cartera.xlsm"]


def test_a_profile_that_nobody_can_read_is_not_up_to_date(tmp_path: Path) -> None:
    cache = tmp_path / "user/uno_packages/cache"
    cache.mkdir(parents=True)
    pair = b"Pmp1\xfforg.cartera.xl\nlu1.tmp\xffcartera-xl.oxt\xffx\xff0.1.0\n"
    (cache / "uno_packages.pmap").write_bytes(pair)
    assert installed_digest(tmp_path) == ""
    (cache / "uno_packages.pmap").write_bytes(b"Pmp1\n")
    assert installed_digest(tmp_path) is None


def test_the_user_s_profile_is_where_libreoffice_has_it(tmp_path: Path) -> None:
    assert user_profile({"XDG_CONFIG_HOME": str(tmp_path)}) == (
        tmp_path / "libreoffice" / "4"
    )
    assert user_profile({}) == Path.home() / ".config/libreoffice/4"


def test_the_copy_is_made_once_and_excel_s_workbook_stays(tmp_path: Path) -> None:
    book = tmp_path / "Cartera.xlsm"
    book.write_bytes(b"de Excel")
    copy, is_new = make_copy(book)
    assert (copy.name, is_new) == ("Cartera (LibreOffice).xlsm", True)
    copy.write_bytes(b"con lo digitado")
    assert make_copy(book) == (copy, False)
    assert make_copy(copy) == (copy, False)
    assert copy.read_bytes() == b"con lo digitado"
    assert book.read_bytes() == b"de Excel"
    assert sorted(file.name for file in tmp_path.iterdir()) == [copy.name, book.name]


def test_only_the_copy_is_worked_in(tmp_path: Path) -> None:
    with pytest.raises(NotACopyError, match="cartera calc abrir"):
        require_copy(tmp_path / "Cartera.xlsm")
    require_copy(copy_of(tmp_path / "Cartera.xlsm"))
    require_copy(tmp_path / "Otro.ods")
    with pytest.raises(WorkbookMissingError):
        make_copy(tmp_path / "Cartera.xlsm")
    with pytest.raises(NotAWorkbookError):
        make_copy(tmp_path / "Cartera.ods")
