"""Processes that begin at once: where the system can, children of one that is ready."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_LOADED = [
    "psycopg",
    "tests.store.dying",
    "tests.store.duelling",
    "tests.store.killing",
]


def at_once() -> ForkServerContext | SpawnContext:
    """Return where processes come from; none inherits what this one has open."""
    if not hasattr(os, "fork"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context
