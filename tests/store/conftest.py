from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.store import Store
from tests.store.books import COMPANY, NOON, started
from tests.store.people import office
from tests.store.places import FILE, SERVER, another_company
from tests.store.server import a_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.store.people import Office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cartera.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with started(path) as store:
        yield store


@pytest.fixture(params=[FILE, pytest.param(SERVER, marks=pytest.mark.postgres)])
def anywhere(request: pytest.FixtureRequest) -> Store:
    """A ledger in a file, and the same on a server."""
    name = "store" if request.param == FILE else "company_of_many"
    found: Store = request.getfixturevalue(name)
    return found


@pytest.fixture(scope="session")
def address_of_many() -> Iterator[str]:
    """A server's database in which there are more companies with every test."""
    with a_database() as address:
        Store.create(address, COMPANY, NOON).close()
        yield address


@pytest.fixture
def company_of_many(address_of_many: str) -> Iterator[Store]:
    """A company among others, which are all of the same shape."""
    with another_company(address_of_many) as store:
        yield store


@pytest.fixture
def url() -> Iterator[str]:
    """An empty database of a server."""
    with a_database() as address:
        yield address


@pytest.fixture(scope="session")
def place() -> Iterator[Office]:
    """Two companies on a server, with the people who work there."""
    with office() as made:
        yield made
