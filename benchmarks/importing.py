"""P11: importing a large .xlsx into the ledger, validated."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import python_calamine
import xlsxwriter

from benchmarks.books import RECORDED, new_ledger
from benchmarks.comparing import Comparison, at_most
from benchmarks.measuring import cpu, interleaved
from benchmarks.workload import TODAY, workload
from cartera_xl.actions import import_documents
from cartera_xl.actions.context import Context
from cartera_xl.ledger.documents import Kind
from cartera_xl.store import Store
from cartera_xl.store.connection import PRAGMAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROWS: Final = 100_000
_HEADINGS: Final = (
    "Número",
    "Código cliente",
    "NIT",
    "Cliente",
    "Fecha de emisión",
    "Fecha de vencimiento",
    "Valor",
    "Fecha de pago",
    "Moneda",
    "Correo",
)
_MOMENT: Final = datetime(2026, 6, 30, 12)  # noqa: DTZ001
_CONTEXT: Final = Context(TODAY, _MOMENT, RECORDED, "banco", "banco")
_PEER_SCHEMA: Final = """
    CREATE TABLE customer (code TEXT PRIMARY KEY, nit TEXT, name TEXT, email TEXT);
    CREATE TABLE document (
        number TEXT PRIMARY KEY, customer TEXT, issued TEXT, due TEXT, total INTEGER,
        settled TEXT, currency TEXT);"""


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the comparison; both write the same invoices, to the cent."""
    book = _write_book(folder / "facturas.xlsx")
    ours, theirs = _Ours(folder, book), _Theirs(folder, book)
    runs = {
        "Cartera XL": cpu(ours.run, ours.prepare),
        "calamine + sqlite3": cpu(theirs.run, theirs.prepare),
    }
    taken = interleaved(runs, 2 if quick else 5)
    if ours.sums() != theirs.sums():
        raise AssertionError((ours.sums(), theirs.sums()))
    yield Comparison(
        "P11",
        "importar 100.000 filas de un .xlsx, validadas, con sus pagos y auditoría",
        taken["Cartera XL"],
        "calamine + sqlite3, sin validar",
        taken["calamine + sqlite3"],
        at_most(3),
    )


def _write_book(path: Path) -> Path:
    """Write invoices as a billing program exports them; half of them are paid."""
    invoices = [
        document
        for document in workload(_ROWS * 100 // 42 + 100).documents
        if document.kind is Kind.INVOICE
    ][:_ROWS]
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Facturas")
        sheet.write_row(0, 0, _HEADINGS)
        for row, invoice in enumerate(invoices, start=1):
            customer = -invoice.customer_id
            paid = invoice.issued + timedelta(20)
            settled = paid if row % 2 and paid <= TODAY else None
            cells: tuple[Any, ...] = (
                invoice.number,
                f"C{customer:06d}",
                f"{800_000_000 + customer}",
                f"Comercial {customer:06d} S.A.S.",
                invoice.issued,
                invoice.due,
                invoice.total / 100,
                settled,
                "COP",
                f"cartera{customer}@example.com",
            )
            sheet.write_row(row, 0, cells)
    return path


class _Ours:
    def __init__(self, folder: Path, book: Path) -> None:
        self.book = book
        self.empty = folder / "vacia.db"
        self.path = folder / "importada.db"
        new_ledger(self.empty).close()
        self.store: Store | None = None

    def prepare(self) -> None:
        if self.store is not None:
            self.store.close()
        shutil.copyfile(self.empty, self.path)
        self.store = Store.open(self.path)
        self.store.head()

    def run(self) -> import_documents.Imported:
        assert self.store is not None
        options = import_documents.Options({})
        done = import_documents.run(self.store, self.book, options, _CONTEXT)
        assert done.outcome is import_documents.Outcome.POSTED, done
        return done

    def sums(self) -> tuple[int, int, int]:
        sql = """SELECT COUNT(*), SUM(total), COUNT(DISTINCT customer_id)
            FROM document WHERE kind = 'invoice'"""
        return _sums(self.path, sql)


class _Theirs:
    def __init__(self, folder: Path, book: Path) -> None:
        self.book = book
        self.path = folder / "par.db"

    def prepare(self) -> None:
        self.path.unlink(missing_ok=True)
        with sqlite3.connect(self.path) as connection:
            connection.executescript(_PEER_SCHEMA)

    def run(self) -> None:
        """Read with calamine, insert with executemany, in one transaction."""
        sheet = python_calamine.load_workbook(self.book).get_sheet_by_index(0)
        rows: list[Any] = sheet.to_python()[1:]
        customers = {row[1]: (row[1], row[2], row[3], row[9]) for row in rows}
        connection = sqlite3.connect(self.path)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        with connection:
            connection.executemany(
                "INSERT INTO customer VALUES (?, ?, ?, ?)", customers.values()
            )
            connection.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        row[0],
                        row[1],
                        row[4].isoformat(),
                        row[5].isoformat(),
                        round(row[6] * 100),
                        row[7].isoformat() if row[7] else None,
                        row[8],
                    )
                    for row in rows
                ),
            )
        connection.close()

    def sums(self) -> tuple[int, int, int]:
        sql = "SELECT COUNT(*), SUM(total), COUNT(DISTINCT customer) FROM document"
        return _sums(self.path, sql)


def _sums(path: Path, sql: str) -> tuple[int, int, int]:
    with sqlite3.connect(path) as connection:
        documents, total, customers = connection.execute(sql).fetchone()
    return documents, total, customers
