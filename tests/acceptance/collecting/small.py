"""A small company in a folder of its own: a few invoices, one credit, its workbook."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from cartera_xl import settings
from cartera_xl.actions import import_documents, refresh, register, start
from cartera_xl.actions.context import Context
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY: Final = date(2026, 3, 31)
CONTEXT: Final = Context(
    TODAY,
    datetime(2026, 3, 31, 9),  # noqa: DTZ001 - in Bogotá, as the screen shows it
    datetime(2026, 3, 31, 14, tzinfo=UTC),
    "ana",
    "caja-1",
)
LEDGER: Final = """tipo;numero;cliente;nit;emision;vence;valor;saldo;moneda
Factura;F-1;Acme;900111;2026-01-10;2026-02-10;1000000;1000000;COP
Factura;F-2;Acme;900111;2026-02-10;2026-03-10;500000;500000;COP
Factura;F-3;Beta;900222;2026-02-10;2026-03-10;800000;800000;COP
Factura;F-4;Acme;900111;2026-02-10;2026-03-10;900;900;USD
Nota crédito;NC-1;Acme;900111;2026-02-15;2026-02-15;200000;200000;COP
"""


def make(folder: Path) -> Path:
    """Make the company; give its folder."""
    places = start.run(folder, "Ferretería El Tornillo", "900123456", CONTEXT)
    source = folder / "cartera.csv"
    source.write_text(LEDGER, "utf-8")
    with Store.open(places.ledger) as store:
        account = import_documents.run(
            store, source, import_documents.Options({}), CONTEXT
        )
        assert account.outcome == "registrado", account
        refresh.run(store, ClosedWorkbook(places.workbook), TODAY, CONTEXT)
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    location = settings.ledger_location(None, folder / "Cartera.xlsm")
    with Store.open(location) as store:
        yield store


def post(folder: Path, **options: Any) -> register.Registered:
    with opened(folder) as store:
        return register.run(
            store,
            ClosedWorkbook(folder / "Cartera.xlsm"),
            CONTEXT,
            lambda _: True,
            **options,
        )


def revision(folder: Path) -> int:
    with opened(folder) as store:
        return store.head().revision


def day(year: int, month: int, day_: int) -> datetime:
    return datetime(year, month, day_)  # noqa: DTZ001 - a cell's


def move_to(folder: Path, address: str) -> None:
    """Move the company's ledger to a server; its folder and workbook stay."""
    with opened(folder) as store:
        store.move(address).close()
    (folder / settings.FILE_NAME).write_text(f'base = "{address}"\n', "utf-8")
