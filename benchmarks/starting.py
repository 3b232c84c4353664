"""P5: from nothing to the first query of a button, in a process of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from benchmarks.books import filled_ledger
from benchmarks.comparing import Comparison, at_most
from benchmarks.measuring import interleaved, process
from benchmarks.refreshing import overdue_books

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIRST_QUERY: Final = """
from cartera_xl.store import Store
with Store.open(sys.argv[1]) as store:
    store.head()
"""
# Everything that «Actualizar» has imported before it asks the ledger anything.
_LIVE: Final = f"""
import sys
from cartera_xl.excel import ribbon
from cartera_xl.excel.buttons import work_of
work_of("refresh")
{_FIRST_QUERY}"""
_CLOSED: Final = f"""
import sys
from cartera_xl.actions import refresh
from cartera_xl.hosts.closed import ClosedWorkbook
{_FIRST_QUERY}"""
_PEER: Final = "import pandas, openpyxl, sqlalchemy, jinja2, xlwings"
_ROUNDS: Final = 5


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield starting a button's process against importing what such add-ins import."""
    ledger = str(filled_ledger(folder / "inicio.db", overdue_books(1000)))
    runs = {
        "vivo": process(sys.executable, "-c", _LIVE, ledger),
        "cerrado": process(sys.executable, "-c", _CLOSED, ledger),
        "importar": process(sys.executable, "-c", _PEER),
    }
    for run in runs.values():
        run()  # what is compiled once is nobody's start
    taken = interleaved(runs, 3 if quick else _ROUNDS)
    for name, work, limit in (
        ("cerrado", "arrancar hasta la primera consulta, libro cerrado", 0.35),
        ("vivo", "arrancar hasta la primera consulta, libro abierto", 0.8),
    ):
        yield Comparison(
            "P5",
            work,
            taken[name],
            "importar pandas, openpyxl, SQLAlchemy, jinja2 y xlwings",
            taken["importar"],
            at_most(limit),
        )
