"""The small company and the sample's day of work, a copy for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.acceptance.collecting import small
from tests.acceptance.collecting.day import (
    CLOCK,
    TODAY,
    Day,
    a_day,
    registrar,
    shown,
    type_day,
    typing,
)
from tests.commands import Answer, cartera
from tests.store.server import a_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder_on_server(folder: Path) -> Iterator[Path]:
    """The same company, its ledger moved to a server."""
    with a_database() as address:
        small.move_to(folder, address)
        yield folder


@pytest.fixture
def folder(made_small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_small, tmp_path / "cartera")


@pytest.fixture(
    params=["folder", pytest.param("folder_on_server", marks=pytest.mark.postgres)],
    ids=["file", "server"],
)
def anywhere(request: pytest.FixtureRequest) -> Path:
    """The small company with its ledger in a file, and again on a server."""
    found: Path = request.getfixturevalue(request.param)
    return found


class Worked(NamedTuple):
    """The sample company after a day's work; the answer is that of posting it."""

    folder: Path
    day: Day
    answer: Answer


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company on the morning of the day: to be copied."""
    folder = tmp_path_factory.mktemp("dia") / "demo"
    made = cartera("demo", folder, "--fecha", TODAY, CARTERA_HOY=CLOCK)
    assert made.code == 0, made.err
    allowed = cartera("parametros", "devoluciones.permitidas", "sí", cwd=folder)
    assert allowed.code == 0, allowed.err
    return folder


@pytest.fixture(scope="session")
def day(made_demo: Path) -> Day:
    """What is typed on the day."""
    found = a_day(shown(made_demo / "Cartera.xlsm"))
    assert (len(found.payments), len(found.credits), len(found.refunds)) == (30, 5, 2)
    return found


@pytest.fixture(scope="session")
def typed_demo(
    made_demo: Path, day: Day, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample company with the day typed and not posted: to be copied."""
    folder = shutil.copytree(made_demo, tmp_path_factory.mktemp("digitado") / "demo")
    with typing(folder / "Cartera.xlsm") as book:
        type_day(book, day)
    return folder


@pytest.fixture(scope="session")
def posted_demo(
    typed_demo: Path, day: Day, tmp_path_factory: pytest.TempPathFactory
) -> Worked:
    """The sample company with the day posted: to look at, or to be copied."""
    folder = shutil.copytree(typed_demo, tmp_path_factory.mktemp("registrado") / "demo")
    answer = registrar(folder, "--si", "--json")
    assert answer.code == 0, answer.out + answer.err
    return Worked(folder, day, answer)
