"""How an action tells how far it is, whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

# (what is being done, in Spanish; steps done; steps in all)
Progress: TypeAlias = "Callable[[str, int, int], None]"


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""
