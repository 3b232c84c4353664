"""Where a table's headings are: the best row of the first thirty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import UnknownFieldError
from cartera_xl.importers import headings
from cartera_xl.importers.cells import is_blank
from cartera_xl.importers.headings import Field
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.importers.cells import Cell, Grid

HEADING_ROWS: Final = 30
# One known heading is chance («Total» in a report's title), two are a table.
LEAST_FIELDS: Final = 2
# What a ledger cannot do without: any one field of each group, and its Spanish name.
NEEDED: Final = (
    ("número de documento", (Field.NUMBER,)),
    ("cliente", (Field.CUSTOMER, Field.CODE, Field.NIT)),
    ("fecha", (Field.ISSUED, Field.DUE)),
    (
        "valor o saldo",
        (Field.AMOUNT, Field.LINE_AMOUNT, Field.BALANCE, Field.DEBIT),
    ),
)


class Located(NamedTuple):
    """Where the headings are: the row, counted from 0, and the column of each field."""

    row: int
    columns: Mapping[Field, tuple[int, ...]]  # best heading first


def fields_of(mapping: Mapping[str, str]) -> dict[Field, str]:
    """Return a `campo=encabezado` mapping by field.

    Raises:
        UnknownFieldError: a field that there is not.
    """
    valid = {fold(field.value): field for field in Field}
    for name in mapping:
        if fold(name) not in valid:
            raise UnknownFieldError(name, [field.value for field in Field])
    return {valid[fold(name)]: heading for name, heading in mapping.items()}


def locate(grid: Grid, mapped: Mapping[Field, str]) -> Located:
    """Return the best heading row of the first thirty; it may have no field at all."""
    rows = enumerate(grid.top(HEADING_ROWS))
    found = [Located(i, _fields_in(row, mapped)) for i, row in rows]
    empty = Located(0, {})
    return max(found, key=lambda located: len(located.columns), default=empty)


def score(grid: Grid, mapped: Mapping[Field, str]) -> int:
    """Return how good a ledger a grid is, to choose between sheets and delimiters."""
    columns = locate(grid, mapped).columns
    needed = sum(any(f in columns for f in fields) for _, fields in NEEDED)
    return 100 * needed + len(columns)


def is_table(grid: Grid) -> bool:
    """Tell whether a grid has everything that a ledger needs."""
    return score(grid, {}) >= 100 * len(NEEDED)


def _fields_in(
    row: Sequence[Cell], mapped: Mapping[Field, str]
) -> dict[Field, tuple[int, ...]]:
    ranked: dict[Field, list[tuple[int, int]]] = {}
    for place, cell in enumerate(row):
        if not isinstance(cell, str) or is_blank(cell):
            continue
        known = headings.meaning(cell)
        # One column may be two fields: the day of issue is the day when it falls due.
        named = [f for f, heading in mapped.items() if same(heading) == same(cell)]
        for field in named:
            ranked.setdefault(field, []).append((-1, place))
        if not named and known is not None and known.field not in mapped:
            ranked.setdefault(known.field, []).append((known.rank, place))
    return {f: tuple(place for _, place in sorted(r)) for f, r in ranked.items()}


def same(heading: str) -> str:
    """Return what two spellings of one heading have in common."""
    return fold(heading) or heading.strip()
