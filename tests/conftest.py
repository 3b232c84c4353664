"""What holds for every test, and the companies that they copy.

A company is made once for all tests of a worker; none of them changes it.
"""

from __future__ import annotations

import gc
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.acceptance.collecting import small
from tests.calc_office import Calc, running_office
from tests.commands import SAMPLE_DAY, cartera
from tests.desk import Desk, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

# A busy machine is no failure: no test is about time.
settings.register_profile("cartera", deadline=None)
settings.load_profile("cartera")
# Nor is one about garbage: looking for it was a tenth of reading a workbook.
gc.set_threshold(100_000)


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the desk as it is on the first morning."""
    return open_desk(tmp_path_factory.mktemp("mesa") / "empresa").folder


@pytest.fixture(scope="session")
def made_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small company whose workbook is typed in."""
    return small.make(tmp_path_factory.mktemp("pequena") / "cartera")


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `cartera demo` makes at SAMPLE_DAY."""
    folder = tmp_path_factory.mktemp("muestra") / "demo"
    assert cartera("demo", folder, "--fecha", SAMPLE_DAY).code == 0
    return folder


@pytest.fixture
def desk(made_desk: Path, tmp_path: Path) -> Desk:
    """Return a desk of the test's own."""
    return Desk(shutil.copytree(made_desk, tmp_path / "empresa"))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.App]:
    """Yield the worker's LibreOffice."""
    with running_office(tmp_path_factory.mktemp("calc") / "perfil") as app:
        yield app


@pytest.fixture
def calc(office: xw.App, tmp_path: Path) -> Iterator[Calc]:
    """Yield LibreOffice without a workbook, for one test."""
    used = Calc(office, tmp_path)
    used.clear()
    yield used
    used.clear()
