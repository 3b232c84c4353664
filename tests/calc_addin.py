"""A LibreOffice that has our extension, installed as a person installs it.

    def test_a_cell_is_answered(addin: Calc) -> None:
        book = addin.app.books.open(folder / "Cartera.xlsm")

`addin` is used as `calc` is (calc_office.py); its process is another, with its own
profile, and one for all tests of a worker.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.collecting import small
from tests.calc_office import Calc, require_office, running_office
from tests.unprivileged import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

WHEN = {"CARTERA_HOY": "2026-03-31", "CARTERA_USUARIO": "ana"}


def command(home: Path, *words: str) -> tuple[int, str, str]:
    """Type a command of «cartera calc» as somebody who is not root."""
    done = run([sys.executable, "-m", "cartera_xl", "calc", *words], home)
    return done.returncode, done.stdout, done.stderr


@contextmanager
def open_home() -> Iterator[Path]:
    """Yield a folder that is everybody's: pytest's own is closed to others."""
    with tempfile.TemporaryDirectory(prefix="cartera-perfil-") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def install(home: Path) -> Path:
    """Return a new profile that has the extension."""
    require_office()
    profile = home / "perfil"
    code, out, err = command(home, "instalar", "--perfil", str(profile), "--json")
    assert code == 0, err
    assert json.loads(out)["extension"] == "instalada"
    return profile


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.make(tmp_path_factory.mktemp("calc-live") / "empresa")


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a profile as it is when the extension was just installed; copy it.

    A LibreOffice that ran in it would leave its window's size there.
    """
    with open_home() as home:
        return shutil.copytree(install(home), tmp_path_factory.mktemp("x") / "perfil")


@pytest.fixture(scope="session")
def addin_office(
    profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[xw.App]:
    own = shutil.copytree(profile, tmp_path_factory.mktemp("addin") / "perfil")
    with pytest.MonkeyPatch.context() as patch:  # what it starts inherits this
        for name in [name for name in os.environ if name.startswith("CARTERA_")]:
            patch.delenv(name)
        for name, value in WHEN.items():
            patch.setenv(name, value)
        with running_office(own) as app:
            yield app


@pytest.fixture
def addin(addin_office: xw.App, tmp_path: Path) -> Iterator[Calc]:
    used = Calc(addin_office, tmp_path)
    used.clear()
    yield used
    used.clear()
