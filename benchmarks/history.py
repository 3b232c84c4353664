"""P3: closed history grows a hundredfold, what is open stays."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.books import new_ledger, post
from benchmarks.comparing import Comparison, at_most, thousands
from benchmarks.measuring import cpu, interleaved, note
from benchmarks.workload import TODAY, code, invoice
from cartera_xl.actions import summarize
from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.posting import Customer, Posting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from cartera_xl.store import Store

_OPEN: Final = 10_000
_CUSTOMERS: Final = 1_000
_SIZES: Final = (10_000, 100_000, 1_000_000)
_QUICK: Final = (10_000, 100_000, 200_000)
_BATCHES: Final = 10
_TOTAL: Final = 123_456_78


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield every size against the smallest."""
    sizes = _QUICK if quick else _SIZES
    stores = {size: _filled(folder / f"{size}.db", size) for size in sizes}
    for store in stores.values():
        figures = summarize.run(store, TODAY).indicators["COP"]
        counted = figures.not_due.documents + figures.overdue.documents
        if (counted, figures.net) != (_OPEN, _OPEN * _TOTAL):
            raise AssertionError(figures)
    runs = {
        f"{size}": cpu(partial(summarize.run, store, TODAY))
        for size, store in stores.items()
    }
    taken = interleaved(runs, 5 if quick else 11)
    smallest = taken[f"{sizes[0]}"]
    for size in sizes[1:]:
        yield Comparison(
            "P3",
            f"indicadores hoy, {thousands(size)} filas cerradas y 10.000 abiertas",
            taken[f"{size}"],
            f"con {thousands(sizes[0])} cerradas",
            smallest,
            at_most(1.3),
        )
    for store in stores.values():
        store.close()


def _filled(path: Path, closed: int) -> Store:
    """Make a ledger whose open invoices lie scattered among its closed rows."""
    note(f"  {thousands(closed)} filas cerradas")
    store = new_ledger(path)
    customers = tuple(
        Customer(-n, code(n), f"Comercial {n} S.A.S.") for n in range(1, _CUSTOMERS + 1)
    )
    first = post(store, Posting(customers), "clientes").customers.start
    batches = max(_BATCHES, closed // 60_000)
    for batch in range(batches):
        post(
            store, _batch(first, batch, closed // batches, _OPEN // batches), f"{batch}"
        )
    if missing := _OPEN % batches:
        post(store, _batch(first, -1, 0, missing), "resto")
    return store


def _batch(first: int, batch: int, closed: int, still_open: int) -> Posting:
    """Return pairs of an invoice and the receipt that settles it, and open invoices."""
    documents: list[Document] = []
    applications: list[Application] = []
    issued = TODAY - timedelta(days=400 - batch % 100)
    for n in range(closed // 3):  # three rows each: invoice, receipt, application
        customer = first + n % _CUSTOMERS
        bill = _invoice(len(documents), f"FE{batch}-{n}", customer, issued)
        receipt = bill._replace(
            id=bill.id - 1, kind=Kind.RECEIPT, number=f"RC{batch}-{n}"
        )
        documents += (bill, receipt)
        applications.append(
            Application(
                -len(applications) - 1,
                Use.PAYMENT,
                receipt.id,
                bill.id,
                customer,
                "COP",
                _TOTAL,
                issued,
            )
        )
    for n in range(still_open):
        customer = first + n % _CUSTOMERS
        documents.append(
            _invoice(
                len(documents), f"AB{batch}-{n}", customer, TODAY - timedelta(n % 90)
            )
        )
    return Posting((), (), tuple(documents), tuple(applications))


def _invoice(before: int, number: str, customer: int, issued: date) -> Document:
    return invoice(
        -before - 1, number, customer, issued, issued + timedelta(30), _TOTAL
    )
