"""The ledger against its oracles: the figure to reach is 5,000 runs of 40 steps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.acceptance.collecting.test_state_machine import (
    CollectingMachine,
    StoredMachine,
)
from tests.acceptance.main_job.test_state_machine import LedgerMachine
from tests.soak.reached import Reached

if TYPE_CHECKING:
    from hypothesis.stateful import RuleBasedStateMachine

_WANTED: Final = 5_000
_BATCH: Final = 100
_STEPS: Final = 40


def sequences(until: float) -> list[Reached]:
    """Run sequences of the main job."""
    return _run(LedgerMachine, until)


def collecting(until: float) -> list[Reached]:
    """Run sequences of collecting: every verb, undone and done again."""
    return _run(CollectingMachine, until)


def stored(until: float) -> list[Reached]:
    """Run sequences of collecting on a SQLite file, through the actions."""
    return _run(StoredMachine, until, batch=10)


def _run(
    machine: type[RuleBasedStateMachine], until: float, batch: int = _BATCH
) -> list[Reached]:
    """Run a machine in batches, each from its own seed, until the time is up."""
    done = 0
    chosen = settings(
        max_examples=batch,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    while done < _WANTED and time.monotonic() < until:
        run_state_machine_as_test(machine, settings=chosen)
        done += batch
    return [Reached(f"secuencias de {_STEPS} pasos", done, _WANTED)]
