"""The sheet of the company at whose desk commands are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.excel.ledgers import LEDGERS
from tests.excel.sheet import Sheet, alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desk import Desk


@pytest.fixture
def sheet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sheet]:
    """Return the sheet of a company of the test's own."""
    alone(monkeypatch)
    monkeypatch.setenv("XDG_STATE_HOME", str(desk.folder))
    yield Sheet(desk.folder / "Cartera.xlsm")
    LEDGERS.close()
