"""A day's work typed into the sample company's workbook, as a person types it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from openpyxl.utils.cell import range_boundaries

from tests.commands import Answer, cartera
from tests.opened import edited, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TODAY: Final = date(2026, 11, 24)
CLOCK: Final = f"{TODAY}T09:00"
Row = dict[str, Any]


class Percent(float):
    """A share that is typed as a percentage: its cell shows it as one."""


class Sheet:
    """A sheet's table: rows by their key column, cells by their heading."""

    def __init__(self, sheet: Any, key: str) -> None:
        [table] = sheet.tables.values()
        bounds = range_boundaries(table.ref)
        left, top, right, bottom = (int(n or 0) for n in bounds)
        self.sheet = sheet
        self.columns = {
            sheet.cell(top, column).value: column for column in range(left, right + 1)
        }
        self.rows = {
            sheet.cell(row, self.columns[key]).value: row
            for row in range(top + 1, bottom + 1)
            if sheet.cell(row, self.columns[key]).value is not None
        }
        self.first = top + 1

    def cell(self, row: int, heading: str) -> Any:
        return self.sheet.cell(row, self.columns[heading])

    def value(self, key: str, heading: str) -> Any:
        return self.cell(self.rows[key], heading).value

    def type(self, key: str, cells: Mapping[str, Any]) -> None:
        self.type_at(self.rows[key], cells)

    def type_at(self, row: int, cells: Mapping[str, Any]) -> None:
        for heading, value in cells.items():
            cell = self.cell(row, heading)
            cell.value = value
            if isinstance(value, Percent):
                cell.value, cell.number_format = float(value), "0%"


KEYS: Final = {
    "Vencidas": "Factura",
    "Por Vencer": "Factura",
    "Créditos a Favor": "Documento",
    "Clientes": "Código",
    "Cotizaciones": "Número",
    "Retenciones": "_id",
    "Gestiones": "_id",
    "Registro": "Estado",
}


class Book:
    """A workbook as openpyxl sees it."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def __getitem__(self, title: str) -> Sheet:
        return Sheet(self.book[title], KEYS[title])


def shown(path: Path) -> Book:
    """Read a workbook's values, as the last refresh or program left them."""
    return Book(opened(path))


@contextmanager
def typing(path: Path) -> Iterator[Book]:
    """Type into a workbook and save it."""
    with edited(path) as book:
        yield Book(book)


@dataclass(frozen=True)
class Payment:
    """A payment that is typed on an invoice's row, amounts in pesos."""

    invoice: str
    balance: int
    money: int
    withheld: int = 0


@dataclass(frozen=True)
class Day:
    """What is typed: payments, credits to apply and to refund."""

    payments: tuple[Payment, ...]
    credits: Mapping[str, int]
    refunds: Mapping[str, int]

    @property
    def money(self) -> int:
        return sum(payment.money for payment in self.payments)


def registrar(folder: Path, *options: str) -> Answer:
    """Post what was typed into a folder's workbook."""
    return cartera("registrar", "Cartera.xlsm", *options, cwd=folder, CARTERA_HOY=CLOCK)


def moment() -> datetime:
    """Return the day as a spreadsheet holds it."""
    return datetime(TODAY.year, TODAY.month, TODAY.day)  # noqa: DTZ001 - a cell's


def a_day(book: Book) -> Day:
    """Choose a day's work from what the workbook shows: the same every time."""
    late = book["Vencidas"]
    payments = []
    for n, number in enumerate(list(late.rows)[:30]):
        balance = int(late.value(number, "Saldo"))
        withheld = balance * 25 // 1000 if n % 3 == 0 else 0
        half = n % 5 == 4  # a part payment
        money = balance // 2 if half else balance - withheld
        payments.append(Payment(number, balance, money, 0 if half else withheld))
    free = book["Créditos a Favor"]
    owing = set(late_customers(book))
    usable = [number for number in free.rows if free.value(number, "Cliente") in owing]
    spare = [number for number in free.rows if number not in usable[:5]]
    return Day(
        tuple(payments),
        {number: int(free.value(number, "Saldo")) // 10 for number in usable[:5]},
        {number: int(free.value(number, "Saldo")) // 4 for number in spare[:2]},
    )


def late_customers(book: Book) -> list[str]:
    """Return customers whose invoices the day does not pay in full."""
    coming = book["Por Vencer"]
    return [coming.value(number, "Cliente") for number in coming.rows]


def type_day(book: Book, day: Day) -> None:
    """Type a day's work: money on Vencidas, credits on theirs."""
    late, free = book["Vencidas"], book["Créditos a Favor"]
    for n, payment in enumerate(day.payments):
        cells: Row = {
            "Pago": payment.money,
            "Fecha de pago": moment(),
            "Medio": ("Transferencia", "Consignación", "Efectivo")[n % 3],
            "Caja": "Bancolombia 01",
        }
        if payment.withheld:
            cells["Retefuente"] = payment.withheld
        late.type(payment.invoice, cells)
    for number, amount in day.credits.items():
        free.type(number, {"Valor a aplicar": amount})
    for number, amount in day.refunds.items():
        free.type(number, {"Valor a devolver": amount, "Medio": "Transferencia"})


def type_three_mistakes(book: Book, day: Day) -> dict[str, Row]:
    """Type three more rows that no ledger can take; give what was typed."""
    late = book["Vencidas"]
    paid = {payment.invoice for payment in day.payments}
    others = [number for number in late.rows if number not in paid][:3]
    above = int(late.value(others[0], "Saldo")) + 1
    mistakes: dict[str, Row] = {
        others[0]: {"Pago": above},
        others[1]: {"Pago": "un millón"},
        others[2]: {"Pago": 1000, "Fecha de pago": datetime(2027, 1, 5)},  # noqa: DTZ001
    }
    for number, cells in mistakes.items():
        late.type(number, cells)
    return mistakes


def pesos(text: str) -> Decimal:
    """Read an amount of a JSON answer."""
    return Decimal(text)
