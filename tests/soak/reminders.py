"""Senders of reminders that die, and payments that come in between: none goes twice."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.outgoing import NAMES
from tests.acceptance.reminders.mail_server import Box, serving
from tests.acceptance.reminders.test_outbox import Survived, die_and_go_on, race
from tests.soak.reached import Reached

if TYPE_CHECKING:
    from cartera_xl.ledger.outgoing import State

_MANNERS: Final = "bien bien bien bien otra-vez cuelga corta rechaza"
_MESSAGES, _DEATHS, _RACES = 3_000, 600, 1_000
_EACH: Final = 100  # messages, and races, of one ledger
_DEATHS_EACH: Final = 20


def reminders(until: float) -> list[Reached]:
    """Kill senders and let payments race them, in turn, until the time is up."""
    states: Counter[State] = Counter()
    messages = deaths = races = rounds = 0
    while time.monotonic() < until and not _is_reached(messages, deaths, races):
        if messages < _MESSAGES or deaths < _DEATHS:
            end = _deaths(rounds)
            states += end.states
            messages += _EACH
            deaths += end.deaths
        if races < _RACES:
            states += _races(rounds)
            races += _EACH
        rounds += 1
    ended = [Reached(f"quedaron: {NAMES[state]}", n) for state, n in states.items()]
    return [
        Reached("mensajes sin repetirse", messages, _MESSAGES),
        Reached("muertes de quien envía", deaths, _DEATHS),
        Reached("carreras de pago y envío", races, _RACES),
        *ended,
    ]


def _is_reached(messages: int, deaths: int, races: int) -> bool:
    return messages >= _MESSAGES and deaths >= _DEATHS and races >= _RACES


def _deaths(seed: int) -> Survived:
    box = Box()
    with tempfile.TemporaryDirectory() as name, serving(box) as server:
        return die_and_go_on(
            *(Path(name) / "deudores.db", box, server),
            count=_EACH,
            deaths=_DEATHS_EACH,
            seed=seed,
            manners=_MANNERS,
        )


def _races(seed: int) -> Counter[State]:
    box = Box()
    with tempfile.TemporaryDirectory() as name, serving(box) as server:
        path = Path(name) / "deudores.db"
        return race(path, box, server, races=_EACH, seed=seed)
