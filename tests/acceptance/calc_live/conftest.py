from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.excel_addin.presser import Presser, seat
from tests.calc_addin import addin, addin_office, company, profile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

__all__ = ["addin", "addin_office", "at", "company", "profile"]


@pytest.fixture
def at(
    company: Path, calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Presser:
    """Sit down at the company's workbook, just refreshed."""
    return seat(calc, shutil.copytree(company, tmp_path / "empresa"), monkeypatch)
