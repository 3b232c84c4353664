"""Where a tab's columns stand in the table that a person may have rearranged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import (
    ColumnsMissingError,
    TableHeaderMissingError,
    TableMissingError,
)
from cartera_xl.tabs.columns import STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.tabs.tab import Column, Tab
    from cartera_xl.workbook.parts.tables import Table

_MACHINE: Final = "_"  # how the titles of columns start that only programs read
_VERSION: Final = "version"


@dataclass(frozen=True)
class Placement:
    """A tab, its table, and by name the sheet's column of each of its columns."""

    tab: Tab
    table: Table

    @cached_property
    def columns(self) -> dict[int, Column]:
        """Return the tab's columns by the number of the sheet's column."""
        return {self.table.column(c.title): c for c in self.tab.columns}

    @cached_property
    def own(self) -> dict[int, str]:
        """Return the headings of the columns that a person added to the table."""
        titles = enumerate(self.table.columns, self.table.area.left)
        return {n: title for n, title in titles if n not in self.columns}

    @cached_property
    def inputs(self) -> dict[int, Column]:
        """Return the columns that are typed in."""
        return {n: column for n, column in self.columns.items() if column.input}

    @cached_property
    def read(self) -> dict[int, Column]:
        """Return the columns that are only read."""
        return {n: column for n, column in self.columns.items() if not column.input}

    @cached_property
    def prefilled(self) -> dict[int, Column]:
        """Return the inputs that show what the ledger holds until it is typed over."""
        return {n: column for n, column in self.inputs.items() if column.prefilled}

    @cached_property
    def key(self) -> tuple[int, ...]:
        """Return the columns that tell one row from another.

        A tab without a key has rows that are known by everything they show of the
        ledger. What became of a row is not of it: a line of Registro that was refused
        would be taken for a document, and then for one that is gone.
        """
        shown = [c for c in self.tab.columns if not c.input and c is not STATUS]
        titles = self.tab.key or [column.title for column in shown]
        return tuple(map(self.table.column, titles))

    @cached_property
    def key_positions(self) -> tuple[int, ...]:
        """Return the positions of the key in a row of the tab."""
        numbers = list(self.columns)
        return tuple(map(numbers.index, self.key))

    @property
    def has_entries(self) -> bool:
        """Tell whether rows without a document are there to be typed in."""
        return self.tab.entry_rows > 0

    @cached_property
    def presence(self) -> int | None:
        """Return a column that every row of ours fills and no person does."""
        if self.has_entries:
            return None
        machine = [n for n, c in self.columns.items() if c.title.startswith(_MACHINE)]
        if machine:
            return machine[-1]
        return self.key[0] if self.tab.key else None

    @cached_property
    def version(self) -> int | None:
        """Return the column that tells whether a row changed in the ledger."""
        found = (n for n, c in self.columns.items() if c.field == _VERSION)
        return next(found, None)

    def title(self, column: int) -> str:
        """Return the heading of a column of the sheet."""
        return self.table.columns[column - self.table.area.left]


def place(tab: Tab, tables: Mapping[str, Table]) -> Placement:
    """Find a tab's table and columns.

    Raises:
        TableMissingError: the table is gone.
        TableHeaderMissingError: it shows no headings.
        ColumnsMissingError: columns were renamed or deleted.
    """
    table = tables.get(tab.table)
    if table is None:
        raise TableMissingError(tab.table, tab.title)
    if not table.has_headings:
        raise TableHeaderMissingError(tab.table, table.sheet.name)
    if missing := [title for title in tab.titles if title not in table.columns]:
        raise ColumnsMissingError(table.sheet.name, missing)
    return Placement(tab, table)
