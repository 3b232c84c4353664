"""CPU seconds, ours and the peers', taken in turns.

Wall time on a shared machine says little; ratios of CPU time taken within one run say
much. Every round runs each contestant once, so that what disturbs one disturbs all.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Run: TypeAlias = Callable[[], float]


class Sample(NamedTuple):
    """What one contestant took, round by round."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def spread(self) -> float:
        """Return (largest - smallest) / median."""
        return (max(self.values) - min(self.values)) / self.median


def interleaved(runs: Mapping[str, Run], rounds: int) -> dict[str, Sample]:
    """Run every contestant once a round."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(1, rounds + 1):
        for name, run in runs.items():
            taken[name].append(run())
            note(f"  {number}/{rounds} {name}: {taken[name][-1]:.4f}")
    return {name: Sample(tuple(values)) for name, values in taken.items()}


def cpu(act: Callable[[], object], prepare: Callable[[], object] | None = None) -> Run:
    """Return a run that gives the CPU seconds of a call and of what it starts.

    What the call returns is kept until the clock has stopped: letting go of it is
    nobody's work.
    """

    def run() -> float:
        if prepare is not None:
            prepare()
        gc.collect()
        started = _cpu_seconds()
        result = act()
        taken = _cpu_seconds() - started
        del result
        return taken

    return run


def _cpu_seconds() -> float:
    """Return what this process has taken, and what its ended children took."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def process(*command: str) -> Run:
    """Return a run that gives the CPU seconds of a whole process, start included."""

    def run() -> float:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        return usage.ru_utime + usage.ru_stime

    return run


def output(command: Sequence[str]) -> str:
    """Return what a command says, for comparing."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def note(text: str) -> None:
    """Say what is going on, beside the results."""
    print(text, file=sys.stderr, flush=True)
