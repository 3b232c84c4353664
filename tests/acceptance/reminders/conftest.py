"""One company for all papers: nothing here posts to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.reminders.papers import open_company

if TYPE_CHECKING:
    from tests.desk import Desk


@pytest.fixture(scope="session")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return the company whose papers are read."""
    return open_company(tmp_path_factory.mktemp("papeles") / "empresa")


@pytest.fixture(scope="session")
def collecting(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a company that has received, corrected and given back."""
    from tests.acceptance.reminders.papers import open_collecting

    return open_collecting(tmp_path_factory.mktemp("cobros") / "empresa")
