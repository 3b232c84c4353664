"""Eight processes, one balance: 1,000 rounds of each kind, in each place."""

from __future__ import annotations

import time
from typing import Final

from cartera_xl.store import Store
from tests.soak.reached import Reached
from tests.store.books import COMPANY, NOON, fill
from tests.store.duelling import LEVELS, WANTS, assert_one_winner, contest, duel
from tests.store.places import FILE, SERVER, new_place

_WANTED: Final = 1_000
_EACH: Final = 50  # rounds of a kind for which the processes are started once


def duels(until: float) -> list[Reached]:
    """Fight place after place until each has its rounds or the time is up."""
    done = dict.fromkeys((FILE, *LEVELS), 0)
    for _ in range(_WANTED // _EACH):
        for place in done:
            if time.monotonic() < until:
                _fight(place)
                done[place] += _EACH
    kinds = f"duelos de ocho procesos de cada uno de {len(WANTS)} motivos"
    return [
        Reached(f"{kinds}, {place}", count, _WANTED) for place, count in done.items()
    ]


def _fight(place: str) -> None:
    kind, level = (FILE, "") if place == FILE else (SERVER, place)
    with new_place(kind) as address, Store.create(address, COMPANY, NOON) as store:
        fill(store)
        rounds = contest(store, _EACH)
        results = duel(address, rounds, level=level)
        assert_one_winner(store, rounds, results, lost="rules")
