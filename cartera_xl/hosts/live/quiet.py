"""A program that neither draws nor calculates while much is written."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from xlwings import App, Book

_QUIET: Final = {
    "screen_updating": False,
    "enable_events": False,
    "calculation": "manual",
}


@contextmanager
def quiet(app: App) -> Iterator[None]:
    """Hold drawing, events and calculation back; give back what was set."""
    with _set(app, _QUIET):
        yield


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no garbage: among the cells of a block there is none.

    Looking for it, again and again, took a fifth of what a refresh takes here.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def quiet_events(app: App) -> Iterator[None]:
    """Hold drawing and events back: formulas must be calculated meanwhile."""
    with _set(app, {"screen_updating": False, "enable_events": False}):
        yield


@contextmanager
def reading(app: App, path: Path) -> Iterator[Book]:
    """Give a workbook that may be open already, and is open afterwards only then."""
    for book in app.books:
        if book.name.casefold() == path.name.casefold():
            yield book
            return
    book = app.books.open(path, update_links=False, read_only=True)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _set(app: App, values: Mapping[str, object]) -> Iterator[None]:
    before: dict[str, object] = {}
    try:
        for name, value in values.items():
            before[name] = getattr(app, name)
            setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(list(before.items())):
            setattr(app, name, value)
