"""What a refresh of an open workbook will write, decided before it writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

from cartera_xl.errors import MergedCellsError, NoRoomBelowError
from cartera_xl.hosts.entries import PercentCell
from cartera_xl.hosts.live.cells import (
    SHOWS,
    carried_value,
    entered,
    entered_column,
    no_shared,
)
from cartera_xl.hosts.live.same import shows_it_already
from cartera_xl.tabs.tab import Format, is_stray
from cartera_xl.workbook.bodies.attached import rows_below
from cartera_xl.workbook.bodies.carrying import carry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.hosts.content import Row
    from cartera_xl.hosts.entries import Typed
    from cartera_xl.hosts.live.looks import CellLook, Looks
    from cartera_xl.hosts.live.tables import Found
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.workbook.bodies.attached import Attached
    from cartera_xl.workbook.bodies.carrying import Carriage
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.addresses import Area


@dataclass(frozen=True)
class TabPlan:
    """A tab as it will be: a list per column of the sheet, from its first body row."""

    found: Found
    attached: Attached
    carriage: Carriage
    rows: Sequence[Row]
    last: int  # the number of the last body row
    columns: Mapping[int, list[object]]
    looks: Looks
    # (row, column) of what is no amount among amounts: a date or a percentage
    strays: Mapping[tuple[int, int], Format] = field(default_factory=dict)

    @cached_property
    def is_shown(self) -> bool:
        """Tell whether the tab shows all of it already."""
        return shows_it_already(self)

    @property
    def placement(self) -> Placement:
        """Return where the tab's columns stand."""
        return self.found.placement

    @property
    def body(self) -> Area:
        """Return the area of the new body."""
        return self.found.placement.table.body._replace(bottom=self.last)

    def position(self, number: int) -> int | None:
        """Return which of the tab's columns stands in a column of the sheet."""
        numbers = list(self.found.placement.columns)
        return numbers.index(number) if number in numbers else None

    @cached_property
    def usual_looks(self) -> dict[int, CellLook]:
        """Return how the columns of the sheet that are ours look."""
        found = {n: self.looks.usual(p) for p, n in enumerate(self.placement.columns)}
        return {number: look for number, look in found.items() if look}


def plan_tab(found: Found, old: OldTable, rows: Sequence[Row], looks: Looks) -> TabPlan:
    """Decide a tab's new rows.

    Raises:
        WorkbookError: they cannot be written as the sheet is.
    """
    placement = found.placement
    old.sheet.check(placement.table.sheet.name)
    carriage = carry(placement, old.sheet, rows, no_shared, SHOWS, calculated=True)
    blanks = max(placement.tab.entry_rows, carriage.entries)
    size = max(1, len(rows) + blanks)
    last = placement.table.first + size - 1
    carried = {
        number: {column: carried_value(cell) for column, cell in cells.items()}
        for number, cells in carriage.cells.items()
    }
    plan = TabPlan(
        found,
        old.attached,
        carriage,
        rows,
        last,
        _columns(found, rows, size, carried),
        looks,
        _strays(found, carried),
    )
    if not plan.is_shown:
        _check_room(found, old, last)
    return plan


def _check_room(found: Found, old: OldTable, last: int) -> None:
    """Refuse what the new body would run over."""
    table = found.placement.table
    end = last + table.total_rows
    filled = {*old.sheet.below, *rows_below(old.attached, table.area)}
    if busy := [number for number in filled if number <= end]:
        raise NoRoomBelowError(table.sheet.name, min(busy), end)
    body = table.body._replace(bottom=max(table.area.bottom, end))
    if found.cells(body).merge_cells is not False:
        raise MergedCellsError(table.sheet.name, str(body))


def _columns(
    found: Found,
    rows: Sequence[Row],
    size: int,
    carried: Mapping[int, Mapping[int, Typed]],
) -> dict[int, list[object]]:
    """Return what each column of the table will hold; formulas filled down go apart."""
    placement = found.placement
    columns: dict[int, list[object]] = {}
    blank = [None] * (size - len(rows))
    by_column: Iterable[Sequence[object]] = zip(*rows, strict=True)
    pairs = zip(placement.columns.items(), by_column if rows else repeat(()))  # noqa: B905
    for (number, column), values in pairs:
        in_text = column.format is Format.TEXT
        columns[number] = [*entered_column(values, in_text=in_text), *blank]
    for number in placement.own:
        columns[number] = [None] * size
    first = placement.table.first
    for row, cells in carried.items():
        for number, value in cells.items():
            told = placement.columns.get(number)
            in_text = told is not None and told.format is Format.TEXT
            columns[number][row - first] = entered(value, in_text=in_text)
    return columns


def _strays(
    found: Found, carried: Mapping[int, Mapping[int, Typed]]
) -> dict[tuple[int, int], Format]:
    """Return the cells that hold a date or a percentage in a column of something else.

    Their format must go on saying so: a date typed as an amount is not one.
    """
    columns = found.placement.columns
    return {
        (row, number): shown
        for row, cells in carried.items()
        for number, value in cells.items()
        if (shown := _shown(value))
        and (number not in columns or is_stray(shown, columns[number].format))
    }


def _shown(value: Typed) -> Format | None:
    if isinstance(value, date):
        return Format.DATE
    return Format.PERCENT if isinstance(value, PercentCell) else None
