"""The ledger against its oracle: the figure to reach is 5,000 runs of 40 steps."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.acceptance.main_job.test_state_machine import LedgerMachine

_BATCH = 100
_STEPS = 40


def sequences(until: float) -> str:
    """Run sequences in batches, each from its own seed, until the time is up."""
    done = 0
    chosen = settings(
        max_examples=_BATCH,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    while time.monotonic() < until:
        run_state_machine_as_test(LedgerMachine, settings=chosen)
        done += _BATCH
    return f"{done} secuencias de {_STEPS} pasos"
