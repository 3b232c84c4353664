"""A program that neither draws nor calculates while much is written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlwings import App

_QUIET: Final = {
    "screen_updating": False,
    "enable_events": False,
    "calculation": "manual",
}


@contextmanager
def quiet(app: App) -> Iterator[None]:
    """Hold drawing, events and calculation back; give back what was set."""
    before = {name: getattr(app, name) for name in _QUIET}
    try:
        for name, value in _QUIET.items():
            setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):
            setattr(app, name, value)
