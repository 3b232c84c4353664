"""What a button pays for: libraries come when they are needed, and not before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.requirements import ROOT

HEAVY = {"sqlalchemy", "alembic", "mako", "psycopg", "pandas", "openpyxl"}
WORK = """
from pathlib import Path
from tests.store.books import INVOICE, broken, posted, withhold
from cartera_xl.store import Store
with Store.open({path!r}) as store:
    posted(store, "k", applications=(withhold(-1, INVOICE, 1),))
    store.backup(Path({path!r} + ".copia"))
    assert not broken(store)
"""
MAKING = """
from pathlib import Path
from tests.store.books import started
started(Path({path!r})).close()
"""


def loaded(code: str) -> set[str]:
    """Return the top packages that a fresh interpreter holds after some code."""
    show = "import sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.split())


def test_importing_the_store_loads_no_library() -> None:
    found = loaded("import cartera_xl.store")
    assert not found & (HEAVY | {"sqlite3", "json"})


@pytest.mark.usefixtures("store")
def test_a_ledger_that_is_up_to_date_is_used_without_the_library_that_makes_one(
    path: object,
) -> None:
    found = loaded(WORK.format(path=str(path)))
    assert "sqlite3" in found
    assert not found & HEAVY


def test_making_a_ledger_needs_it(path: object) -> None:
    """So that the names above are those that would be found."""
    found = loaded(MAKING.format(path=str(path)))
    assert {"sqlalchemy", "alembic"} <= found


@pytest.mark.usefixtures("store")
def test_the_command_line_shows_figures_without_it(path: object) -> None:
    code = f"""
from cartera_xl.cli import main
assert main(["resumen", "--json", "--base", {str(path)!r}]) == 0"""
    assert not loaded(code) & HEAVY
