"""Posting and dying at any moment, on a file and on a server: 1,000 kills each."""

from __future__ import annotations

import random
import time
from typing import Final

from cartera_xl.store import Store
from tests.soak.reached import Reached
from tests.store.books import COMPANY, NOON, fill
from tests.store.dying import storm
from tests.store.places import PLACES, new_place

_WANTED: Final = 1_000
_EACH: Final = 50


def posting_kills(until: float) -> list[Reached]:
    """Kill in turns until each place has its kills or the time is up."""
    chance = random.Random(11)
    done, told = dict.fromkeys(PLACES, 0), 0
    for _ in range(_WANTED // _EACH):
        for place in done:
            if time.monotonic() < until:
                told += _storm(place, chance)
                done[place] += _EACH
    kills = [
        Reached(f"muertes al registrar, {place}", count, _WANTED)
        for place, count in done.items()
    ]
    return [*kills, Reached("lotes que sobrevivieron, cada uno una vez", told)]


def _storm(place: str, chance: random.Random) -> int:
    with new_place(place) as address:
        with Store.create(address, COMPANY, NOON) as store:
            fill(store)
        return storm(address, _EACH, chance)
