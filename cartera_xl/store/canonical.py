"""Rows as text that never changes its form, so that a hash of it proves them.

Dates are ISO text, ids whole numbers, every row a JSON array; a digest covers all rows
in the order of their ids.
"""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# Nothing that is written here contains itself: looking for that took a third.
_ENCODER: Final = json.JSONEncoder(
    separators=(",", ":"), sort_keys=True, check_circular=False
)
_CHUNK: Final = 1000  # part of the format: rows are hashed in arrays of so many


def canonical(value: object) -> str:
    """Write a value as JSON with sorted keys and no spaces."""
    return _ENCODER.encode(value)


def sha256(text: str) -> str:
    """Hash a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(rows: Iterable[tuple[object, ...]]) -> str:
    """Hash rows in their order."""
    state = hashlib.sha256()
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        state.update(canonical(chunk).encode())
    return state.hexdigest()


def link(previous: str, body: str) -> str:
    """Return the hash that chains a body to everything before it."""
    return sha256(previous + body)
