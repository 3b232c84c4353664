"""The table in a grid: its heading row, what each column means, its data rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from cartera_xl.errors import (
    HeadingsNotFoundError,
    LedgerColumnsMissingError,
    UnknownHeadingError,
)
from cartera_xl.importers import headings, notices
from cartera_xl.importers.cells import is_blank, text_of, without_controls
from cartera_xl.importers.column_choice import choose_columns
from cartera_xl.importers.cutoff import cutoff_above
from cartera_xl.importers.heading_row import (
    HEADING_ROWS,
    LEAST_FIELDS,
    NEEDED,
    locate,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.importers.cells import Cell, Column, Grid
    from cartera_xl.importers.headings import Field
    from cartera_xl.importers.reading import Finding


@dataclass(frozen=True, slots=True)
class Table:
    """A ledger's data, column by column: cell i of any is of the row `numbers[i]`."""

    title: str
    names: tuple[str, ...]  # every heading as written
    columns: Sequence[Column]
    numbers: Sequence[int]
    places: Mapping[Field, int]
    uses_1904: bool
    cutoff: date | None  # of the whole file, where a line above the headings says it
    findings: tuple[Finding, ...]
    delimiter: str = ""  # of a text file

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def column(self, field: Field) -> Column:
        """Return a column's cells, or nothing where the file has no such column."""
        place = self.places.get(field)
        return [] if place is None else self.columns[place]

    def row(self, i: int) -> list[Cell]:
        """Return all cells of a row."""
        return [column[i] for column in self.columns]

    def heading(self, field: Field) -> str:
        """Return how the file names a field."""
        place = self.places.get(field)
        return "" if place is None else self.names[place]

    @property
    def known_names(self) -> list[str]:
        """Return the headings of the columns that mean something."""
        return [self.names[place] for place in sorted(set(self.places.values()))]

    @property
    def other_columns(self) -> list[Column]:
        """Return the columns that mean nothing to a balance."""
        known = {p for field, p in self.places.items() if field not in headings.TAXES}
        return [c for place, c in enumerate(self.columns) if place not in known]

    @property
    def has_lines(self) -> bool:
        """Tell whether some column describes lines of documents."""
        return any(headings.describes_a_line(name) for name in self.names)


def read_table(grid: Grid, mapping: Mapping[Field, str]) -> Table:
    """Return the ledger in a grid.

    Raises:
        HeadingsNotFoundError: no row looks like headings.
        LedgerColumnsMissingError: a column that a ledger needs is not there.
        UnknownHeadingError: the mapping names a heading that is not there.
    """
    located = locate(grid, mapping)
    top = grid.top(located.row + 1)
    names = _names(top)
    _require_mapped(mapping, names)
    if len(located.columns) < LEAST_FIELDS:
        raise HeadingsNotFoundError(HEADING_ROWS)
    columns, numbers = _data(grid, located.row + 1)
    places, found = choose_columns(located, names, columns, mapping)
    _require_needed(places, names)
    width = sum(cell is not None for cell in top[-1])
    surplus = _surplus(columns, numbers, len(names), width)
    stripped = _strip(columns, places.values())
    return Table(
        grid.title,
        tuple(names),
        columns,
        numbers,
        places,
        grid.uses_1904,
        cutoff_above(top[:-1]),
        (*grid.findings, *found, *surplus, *stripped),
        grid.delimiter,
    )


def _names(top: Sequence[Sequence[Cell]]) -> list[str]:
    names = [text_of(cell) for cell in top[-1]] if top else []
    while names and not names[-1]:
        names.pop()
    return names


def _data(grid: Grid, start: int) -> tuple[list[Column], Sequence[int]]:
    """Return the columns below the headings without blank rows, and rows' numbers."""
    columns = [column[start:] for column in grid.columns]
    numbers = range(start + 1, grid.height + 1)
    blank = _blank_rows(columns)
    if not blank:
        return columns, numbers
    kept = [i not in blank for i in range(len(numbers))]
    return [list(compress(c, kept)) for c in columns], list(compress(numbers, kept))


def _blank_rows(columns: Sequence[Column]) -> Collection[int]:
    """Return rows that show nothing, or zeros alone: formulas copied too far down."""
    blank: Iterable[int] = range(len(columns[0])) if columns else ()
    for column in columns:
        blank = [i for i in blank if not column[i] or is_blank(column[i])]
        if not blank:
            break
    return frozenset(blank)


def _require_mapped(mapping: Mapping[Field, str], names: list[str]) -> None:
    known = {same(name) for name in names if name}
    for heading in mapping.values():
        if same(heading) not in known:
            raise UnknownHeadingError(heading, [name for name in names if name])


def _require_needed(places: Mapping[Field, int], names: list[str]) -> None:
    missing = [
        spanish
        for spanish, fields in NEEDED
        if not any(field in places for field in fields)
    ]
    if missing:
        raise LedgerColumnsMissingError(missing, [name for name in names if name])


def _surplus(
    columns: Sequence[Column], numbers: Sequence[int], named: int, width: int
) -> Iterable[Finding]:
    """Report cells beyond the named columns.

    Within the heading row's own width they are a column without a name. Beyond it, a
    delimiter inside a value pushed the row to the right: «1,190.00» is two cells.
    """
    if any(not all(map(is_blank, column)) for column in columns[named:width]):
        yield notices.UNNAMED_COLUMN.at(0)
    for i, number in enumerate(numbers if columns[width:] else ()):
        if not all(is_blank(column[i]) for column in columns[width:]):
            yield notices.ROW_TOO_LONG.at(number)


def _strip(columns: list[Column], places: Iterable[int]) -> Iterable[Finding]:
    """Take control characters out of the columns that are read; say from how many."""
    count = 0
    for place in places:
        columns[place], changed = without_controls(columns[place])
        count += changed
    if count:
        yield notices.CONTROLS_STRIPPED.at(0, count=count)
