"""P7: four programs that post into one ledger at the same time, for some seconds."""

from __future__ import annotations

import multiprocessing
import time
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.books import COMPANY, RECORDED, post
from benchmarks.comparing import Comparison, at_most
from benchmarks.measuring import Sample, note
from benchmarks.workload import TODAY, invoice
from cartera_xl.ledger.documents import Application, Use
from cartera_xl.ledger.posting import Customer, Posting
from cartera_xl.store import Store
from tests.store.server import database, server_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

_WRITERS: Final = 4
_TOTAL: Final = 10**12  # centavos: room for everybody
_WAIT: Final = 0.5  # seconds that nobody may wait for longer
_DEBIT: Final = 2  # the id that the invoice gets, after its customer


class Worked(NamedTuple):
    """What one writer did: how many postings, and the longest of them in seconds."""

    postings: int
    longest: float


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield how evenly the writers came through, and how long one waited."""
    yield from _measured("archivo", str(folder / "cartera.db"), quick)
    with ExitStack() as stack:
        if server := server_url():
            address = stack.enter_context(database(server))
            yield from _measured("PostgreSQL", address, quick)


def _measured(kind: str, address: str, quick: bool) -> Iterator[Comparison]:
    rounds, seconds = (3, 2.0) if quick else (5, 5.0)
    _fill(address)
    found = []
    for number in range(1, rounds + 1):
        found.append(_write(address, seconds))
        note(f"  {number}/{rounds} {kind}: {found[-1]}")
    _nothing_lost(address, found)
    return _comparisons(kind, seconds, found)


def _fill(address: str) -> None:
    """Make a ledger with one large invoice."""
    documents = (invoice(-1, "FE1", -1, TODAY, TODAY, _TOTAL),)
    posting = Posting((Customer(-1, "C1", "Ana"),), (), documents)
    with Store.create(address, COMPANY, RECORDED) as store:
        post(store, posting, "carga")


def _comparisons(
    kind: str, seconds: float, rounds: list[list[Worked]]
) -> Iterator[Comparison]:
    slowest = [seconds / min(w.postings for w in writers) for writers in rounds]
    quickest = [seconds / max(w.postings for w in writers) for writers in rounds]
    longest = [max(w.longest for w in writers) for writers in rounds]
    yield Comparison(
        "P7",
        f"el más lento de cuatro que registran a la vez, por registro, {kind}",
        Sample(tuple(slowest)),
        "el más rápido",
        Sample(tuple(quickest)),
        at_most(2),
    )
    yield Comparison(
        "P7",
        f"la espera más larga de los cuatro, {kind}",
        Sample(tuple(longest)),
        "medio segundo",
        Sample((_WAIT,) * len(rounds)),
        at_most(1),
    )


def _write(address: str, seconds: float) -> list[Worked]:
    """Let the writers post; return what each did."""
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(_WRITERS), context.Queue()
    writers = [
        context.Process(target=_post_on, args=(address, seconds, barrier, results))
        for _ in range(_WRITERS)
    ]
    for writer in writers:
        writer.start()
    found = [results.get() for _ in writers]
    for writer in writers:
        writer.join()
    return found


def _post_on(
    address: str, seconds: float, barrier: Barrier, results: Queue[Worked]
) -> None:
    waits: list[float] = []
    with Store.open(address) as store:
        post(store, _one(), uuid.uuid4().hex)  # the first pays for the imports
        barrier.wait()
        end = time.perf_counter() + seconds
        while (before := time.perf_counter()) < end:
            post(store, _one(), uuid.uuid4().hex)
            waits.append(time.perf_counter() - before)
    results.put(Worked(len(waits), max(waits)))


def _one() -> Posting:
    row = Application(
        *(-1, Use.INCOME_TAX_WITHHELD, None, _DEBIT, 1, "COP", 1, TODAY),
    )
    return Posting(applications=(row,))


def _nothing_lost(address: str, rounds: list[list[Worked]]) -> None:
    """Compare the ledger with what the writers were told."""
    told = sum(worked.postings + 1 for r in rounds for worked in r)
    with Store.open(address) as store, store.reading() as ledger:
        sql = "SELECT open FROM document WHERE company_id = :company"
        [(left,)] = ledger.rows(sql)
    if left != _TOTAL - told:
        raise AssertionError((left, told))
