"""What a button pays for: the store's libraries come when a ledger is opened."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.requirements import ROOT


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
    heavy = {"sqlalchemy", "alembic", "psycopg", "sqlite3", "json"}
    assert not loaded("import cartera_xl.store") & heavy


@pytest.mark.usefixtures("store")
def test_opening_a_ledger_that_is_up_to_date_needs_no_migrations(path: object) -> None:
    code = f"from cartera_xl.store import Store; Store.open({str(path)!r}).head()"
    found = loaded(code)
    assert "sqlalchemy" in found
    assert not found & {"alembic", "mako", "psycopg", "pandas"}
