"""P6: payments one by one, each on the disk before the next, and by the thousand.

By the store alone, which a peer can be held against, and the whole way: through the
action behind pagar, and from a workbook's rows until they stand there as posted.
"""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.books import new_ledger, post
from benchmarks.comparing import Comparison, at_least, at_most
from benchmarks.measuring import Sample, interleaved
from benchmarks.peers import raw_posting
from benchmarks.posting_desk import Desk
from benchmarks.refreshing import overdue_books
from benchmarks.workload import TODAY, workload
from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.posting import Posting

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.measuring import Run
    from cartera_xl.store import Store

_AMOUNT: Final = 100  # centavos: every invoice has room for many
_BATCH: Final = 1_000
_SHOWN: Final = 3_000  # rows of Vencidas in the workbook that is typed in


class _Payment(NamedTuple):
    """The n-th payment of a run, of the n-th invoice."""

    number: str
    customer: int
    invoice: int


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the comparisons; afterwards both books must hold the same sum."""
    # A year's rows without what was paid: 42,000 open invoices.
    books = replace(workload(100_000), applications=())
    ours = _Ours(folder / "cartera.db", books)
    theirs = _Theirs(folder / "par.db", books)
    desk = Desk(folder, overdue_books(_SHOWN))
    singles, rounds = (50, 9) if quick else (200, 15)
    runs = {
        "Cartera XL": _each(ours.pay, singles, 1),
        "sqlite3": _each(theirs.pay, singles, 1),
        "lote": _each(ours.pay, 1, _BATCH),
        "lote sqlite3": _each(theirs.pay, 1, _BATCH),
        "acción": lambda: desk.pay(singles),
    }
    taken = interleaved(runs, rounds)
    if ours.paid() != theirs.paid():
        raise AssertionError((ours.paid(), theirs.paid()))
    yield Comparison(
        "P6",
        "registrar un pago y esperar al disco, reloj",
        taken["Cartera XL"],
        "sqlite3 a mano, sin clave ni auditoría",
        taken["sqlite3"],
        at_most(2),
    )
    yield Comparison(
        "P6",
        "registrar 1.000 pagos en un lote, por pago, reloj",
        taken["lote"],
        "lo mismo de a uno",
        taken["Cartera XL"],
        at_least(8),
    )
    yield Comparison(
        "P6",
        "registrar un pago por la acción de pagar, reloj",
        taken["acción"],
        "solo el almacén",
        taken["Cartera XL"],
        at_most(5),
    )
    whole = interleaved({"libro": lambda: desk.register(_BATCH)}, 1 if quick else 5)
    # Its rounds are few and its own: the others stand beside it by their medians.
    size = len(whole["libro"].values)
    single, batch = (Sample((taken[n].median,) * size) for n in ("acción", "lote"))
    yield Comparison(
        "P6",
        "registrar 1.000 filas de un libro, leer a reescribir, por pago, reloj",
        whole["libro"],
        "lo mismo de a uno por la acción",
        single,
        at_least(8),
    )
    yield Comparison(
        "P6",
        "registrar 1.000 filas de un libro, leer a reescribir, por pago, reloj",
        whole["libro"],
        "los mismos 1.000 en un lote, solo el almacén",
        batch,
        at_most(50),
    )
    desk.store.close()
    ours.store.close()
    theirs.connection.close()


def _each(pay: Callable[[int], None], times: int, size: int) -> Run:
    """Return a run of seconds a payment by the clock: the disk is waited for."""

    def run() -> float:
        started = time.perf_counter()
        for _ in range(times):
            pay(size)
        return (time.perf_counter() - started) / (times * size)

    return run


class _Ours:
    def __init__(self, path: Path, books: Posting) -> None:
        self.store: Store = new_ledger(path)
        filled = post(self.store, books, "carga")
        self.invoices = _invoices(books, filled.documents.start, filled.customers.start)
        self.posted = 0
        self.next = count()

    def pay(self, size: int) -> None:
        payments = [self.invoices[next(self.next)] for _ in range(size)]
        post(self.store, _posting(payments), f"pago-{payments[0].number}")
        self.posted += size

    def paid(self) -> int:
        with self.store.reading() as transaction:
            sql = "SELECT SUM(amount) FROM application WHERE company_id = :company"
            return int(transaction.rows(sql)[0][0])


class _Theirs:
    def __init__(self, path: Path, books: Posting) -> None:
        self.connection: sqlite3.Connection = raw_posting.make(path, books)
        self.invoices = _invoices(books, 1, 1)
        self.next = count()
        self.ids = count(len(books.documents) + 1)

    def pay(self, size: int) -> None:
        payments = [self.invoices[next(self.next)] for _ in range(size)]
        rows = [
            (next(self.ids), p.number, p.customer, p.invoice, _AMOUNT, str(TODAY))
            for p in payments
        ]
        raw_posting.post(self.connection, rows)

    def paid(self) -> int:
        sql = "SELECT SUM(amount) FROM application"
        return int(self.connection.execute(sql).fetchone()[0])


def _invoices(books: Posting, document: int, customer: int) -> list[_Payment]:
    """Return a payment for every invoice, with the ids that the books gave."""
    return [
        _Payment(f"P{-d.id}", customer - d.customer_id - 1, document - d.id - 1)
        for d in books.documents
        if d.kind is Kind.INVOICE
    ]


def _posting(payments: list[_Payment]) -> Posting:
    documents = tuple(
        Document(
            *(-n, Kind.RECEIPT, p.number, 1, p.customer, "COP"),
            *(TODAY, TODAY, _AMOUNT),
        )
        for n, p in enumerate(payments, 1)
    )
    applications = tuple(
        Application(
            *(-n, Use.PAYMENT, -n, p.invoice, p.customer, "COP", _AMOUNT, TODAY)
        )
        for n, p in enumerate(payments, 1)
    )
    return Posting(documents=documents, applications=applications)
