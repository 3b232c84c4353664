"""The table in a grid: its heading row, what each column means, its data rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import (
    HeadingsNotFoundError,
    LedgerColumnsMissingError,
    UnknownHeadingError,
)
from cartera_xl.importers import headings, notices
from cartera_xl.importers.cells import is_blank, text_of
from cartera_xl.importers.column_choice import choose_columns
from cartera_xl.importers.heading_row import (
    HEADING_ROWS,
    LEAST_FIELDS,
    NEEDED,
    Located,
    locate,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.importers.cells import Cell, Grid
    from cartera_xl.importers.headings import Field
    from cartera_xl.importers.reading import Finding


@dataclass(frozen=True, slots=True)
class Table:
    """A ledger's rows, column by column: `columns[field][i]` is of row `numbers[i]`."""

    title: str
    names: tuple[str, ...]  # every heading as written
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    places: Mapping[Field, int]
    uses_1904: bool
    findings: tuple[Finding, ...]

    def column(self, field: Field) -> Sequence[Cell]:
        """Return a column's cells, or nothing where the file has no such column."""
        place = self.places.get(field)
        if place is None:
            return ()
        try:
            return [row[place] for row in self.rows]
        except IndexError:  # a text file whose rows end where their values do
            return [row[place] if len(row) > place else None for row in self.rows]

    def heading(self, field: Field) -> str:
        """Return how the file names a field."""
        place = self.places.get(field)
        return "" if place is None else self.names[place]

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
    names = _names(grid, located)
    _require_mapped(mapping, names)
    if len(located.columns) < LEAST_FIELDS:
        raise HeadingsNotFoundError(HEADING_ROWS)
    rows, numbers = _data_rows(grid, located.row)
    places, found = choose_columns(located, names, rows, mapping)
    _require_needed(places, names)
    surplus = _surplus(rows, numbers, len(names), len(grid.rows[located.row]))
    return Table(
        grid.title,
        tuple(names),
        rows,
        numbers,
        places,
        grid.uses_1904,
        (*grid.findings, *found, *surplus),
    )


def _names(grid: Grid, located: Located) -> list[str]:
    names = [text_of(cell) for cell in grid.rows[located.row]] if grid.rows else []
    while names and not names[-1]:
        names.pop()
    return names


def _data_rows(
    grid: Grid, heading_index: int
) -> tuple[list[Sequence[Cell]], list[int]]:
    rows, numbers = [], []
    for number, row in enumerate(grid.rows[heading_index + 1 :], heading_index + 2):
        if any(row) and not (row[0] in _EMPTY and all(map(is_blank, row))):
            rows.append(row)
            numbers.append(number)
    return rows, numbers


_EMPTY: Final = ("", None, " ", "\u00a0")


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
    rows: list[Sequence[Cell]], numbers: list[int], named: int, width: int
) -> Iterable[Finding]:
    """Report cells beyond the named columns.

    Within the heading row's own width they are a column without a name. Beyond it, a
    delimiter inside a value pushed the row to the right: «1,190.00» is two cells.
    """
    if any(not all(map(is_blank, row[named:width])) for row in rows):
        yield notices.UNNAMED_COLUMN.at(0)
    for row, number in zip(rows, numbers, strict=True):
        if len(row) > width and not all(map(is_blank, row[width:])):
            yield notices.ROW_TOO_LONG.at(number)
