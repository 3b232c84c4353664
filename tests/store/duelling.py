"""Processes that start together and want the same credit, all of it."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from cartera_xl.store import Posted, Store, engine
from tests.store.books import pay, post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

PROCESSES = 8
Round = tuple[int, int]  # a credit and a debit
Result = tuple[int, int, str]  # round, process, outcome


def duel(
    place: str, rounds: Sequence[Round], *, same_key: bool = False, begin: str = ""
) -> list[Result]:
    """Let all processes apply each round's credit of 50; return who won what.

    `begin` replaces the statement that begins a posting on a server.
    """
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    children = [
        context.Process(
            target=_fight, args=(place, rounds, me, same_key, begin, barrier, results)
        )
        for me in range(PROCESSES)
    ]
    for child in children:
        child.start()
    found = [results.get(timeout=240) for _ in range(PROCESSES * len(rounds))]
    for child in children:
        child.join()
    return found


def _fight(
    place: str,
    rounds: Sequence[Round],
    me: int,
    same_key: bool,
    begin: str,
    barrier: Barrier,
    results: Queue[Result],
) -> None:
    if begin:
        engine._BEGIN["postgresql", True] = begin
    with Store.open(place) as store:
        for number, (credit, debit) in enumerate(rounds):
            key = f"duelo-{number}" if same_key else f"duelo-{number}-{me}"
            barrier.wait(timeout=120)
            try:
                answer = post(store, key, applications=(pay(-1, credit, debit, 50),))
            except Exception as error:
                results.put((number, me, repr(error)))
                continue
            won = isinstance(answer, Posted) and not answer.repeated
            lost = "repeated" if isinstance(answer, Posted) else str(answer.status)
            results.put((number, me, "won" if won else lost))
