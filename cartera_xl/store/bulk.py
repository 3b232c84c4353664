"""Making rows by the hundred thousand."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def bulk() -> Iterator[None]:
    """Let the garbage collector wait: rows hold no cycles, and it walks all of them.

    Reading 76,000 open documents took a third less CPU.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
