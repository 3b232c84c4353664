"""A year of reminders for 300 customers, from as many seeds as there is time for."""

from __future__ import annotations

import time
from typing import Final

from tests.acceptance.reminders.year import lived
from tests.acceptance.reminders.year_checker import unreached, wrongs
from tests.soak.reached import Reached

_CUSTOMERS: Final = 300
_WANTED: Final = 1


def year(until: float) -> list[Reached]:
    """Live whole years; the checker must find nothing."""
    done = messages = 0
    while time.monotonic() < until:
        world = lived(_CUSTOMERS, seed=done)
        assert list(wrongs(world)) == []
        assert list(unreached(world)) == []
        messages += len(world.messages)
        done += 1
    return [
        Reached(f"años de {_CUSTOMERS} clientes", done, _WANTED),
        Reached("recordatorios", messages),
    ]
