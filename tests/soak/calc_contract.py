"""The contract of all hosts over 100,000 rows: a closed file and LibreOffice agree."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.template import template_path
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import content, invoice
from tests.hosts.live.seats import Closed, Live
from tests.hosts.live.test_both_hosts import HOSTILE
from tests.soak.reached import Reached

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

ROWS: Final = 100_000
_SHOWN: Final = ("Cliente", "NIT", "Factura", "Vence", "Saldo")
_TYPED: Final = (50_000, "Referencia")


def contract(app: xw.App, folder: Path) -> Reached:
    """Write hostile rows by both hosts and compare; typed input passes a refresh."""
    rows = [
        invoice(f"FV-{n}", customer=HOSTILE[n % len(HOSTILE)], nit=f"{n:010}")
        for n in range(ROWS)
    ]
    closed = Closed(shutil.copyfile(template_path(), folder / "cerrado.xlsm"))
    closed.host.refresh(TABS, content(rows))
    book = app.books.open(shutil.copyfile(template_path(), folder / "abierto.xlsm"))
    live = Live(book)
    live.host.refresh(TABS, content(rows))
    for title in _SHOWN:
        assert live.values(title) == closed.values(title), title
    live.put({_TYPED: "'007"})
    live.host.refresh(TABS, content(rows[::-1]))
    [entry] = live.host.entries(OVERDUE)
    assert list(entry.typed.values()) == ["007"]
    assert live.values("Factura")[ROWS - _TYPED[0]] == f"FV-{_TYPED[0] - 1}"
    book.close()
    return Reached("filas iguales en los dos libros", ROWS, ROWS)
