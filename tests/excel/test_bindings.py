"""What a function costs before it answers, and how xlwings finds it."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk import Desk

HEAVY = {"pandas", "numpy", "openpyxl", "xlwings", "lxml", "sqlalchemy", "alembic"}
HEAVY |= {"click", "rich", "jinja2", "psycopg", "python_calamine"}
ANSWERING = """
from cartera_xl.excel import functions
print(functions.overdue({book!r}, "2026-03-31"))
print(len(functions.statement({book!r}, "2026-03-31", "Acme", None, None)))
print(functions.overdue({book!r}, "2026-03-31", "nadie")[1:5])
"""
# As xlwings' server calls it: cells that COM gives, and an error among them.
CALLED = """
from tests.excel.windows import ComTime, load
xlwings = load()
def call(name, *cells):
    cells = ({book!r}, ComTime(2026, 3, 31), *cells)
    print(xlwings.call_udf("cartera_xl.excel.functions", name, cells))
LEFT_OUT, ERROR = -2147352572, -2146826246
call("overdue", LEFT_OUT, None)
call("overdue", 900111.0, "USD")
call("overdue", ERROR, None)
call("days_overdue", "F-1")
call("ageing", "Acme", None)
call("statement", "Beta", ComTime(2026, 3, 1), None)
from cartera_xl.excel import functions
told = functions.overdue.__xlfunc__
print([a["name"] for a in told["args"]], told["category"], told["volatile"])
print(xlwings.__pro__)
"""


def run(code: str, **environment: str) -> list[str]:
    """Return what a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "", "HOME": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def loaded(code: str) -> set[str]:
    """Return the top packages that a fresh interpreter holds after some code."""
    show = "import sys; print(*{name.split('.')[0] for name in sys.modules})"
    return set(run(f"{code}\n{show}")[-1].split())


def test_answering_loads_no_library_beyond_the_driver(desk: Desk) -> None:
    found = loaded(ANSWERING.format(book=str(desk.folder / "Cartera.xlsm")))
    assert "sqlite3" in found
    assert not found & HEAVY


def test_importing_the_functions_opens_no_database() -> None:
    found = loaded("import cartera_xl.excel.functions")
    assert not found & (HEAVY | {"sqlite3", "platformdirs", "tomllib"})


def test_the_names_of_heavy_libraries_are_those_that_would_be_found() -> None:
    found = loaded("import xlwings, openpyxl, sqlalchemy")
    assert {"xlwings", "pandas", "openpyxl", "sqlalchemy"} <= found & HEAVY


def test_xlwings_own_server_calls_the_functions(desk: Desk) -> None:
    answers = run(CALLED.format(book=str(desk.folder / "Cartera.xlsm")))
    everybody, dollars, error, days, ageing, statement, declared, pro = answers
    assert (everybody, dollars, days) == ("[[2520000.0]]", "[[900.0]]", "[[49]]")
    assert ast.literal_eval(error)[0][0][:5] == "\x012042"  # not everybody's balance
    assert ast.literal_eval(ageing)[2] == ["1–30", 500000.0]
    assert ast.literal_eval(statement)[1][:2] == [46082, "Saldo anterior"]
    assert declared == ("['workbook', 'cutoff', 'customer', 'currency'] Cartera False")
    assert pro == "False"


def forbidden(source: str) -> Iterator[str]:
    """Yield what a module takes of xlwings that is not free for every use."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
            names = [ast.literal_eval(node.args[0])] if _literal(node) else []
        else:
            names = [ast.unparse(node)] if isinstance(node, ast.Attribute) else []
        for name in names:
            first, *rest = name.split(".")
            if first in ("xlwings", "xw") and PAID & set(rest):
                yield name


# Licensed under PolyForm Noncommercial or for money: xlwings/pro and what leads there.
PAID = {"pro", "reports", "server", "render_template", "Caller", "rest"}


def _literal(node: ast.Call) -> bool:
    return bool(node.args) and isinstance(node.args[0], ast.Constant)


@pytest.mark.parametrize(
    "source",
    [
        "import xlwings.pro.reports",
        "from xlwings.pro import reports",
        "from xlwings import pro",
        "from xlwings.reports import render_template",
        "import xlwings as xw\nxw.Caller",
        "import_module('xlwings.pro')",
    ],
)
def test_a_module_that_takes_what_is_not_free_is_found(source: str) -> None:
    assert [*forbidden(source)]


def test_our_modules_take_of_xlwings_only_what_is_free() -> None:
    modules: list[Path] = [*(ROOT / "cartera_xl").rglob("*.py")]
    assert len(modules) > 200
    found = {
        str(path): taken
        for path in modules
        if (taken := [*forbidden(path.read_text("utf-8"))])
    }
    assert found == {}
