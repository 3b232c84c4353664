"""The small company, made once and copied for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.collecting import small
from tests.store.server import a_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.make(tmp_path_factory.mktemp("pequena") / "cartera")


@pytest.fixture
def folder_on_server(folder: Path) -> Iterator[Path]:
    """The same company, its ledger moved to a server."""
    with a_database() as address:
        small.move_to(folder, address)
        yield folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "cartera")


@pytest.fixture(
    params=["folder", pytest.param("folder_on_server", marks=pytest.mark.postgres)],
    ids=["file", "server"],
)
def anywhere(request: pytest.FixtureRequest) -> Path:
    """The small company with its ledger in a file, and again on a server."""
    found: Path = request.getfixturevalue(request.param)
    return found
