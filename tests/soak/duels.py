"""Eight processes, one credit: reliability's figure is 1,000 duels."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.store.books import broken, invoice, posted, receipt, started
from tests.store.duelling import duel

_ROUNDS = 100


def duels(until: float) -> str:
    """Fight in rounds until the time is up; every duel has one winner."""
    done = 0
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            _fight(Path(folder) / "cartera.db")
        done += _ROUNDS
    return f"{done} duelos de ocho procesos, un ganador en cada uno"


def _fight(path: Path) -> None:
    with started(path) as store:
        rows = [receipt(-n, 50, number=f"D{n}") for n in range(1, _ROUNDS + 1)]
        big = invoice(-_ROUNDS - 1, 10**9)
        *contested, debit = posted(store, "duelos", documents=(*rows, big)).documents
        results = duel(str(path), [(credit, debit) for credit in contested])
        winners = Counter(number for number, _, outcome in results if outcome == "won")
        assert set(winners.values()) == {1}, results
        assert len(winners) == _ROUNDS
        assert not broken(store)
