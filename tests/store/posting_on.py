"""Processes that post one small thing after the other until they are stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.store import Store
from tests.store.books import INVOICE, posted, withhold
from tests.store.processes import at_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.process import BaseProcess
    from multiprocessing.synchronize import Event
    from pathlib import Path

MOST = 45  # each takes one centavo of the invoice, which has a hundred


class Writers(NamedTuple):
    """The processes and what ends them."""

    processes: Sequence[BaseProcess]
    end: Event


def writers(place: Path | str | None, count: int = 2) -> Writers:
    """Start processes that post; return when all have begun."""
    context = at_once()
    end, begun = context.Event(), context.Barrier(count + 1)
    processes = [
        context.Process(target=_post, args=(str(place), me, end, begun))
        for me in range(count)
    ]
    for process in processes:
        process.start()
    begun.wait(timeout=60)
    return Writers(processes, end)


def stop(running: Writers) -> None:
    """End the processes; they must have posted without a fault."""
    running.end.set()
    wait(running)


def wait(running: Writers) -> None:
    """Let the processes post all they have; they must do it without a fault."""
    for process in running.processes:
        process.join()
        assert process.exitcode == 0


def _post(path: str, me: int, end: Event, begun: object) -> None:
    with Store.open(path) as store:
        begun.wait(timeout=60)  # type: ignore[attr-defined]
        for number in range(MOST):
            if end.is_set():
                return
            row = withhold(-1, INVOICE, 1)
            posted(store, f"{me}-{number}", applications=(row,))
