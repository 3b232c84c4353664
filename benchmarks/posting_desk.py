"""Payments the whole way: by the action behind pagar, and from a workbook's rows."""

from __future__ import annotations

import shutil
import time
from itertools import count
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook

from benchmarks.books import new_ledger, post
from benchmarks.refreshing import CONTEXT
from benchmarks.workload import TODAY
from cartera_xl.actions import record_payment, refresh, register
from cartera_xl.actions.posting import Result
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.template import template_path
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.verbs.receive import Means
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.ledger.posting import Posting

_AMOUNT: Final = 1.0  # pesos: every invoice has room for many
_CENTAVOS: Final = 100


class Desk:
    """A ledger and its workbook, as somebody who collects has them."""

    def __init__(self, folder: Path, books: Posting) -> None:
        self.store = new_ledger(folder / "escritorio.db")
        self.book = folder / "Escritorio.xlsm"
        post(self.store, books, "carga")
        shutil.copyfile(template_path(), self.book)
        refresh.run(self.store, ClosedWorkbook(self.book), TODAY, CONTEXT)
        codes = {customer.id: customer.code for customer in books.customers}
        self.invoices = [
            (codes[d.customer_id], d.number)
            for d in books.documents
            if d.kind is Kind.INVOICE
        ]
        self.next = count()

    def pay(self, times: int) -> float:
        """Pay one invoice after another; return seconds a payment."""
        started = time.perf_counter()
        for _ in range(times):
            customer, number = self.invoices[next(self.next)]
            money = (Means(_CENTAVOS, "Efectivo"),)
            asked = record_payment.Payment(
                customer, TODAY, "COP", money, {number: _CENTAVOS}, {}
            )
            done = record_payment.run(self.store, asked, CONTEXT)
            if done.result is not Result.POSTED:
                raise AssertionError(done.sentences)
        return (time.perf_counter() - started) / times

    def register(self, rows: int) -> float:
        """Post rows that are typed in the closed workbook; return seconds a payment.

        Reading, deciding, numbering, posting and writing the workbook again are timed;
        typing is not.
        """
        self._type(rows)
        started = time.perf_counter()
        host = ClosedWorkbook(self.book)
        done = register.run(self.store, host, CONTEXT, lambda _: True)
        taken = time.perf_counter() - started
        if (done.ending, done.typed) != (register.Ending.POSTED, rows):
            raise AssertionError((done.ending, done.typed, done.rows[:3]))
        return taken / rows

    def _type(self, rows: int) -> None:
        """Type a payment on the first rows of Vencidas, as a script would."""
        opened = load_workbook(self.book, keep_vba=True)
        sheet = opened[OVERDUE.title]
        top, *shown = sheet[sheet.tables[OVERDUE.table].ref]
        place = [cell.value for cell in top].index("Pago")
        for row in shown[:rows]:
            row[place].value = _AMOUNT
        opened.save(self.book)
