"""P1: refreshing every tab of the real workbook, as a closed file."""

from __future__ import annotations

import pickle
import shutil
import sys
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.books import RECORDED, filled_ledger
from benchmarks.comparing import Comparison, at_least, at_most, thousands
from benchmarks.measuring import Sample, cpu, interleaved, note, output
from benchmarks.peers import floor, openpyxl_book
from benchmarks.workload import TODAY, code, invoice
from cartera_xl.actions import refresh
from cartera_xl.actions.context import Context
from cartera_xl.actions.take_snapshot import take
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.template import template_path
from cartera_xl.ledger.posting import Customer, Posting
from cartera_xl.store import Store
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from cartera_xl.hosts.content import Content

_MOMENT: Final = datetime(2026, 6, 30, 12)  # noqa: DTZ001
CONTEXT: Final = Context(TODAY, _MOMENT, RECORDED, "banco", "banco")


class Case(NamedTuple):
    """A ledger with so many overdue invoices, and books to refresh."""

    rows: int
    ledger: Path
    content: Content
    template: Path  # the shipped workbook, copied: it may be built anew meanwhile
    full: Path  # a book that shows them already
    out: Path


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield writing, the whole, the memory and the growth."""
    small = case(folder, 20_000)
    large = case(folder, 100_000)
    yield from _floors(large, 3 if quick else 5)
    # openpyxl takes minutes over 100,000 rows, and its cost is linear.
    yield from _against_openpyxl(small if quick else large, 2)
    yield from _memory(large)
    yield from _growth(small, large, folder, quick=quick)


def case(folder: Path, rows: int) -> Case:
    """Return a ledger, its content and its books in a folder."""
    note(f"  {rows} facturas vencidas")
    ledger = filled_ledger(folder / f"vencidas{rows}.db", overdue_books(rows))
    content = read_content(ledger)
    if len(content.tables[OVERDUE.table]) != rows:
        raise AssertionError("other rows than those that were made")
    template, full, out = (
        folder / f"{name}{rows}.xlsm" for name in ("plantilla", "lleno", "salida")
    )
    shutil.copyfile(template_path(), template)
    ClosedWorkbook(template).refresh(TABS, content, target=full)
    return Case(rows, ledger, content, template, full, out)


def overdue_books(rows: int) -> Posting:
    """Return overdue invoices, a fiftieth as many not due, over rows / 10 customers."""
    customers = tuple(
        Customer(-n, code(n), f"Comercial {n:06d} S.A.S.", f"{900_000_000 + n}")
        for n in range(1, rows // 10 + 1)
    )
    documents = []
    for n in range(rows + rows // 50):
        late = 1 + n % 700 if n < rows else -(n % 60)
        due = TODAY - timedelta(late)
        customer = -1 - n * 7919 % len(customers)
        total = 1_000_000 + n * 104_729 % 10**9
        documents.append(
            invoice(-n - 1, f"FE{n + 1}", customer, due - timedelta(60), due, total)
        )
    return Posting(customers, (), tuple(documents))


def read_content(ledger: Path, corte: date = TODAY) -> Content:
    """Return what a refresh writes."""
    with Store.open(ledger) as store:
        return refresh.content(take(store, corte), store, CONTEXT)


def write(book: Path, case: Case) -> None:
    """Put the rows into a copy of a book."""
    ClosedWorkbook(book).refresh(TABS, case.content, target=case.out)


def whole(case: Case) -> None:
    """Do all that the button does: query, what was typed, writing."""
    with Store.open(case.ledger) as store:
        refresh.run(store, ClosedWorkbook(case.out), TODAY, CONTEXT)


def _floors(case: Case, rounds: int) -> Iterator[Comparison]:
    runs = {
        "piso": cpu(lambda: floor.write(case.out, case.content.tables)),
        "plantilla": cpu(lambda: write(case.template, case)),
        "libro lleno": cpu(lambda: write(case.full, case)),
    }
    taken = interleaved(runs, rounds)
    for name, book, limit in (
        ("plantilla", "en la plantilla", 1.8),
        ("libro lleno", "sobre un libro lleno", 2.5),
    ):
        yield Comparison(
            "P1",
            f"escribir todas las pestañas {book}, {thousands(case.rows)} vencidas",
            taken[name],
            "piso: el XML crudo de las mismas celdas, zlib 1",
            taken["piso"],
            at_most(limit),
        )


def _against_openpyxl(case: Case, rounds: int) -> Iterator[Comparison]:
    tables, out = case.content.tables, case.out
    runs = {
        "plantilla": cpu(lambda: write(case.template, case)),
        "openpyxl, plantilla": cpu(
            lambda: openpyxl_book.write(case.template, tables, out),
        ),
        "libro lleno": cpu(lambda: write(case.full, case)),
        "openpyxl, libro lleno": cpu(
            lambda: openpyxl_book.write(case.full, tables, out)
        ),
        "todo": cpu(lambda: whole(case), lambda: shutil.copyfile(case.full, out)),
    }
    taken = interleaved(runs, rounds)
    for name, theirs, work, limit in (
        ("plantilla", "plantilla", "escribir en la plantilla", 17),
        ("libro lleno", "libro lleno", "escribir sobre un libro lleno", 25),
        ("todo", "libro lleno", "todo: consulta, lo digitado y escritura", 12),
    ):
        yield Comparison(
            "P1",
            f"{work}, {thousands(case.rows)} vencidas",
            taken[name],
            "openpyxl keep_vba (recibe las filas hechas)",
            taken[f"openpyxl, {theirs}"],
            at_least(limit),
        )


def _memory(case: Case) -> Iterator[Comparison]:
    pickled = case.out.with_suffix(".pickle")
    pickled.write_bytes(pickle.dumps(case.content))
    ours, theirs = (_extra_memory(who, pickled, case) for who in ("ours", "openpyxl"))
    if ours is not None and theirs is not None:
        yield Comparison(
            "P1",
            f"memoria de más al escribir, {thousands(case.rows)} vencidas",
            ours,
            "openpyxl keep_vba",
            theirs,
            at_least(40),
            "MiB",
        )


def _extra_memory(who: str, pickled: Path, case: Case) -> Sample | None:
    """Return the peak over what the rows take already, as a fresh process has it."""
    command: Sequence[str] = (
        *(sys.executable, "-m", "benchmarks.extra_memory", who),
        *(str(pickled), str(case.template), str(case.out)),
    )
    said = [output(command).strip() for _ in range(2)]
    note(f"  memoria {who}: {said}")
    return Sample(tuple(float(text) for text in said)) if all(said) else None


def _growth(
    small: Case, large: Case, folder: Path, *, quick: bool
) -> Iterator[Comparison]:
    """Compare the cost per row: what is linear stays at one."""
    pairs = [(small, large)]
    if not quick:
        pairs.append((large, case(folder, 1_000_000)))
    for less, more in pairs:
        runs = {
            "menos": cpu(partial(write, less.template, less)),
            "más": cpu(partial(write, more.template, more)),
        }
        taken = interleaved(runs, 3 if quick else 2)
        yield Comparison(
            "P1",
            f"escribir, por 1.000 filas, {thousands(more.rows)} vencidas",
            _by_thousand(taken["más"], more),
            f"lo mismo con {thousands(less.rows)}",
            _by_thousand(taken["menos"], less),
            at_most(1.2),
        )


def _by_thousand(taken: Sample, case: Case) -> Sample:
    return Sample(tuple(value * 1000 / case.rows for value in taken.values))
