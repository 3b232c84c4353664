"""Names for what is added without one."""

from __future__ import annotations

from typing import Any


def numbered(names: Any, stem: str) -> str:
    """Return the first of «stem1», «stem2» … that is not among UNO's names."""
    number = 1
    while names.hasByName(f"{stem}{number}"):
        number += 1
    return f"{stem}{number}"
