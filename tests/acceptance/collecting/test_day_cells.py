"""A day's work cell by cell: what each figure must be is worked out from the typed.

Nothing here is taken from the program's answer. The balances before and what was typed
give every Saldo and Abonado, the tiles, each row of Clientes and each new row of
Transacciones; undoing the day gives all of them back.
"""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.acceptance.collecting.day import CLOCK, Sheet, moment, shown
from tests.commands import cartera

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.acceptance.collecting.conftest import Worked
    from tests.acceptance.collecting.day import Book, Day

DEBITS = ("Vencidas", "Por Vencer")
FREE = "Créditos a Favor"
TILES = ("por_vencer", "vencidas", "creditos", "saldo_neto")
FIGURES = ("Por vencer", "Vencido", "Créditos", "Saldo neto")
OTHERS = ("Mora máxima", "Último pago", *(f"Edad {n}" for n in range(1, 8)))
SEEN = ("Tipo", "Número", "Cliente", "Débito", "Crédito", "Moneda", "Saldo")


@dataclass(frozen=True)
class Paper:
    """A document as its row shows it; `used` is Abonado, or Aplicado of a credit."""

    sheet: str
    number: str
    customer: str
    currency: str
    total: int
    used: int
    balance: int
    names: str | None  # the invoice that a credit names
    due: datetime | None = None

    def take(self, amount: int) -> Paper:
        return replace(self, used=self.used + amount, balance=self.balance - amount)


Papers = dict[str, Paper]


def rows(book: Book, title: str, key: str) -> Iterator[dict[str, Any]]:
    sheet = Sheet(book.book[title], key)
    cells = sheet.sheet.iter_rows(
        min_row=sheet.first, max_row=sheet.sheet.max_row, values_only=True
    )
    for values in cells:
        row = {name: values[column - 1] for name, column in sheet.columns.items()}
        if row[key] is not None:
            yield row


def papers(book: Book) -> Papers:
    found = [
        Paper(
            title,
            row[key],
            row["Cliente"],
            row["Moneda"],
            row["Total"],
            row[used],
            row["Saldo"],
            None if title in DEBITS else row["Factura"],
            row.get("Vence"),
        )
        for title, key, used in (
            (DEBITS[0], "Factura", "Abonado"),
            (DEBITS[1], "Factura", "Abonado"),
            (FREE, "Documento", "Aplicado"),
        )
        for row in rows(book, title, key)
    ]
    return {paper.number: paper for paper in found}


def tiles(book: Book) -> tuple[Any, ...]:
    names = book.book.defined_names
    places = [next(iter(names[f"kpi_{key}"].destinations)) for key in TILES]
    return tuple(book.book[title][cell].value for title, cell in places)


def customers(
    book: Book, names: Iterable[str] = FIGURES
) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (row["Nombre"], row["Moneda"]): tuple(row[name] for name in names)
        for row in rows(book, "Clientes", "Código")
    }


def movements(book: Book) -> Counter[tuple[Any, ...]]:
    found = rows(book, "Transacciones", "Número")
    return Counter(tuple(row[name] for name in SEEN) for row in found)


def sums(all_papers: Iterable[Paper]) -> tuple[int, int, int, int]:
    by: defaultdict[str, int] = defaultdict(int)
    for paper in all_papers:
        by[paper.sheet] += paper.balance
    late, coming, free = by[DEBITS[0]], by[DEBITS[1]], by[FREE]
    return coming, late, free, coming + late - free


def worked_out(before: Papers, day: Day) -> tuple[Papers, list[tuple[str, str, int]]]:
    """Return every document after the day, and what the credits paid."""
    now = dict(before)
    for payment in day.payments:
        now[payment.invoice] = now[payment.invoice].take(
            payment.money + payment.withheld
        )
    uses = []
    for number, amount in day.credits.items():
        credit, left = now[number], amount
        own = [
            p
            for p in now.values()
            if p.sheet in DEBITS and p.customer == credit.customer and p.balance
        ]
        for debit in sorted(own, key=lambda p: (p.number != credit.names, p.due)):
            part = min(left, debit.balance)
            if part:
                now[debit.number] = debit.take(part)
                uses.append((number, debit.number, part))
            left -= part
        now[number] = credit.take(amount)
    for number, amount in day.refunds.items():
        now[number] = now[number].take(amount)
    return now, uses


def new_rows(
    now: Papers, day: Day, uses: list[tuple[str, str, int]]
) -> Counter[tuple[Any, ...]]:
    """Return what Transacciones must show of the day, in no order."""
    found: Counter[tuple[Any, ...]] = Counter()

    def add(
        kind: str, number: str, paper: Paper, moved: tuple[Any, Any], left: int
    ) -> None:
        found[kind, number, paper.customer, *moved, paper.currency, left] += 1

    for n, payment in enumerate(day.payments, 1):
        paper = now[payment.invoice]
        add("Recibo de caja", f"RC-{n}", paper, (None, payment.money), 0)
        add("Pago", paper.number, paper, (None, None), paper.balance)
        if payment.withheld:
            moved = (None, payment.withheld)
            add("Retefuente", paper.number, paper, moved, paper.balance)
    for _, number, _ in uses:
        paper = now[number]
        add("Aplicación de crédito", number, paper, (None, None), paper.balance)
    for number, amount in day.refunds.items():
        paper = now[number]
        add("Devolución", number, paper, (amount, None), paper.balance)
    return found


def moved_on(before: Counter[tuple[Any, ...]], now: Papers) -> Counter[tuple[Any, ...]]:
    """Return the rows of before with each document's balance of now."""
    found: Counter[tuple[Any, ...]] = Counter()
    for row, count in before.items():
        number, balance = row[1], row[-1]
        found[(*row[:-1], now[number].balance if number in now else balance)] += count
    return found


def test_every_cell_of_the_day_is_what_was_typed_and_is_undone(
    made_demo: Path, posted_demo: Worked, tmp_path: Path
) -> None:
    book = shown(made_demo / "Cartera.xlsm")
    before, was = papers(book), movements(book)
    first = (tiles(book), customers(book))
    others = customers(book, OTHERS)
    assert first[0] == sums(before.values())
    day = posted_demo.day
    folder = shutil.copytree(posted_demo.folder, tmp_path / "demo")
    path = folder / "Cartera.xlsm"

    book = shown(path)
    now, uses = worked_out(before, day)
    assert papers(book) == {n: p for n, p in now.items() if p.balance}
    assert tiles(book) == sums(now.values())
    by_customer: defaultdict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in now.values():
        by_customer[paper.customer, paper.currency].append(paper)
    assert customers(book) == {key: sums(by_customer[key]) for key in first[1]}
    assert movements(book) == moved_on(was, now) + new_rows(now, day, uses)
    paid = {now[p.invoice].customer for p in day.payments}
    days = customers(book, ("Último pago",))
    assert {who for (who, _), last in days.items() if last == (moment(),)} >= paid

    undone = cartera("deshacer", "--si", cwd=folder, CARTERA_HOY=CLOCK)
    assert undone.code == 0, undone.err
    again = cartera("actualizar", "Cartera.xlsm", cwd=folder, CARTERA_HOY=CLOCK)
    assert again.code == 0, again.err
    book = shown(path)
    assert papers(book) == before
    assert (tiles(book), customers(book)) == first
    assert customers(book, OTHERS) == others
    told = movements(book)
    assert was <= told
    extra = (told - was).elements()
    assert sum((row[3] or 0) - (row[4] or 0) for row in extra) == 0
