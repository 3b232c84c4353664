"""Where things stand on a tab's sheet: rows, and runs of columns."""

from __future__ import annotations

from enum import Enum
from itertools import chain, groupby, repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.tabs.tab import Column, Tab

TITLE, HINT, TILE_LABELS, TILE_VALUES, SETTINGS, TOTALS, BANDS, HEADINGS, BODY = range(
    1, 10
)
LAST_ROW: Final = 1_048_576
TYPE_HERE: Final = "DIGITE AQUÍ"
_TILES: Final = 4
_TILE_WIDTH: Final = 21
_FREE_WIDTH: Final = 13  # of columns to the right of a narrow table


class Run(NamedTuple):
    """Neighbouring columns, counted from 1."""

    first: int
    last: int


class Holds(Enum):
    """What a run of columns holds."""

    READ = "read"
    TYPED = "typed"
    RANGES = "ranges"  # columns that are named by a formula


class Band(NamedTuple):
    """A run of columns and the words above it."""

    run: Run
    holds: Holds
    text: str


def body(tab: Tab, field: str, first: int = BODY) -> str:
    """Return the range of a column's body, down to the last row that a sheet has."""
    letter = column_letter(tab, field)
    return f"{letter}{first}:{letter}{LAST_ROW}"


def column_letter(tab: Tab, field: str) -> str:
    """Return the letter of the column that shows a field."""
    position = next(i for i, c in enumerate(tab.columns, 1) if c.field == field)
    return get_column_letter(position)


def last_shown(tab: Tab) -> int:
    """Return the position of the last column that is not hidden."""
    return max(i for i, c in enumerate(tab.columns, 1) if not c.hidden)


def tile_runs(tab: Tab) -> list[Run]:
    """Return the runs of columns that the four tiles stand on, each wide enough."""
    table = (0 if c.hidden else c.width for c in tab.columns)
    runs: list[Run] = []
    first, width = 1, 0.0
    for position, more in enumerate(chain(table, repeat(_FREE_WIDTH)), 1):
        width += more
        if width >= _TILE_WIDTH:
            runs.append(Run(first, position))
            first, width = position + 1, 0.0
        if len(runs) == _TILES:
            break
    return runs


def bands(tab: Tab) -> list[Band]:
    """Return the bands above the headings; hidden columns at the end are in none."""
    texts = iter(tab.bands)
    shown = enumerate(tab.columns[: last_shown(tab)], 1)
    result = []
    for holds, group in groupby(shown, lambda pair: _holds(pair[1])):
        positions = [position for position, _ in group]
        run = Run(positions[0], positions[-1])
        result.append(Band(run, holds, _text(holds, texts)))
    return result


def _holds(column: Column) -> Holds:
    if column.range:
        return Holds.RANGES
    return Holds.TYPED if column.input else Holds.READ


def _text(holds: Holds, texts: Iterator[str]) -> str:
    if holds is Holds.READ:
        return next(texts)
    return TYPE_HERE if holds is Holds.TYPED else ""
