"""P2: the four indicators and the ageing per customer at any cut-off date."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.books import filled_ledger
from benchmarks.comparing import Comparison, at_least, at_most
from benchmarks.measuring import cpu, interleaved, note, output, process
from benchmarks.peers import sql, text
from benchmarks.workload import BEFORE, TODAY, code, control, workload
from cartera_xl.store import Store
from cartera_xl.store.portfolio_sums import portfolio_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from benchmarks.workload import Figures
    from cartera_xl.ledger.portfolio import CustomerBalance
    from cartera_xl.ledger.posting import Posting

_PEERS: Final = Path(__file__).parent / "peers"
_DAY: Final = timedelta(1)


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the comparisons; every engine has agreed to the cent before."""
    posting = workload(100_000)
    path = filled_ledger(folder / "cartera.db", posting)
    yield from _warm(folder, path, posting, rounds=5 if quick else 11)
    yield from _cold(folder, path, posting, rounds=2 if quick else 5)


def _warm(
    folder: Path, path: Path, posting: Posting, rounds: int
) -> Iterator[Comparison]:
    peer = sql.make(folder / "peer.db", posting)
    with Store.open(path) as store:
        for at, name in ((BEFORE, "a una fecha pasada"), (TODAY, "a hoy")):
            agree(figures(added_up(store, at)), control(posting, at))
            agree(sql.figures(peer, at), control(posting, at))
            runs = {
                "Cartera XL": cpu(partial(added_up, store, at)),
                "SQL": cpu(partial(sql.figures, peer, at)),
            }
            taken = interleaved(runs, rounds)
            yield Comparison(
                "P2",
                f"indicadores y edades por cliente {name}, 100.000 filas, en caliente",
                taken["Cartera XL"],
                "SQL a mano (sqlite3)",
                taken["SQL"],
                at_most(1.5),
            )
    peer.close()


def added_up(store: Store, at: date) -> tuple[CustomerBalance, ...]:
    """Do what the program does to show what each customer owes."""
    with store.reading() as transaction:
        return portfolio_at(transaction, at).balances


def figures(result: tuple[CustomerBalance, ...]) -> Figures:
    """Return balances in the terms of the workload: its customers' ids are first."""
    return {
        code(row.customer_id): tuple(
            number for figure in (*row.indicators, *row.buckets) for number in figure
        )
        for row in result
    }


def agree(found: object, expected: object) -> None:
    """Refuse to time what does not add up."""
    if found != expected:
        raise AssertionError("the engines do not agree")


def _cold(
    folder: Path, path: Path, posting: Posting, rounds: int
) -> Iterator[Comparison]:
    at = BEFORE
    ours = [
        *(sys.executable, "-m", "cartera_xl", "resumen", "--json"),
        *("--base", str(path), "--corte", at.isoformat()),
    ]
    frames = [sys.executable, str(_PEERS / "frames.py"), str(path), str(at)]
    sums = [sum(column) for column in zip(*control(posting, at).values(), strict=True)]
    agree(_summed(json.loads(output(ours))), sums)
    agree(json.loads(output(frames))["sums"], sums)
    commands = {"Cartera XL": ours, "pandas": frames}
    commands |= _text_programs(folder, posting, at)
    runs = {name: process(*command) for name, command in commands.items()}
    taken = interleaved(runs, rounds)
    for peer, what, limit in _TARGETS:
        yield Comparison(
            "P2",
            f"proceso entero en frío, {what}",
            taken["Cartera XL"],
            peer,
            taken.get(peer),
            at_least(limit),
        )


_TARGETS: Final = (
    ("pandas", "sobre el mismo archivo", 2.5),
    ("ledger", "el par solo saldos", 4),
    ("hledger", "el par solo saldos", 4),
    ("beancount", "el par solo saldos", 12),
)


def _summed(summary: dict[str, Any]) -> list[int]:
    """Return the figures of `resumen --json`, amounts in centavos."""
    pesos = summary["monedas"]["COP"]
    figures = [pesos[key] for key in ("por_vencer", "vencidas", "creditos")]
    return [
        number
        for figure in (*figures, *pesos["edades"])
        for number in (int(figure["valor"].replace(".", "")), figure["documentos"])
    ]


def _text_programs(folder: Path, posting: Posting, at: date) -> dict[str, list[str]]:
    journal = text.write_journal(folder / "books.journal", posting)
    books = text.write_beancount(folder / "books.beancount", posting)
    script = str(_PEERS / "plain_text_books.py")
    commands = {
        "ledger": text.ledger_command(journal, at, _DAY),
        "hledger": text.hledger_command(journal, at, _DAY),
        "beancount": [sys.executable, script, str(books), str(at)],
    }
    present = {
        name: command
        for name, command in commands.items()
        if (_has("beancount") if name == "beancount" else text.installed(command))
    }
    expected = {
        name: (sums[0] + sums[2], sums[4])
        for name, sums in control(posting, at).items()
    }
    for name, command in present.items():
        note(f"  {name}: saldos")
        agree(text.balances(command), expected)
    return present


def _has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None
