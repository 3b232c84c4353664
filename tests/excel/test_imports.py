"""A button pays for what it uses, and for nothing else, before it asks the ledger."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.requirements import ROOT

if TYPE_CHECKING:
    from tests.desk import Desk

_PRESS = """
import sys
from cartera_xl.excel import ribbon
from cartera_xl.excel.buttons import work_of
from cartera_xl.store import Store
work_of(sys.argv[1])
with Store.open(sys.argv[2]) as store:
    store.head()
import xlwings
assert xlwings.__pro__ is False
print(*(name for name in sys.argv[3:] if name in sys.modules))
"""
HEAVY = ("sqlalchemy", "alembic", "openpyxl", "jinja2", "lxml", "click", "rich")


@pytest.mark.parametrize("action", ["refresh", "register", "statement", "undo"])
def test_a_button_imports_none_of_the_heavy_libraries(desk: Desk, action: str) -> None:
    command = [sys.executable, "-c", _PRESS, action, str(desk.ledger), *HEAVY]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr
