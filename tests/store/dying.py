"""Processes that are killed at any moment of a posting, and what they leave behind."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.posting import Posting
from cartera_xl.store import Store
from cartera_xl.store.command import Posted
from tests.store.books import broken, command, invoice, pay, posted, receipt
from tests.store.processes import at_once

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from random import Random

    from cartera_xl.store.command import Command

_LONGEST: Final = 0.03  # seconds after the first answer: a dozen postings
_CHECKED: Final = 25  # kills between two looks at everything


def storm(place: str, kills: int, chance: Random) -> int:
    """Kill processes that post; return how many postings they were told of.

    After each kill the first request that had no answer is made again, twice: what had
    been told stands, and that one stands once.
    """
    with Store.open(place) as store:
        made = posted(store, "tormenta", documents=(invoice(-1, 10**14),))
        [debit], start = made.documents, made.revision
    told = 0
    for kill in range(1, kills + 1):
        told += _told_before_death(place, debit, told, chance)
        with Store.open(place) as store:
            answers = [store.execute(_request(debit, told)) for _ in range(2)]
            assert isinstance(answers[0], Posted), answers
            assert answers[0] == answers[1]
            told += 1
            assert store.head().revision == start + told
            if kill % _CHECKED == 0 or kill == kills:
                assert not broken(store)
    return told


def _request(debit: int, number: int) -> Command:
    rows = Posting(
        documents=(receipt(-1, 9, number=f"T{number}"),),
        applications=(pay(-1, -1, debit, 7),),
    )
    return command(f"tormenta-{number}", rows)


def _told_before_death(place: str, debit: int, first: int, chance: Random) -> int:
    """Let a process post request after request, and kill it; count its answers."""
    context = at_once()
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_post, args=(place, debit, first, theirs))
    child.start()
    theirs.close()
    assert ours.poll(60)
    time.sleep(chance.uniform(0, _LONGEST))
    child.kill()
    child.join()
    with ours:
        return _count(ours)


def _count(pipe: Connection) -> int:
    told = 0
    try:
        while pipe.recv_bytes():
            told += 1
    except (EOFError, OSError):  # OSError: killed while it was telling
        return told
    return told


def _post(place: str, debit: int, first: int, pipe: Connection) -> None:
    with Store.open(place) as store:
        number = first
        while True:
            answer = store.execute(_request(debit, number))
            assert isinstance(answer, Posted)
            assert not answer.repeated
            pipe.send_bytes(b".")
            number += 1
