"""P4: a worksheet function in the warm server, beside limits and beside SUMIFS."""

from __future__ import annotations

import os
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from benchmarks.books import filled_ledger, post
from benchmarks.comparing import Comparison, at_least, at_most, thousands
from benchmarks.cutoff import agree
from benchmarks.measuring import Sample, cpu, interleaved
from benchmarks.peers import spreadsheet
from benchmarks.workload import BEFORE, TODAY, code, control, invoice, workload
from cartera_xl.excel import functions
from cartera_xl.excel.ledgers import LEDGERS
from cartera_xl.ledger.posting import Posting
from cartera_xl.store import Store
from cartera_xl.store.balances import dues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from benchmarks.measuring import Run

_CELLS: Final = 1000
_CALL: Final = 0.0003  # seconds that a call may take, half of all calls at least
_SHEET: Final = 0.5  # and a thousand different cells, right after somebody posted
_WORKBOOK: Final = "Libro.xlsm"
_OVERDUE: Final = 2  # where control() has that amount


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the comparisons; answers and peers have agreed to the cent before."""
    posting = workload(100_000)
    path = filled_ledger(folder / "cartera.db", posting)
    os.environ["CARTERA_DB"] = str(path)
    for at in (TODAY, BEFORE):
        _check(posting, at)
    rounds = 5 if quick else 11
    yield _against("llamada en caliente, p50, 100.000 filas", _typical, _CALL, rounds)
    moved = _posting_before(path)
    sheet = cpu(_sheet, moved)
    work = "1.000 celdas distintas justo después de registrar, 100.000 filas"
    yield _against(work, sheet, _SHEET, rounds)
    yield _sumifs(folder, path, 1 if quick else 3)
    LEDGERS.close()
    del os.environ["CARTERA_DB"]


def _check(posting: Posting, at: date) -> None:
    expected = control(posting, at)
    for name in list(expected)[:500]:
        amount = functions.overdue(_WORKBOOK, at, name)
        agree(round(_number(amount) * 100), expected[name][_OVERDUE])


def _against(work: str, run: Run, limit: float, rounds: int) -> Comparison:
    taken = interleaved({work: run}, rounds)[work]
    peer = f"límite de {limit * 1000:g} ms"
    return Comparison("P4", work, taken, peer, Sample((limit,) * rounds), at_most(1))


def _typical() -> float:
    """Return the CPU seconds of the middle one of many calls."""
    taken = []
    for n in range(1, _CELLS + 1):
        started = time.process_time()
        functions.overdue(_WORKBOOK, TODAY, code(n))
        taken.append(time.process_time() - started)
    return median(taken)


def _sheet() -> list[Any]:
    """Ask for customers and documents, at two days, each cell once."""
    shown: list[Any] = []
    for n in range(1, _CELLS // 4 + 1):
        shown.append(functions.overdue(_WORKBOOK, TODAY, code(n)))
        shown.append(functions.net(_WORKBOOK, BEFORE, 900_000_000.0 + n))
        shown.append(functions.balance(_WORKBOOK, TODAY, f"FE{n}"))
        shown.append(functions.days_overdue(_WORKBOOK, TODAY, f"FE{1000 + n}"))
    return shown


def _posting_before(path: Path) -> Callable[[], object]:
    numbers = iter(range(1, 1000))

    def one_more() -> None:
        number = next(numbers)
        paper = invoice(-1, f"NEW{number}", 1, TODAY, TODAY, 100)
        with Store.open(path) as store:
            post(store, Posting(documents=(paper,)), f"más {number}")

    return one_more


def _sumifs(folder: Path, path: Path, rounds: int) -> Comparison:
    """Compare one cell: SUMIFS by what its cells add to opening the same rows."""
    rows, names = _rows(path), [code(n) for n in range(1, 201)]
    work = f"una celda: vencido de un cliente sobre {thousands(len(rows))} filas"
    if not spreadsheet.installed():
        taken = interleaved({work: cpu(partial(_asked, names))}, rounds)
        ours = Sample(tuple(v / len(names) for v in taken[work].values))
        return Comparison("P4", work, ours, "SUMIFS, LibreOffice", None, at_least(100))
    full = spreadsheet.write_book(folder / "full.xlsx", rows, names, TODAY)
    bare = spreadsheet.write_book(folder / "bare.xlsx", rows, [], TODAY)
    shown = [round(value * 100) for value in spreadsheet.answers(full, folder)]
    agree(shown, [round(_number(value) * 100) for value in _asked(names)])
    runs = {
        "Cartera XL": cpu(partial(_asked, names)),
        "con SUMIFS": spreadsheet.opening(full, folder),
        "sin SUMIFS": spreadsheet.opening(bare, folder),
    }
    taken = interleaved(runs, rounds)
    pairs = zip(taken["con SUMIFS"].values, taken["sin SUMIFS"].values, strict=True)
    return Comparison(
        "P4",
        work,
        Sample(tuple(v / len(names) for v in taken["Cartera XL"].values)),
        "SUMIFS, LibreOffice",
        Sample(tuple((one - other) / len(names) for one, other in pairs)),
        at_least(100),
    )


def _rows(path: Path) -> list[spreadsheet.Row]:
    """Return the open debits, repeated until they are as many rows as the ledger has.

    Settled rows would have a balance of zero: SUMIFS would look at them all the same.
    """
    with Store.open(path) as store, store.reading() as ledger:
        debts = [(code(d[0]), d[2], d[3] / 100) for d in dues(ledger, TODAY)]
    settled = [(name, due, 0.0) for name, due, _ in debts]
    many = 100_000 // len(settled)
    return (debts + settled * many)[:100_000]


def _asked(names: list[str]) -> list[Any]:
    return [functions.overdue(_WORKBOOK, TODAY, name) for name in names]


def _number(answer: Any) -> float:
    if not isinstance(answer, float):
        raise TypeError(answer)
    return answer
