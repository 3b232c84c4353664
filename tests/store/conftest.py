from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.books import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cartera.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with started(path) as store:
        yield store
