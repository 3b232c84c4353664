"""Posting and dying at any moment, on a file and on a server: 1,000 kills each."""

from __future__ import annotations

import random
import time
from typing import Final

from cartera_xl.store import Store
from tests.store.books import COMPANY, NOON, fill
from tests.store.dying import storm
from tests.store.places import PLACES, new_place

_WANTED: Final = 1_000
_EACH: Final = 50


def posting_kills(until: float) -> str:
    """Kill in turns until each place has its kills or the time is up."""
    chance = random.Random(11)
    done, told = dict.fromkeys(PLACES, 0), 0
    for _ in range(_WANTED // _EACH):
        for place in done:
            if time.monotonic() < until:
                told += _storm(place, chance)
                done[place] += _EACH
    kills = ", ".join(f"{place} {count}" for place, count in done.items())
    return f"muertes al registrar ({kills}): {told} lotes, cada uno una vez"


def _storm(place: str, chance: random.Random) -> int:
    with new_place(place) as address:
        with Store.create(address, COMPANY, NOON) as store:
            fill(store)
        return storm(address, _EACH, chance)
