"""Rows that may be corrected in place, and which of them were.

Their cells are typed over, so a filled one says nothing. But the version of such a row
is the sum of what was written there: while it still comes to that, nobody typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.tabs.versions import corrections_version
from cartera_xl.workbook.bodies.old_sheet import key_part
from cartera_xl.workbook.parts.addresses import column_letters
from cartera_xl.workbook.parts.cells import RawCell, cell_pattern, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.bodies.skipping import Glance
    from cartera_xl.workbook.parts.cells import Value
    from cartera_xl.workbook.parts.sheet_stream import Row, Rows


def as_written(
    placement: Placement,
    cells: Mapping[int, RawCell],
    version: Value,
    shared: Callable[[int], str],
) -> bool:
    """Tell that a row's prefilled cells show what they did when it was written."""
    found = [cells.get(column) for column in placement.prefilled]
    if not found or any(cell and b"<f" in (cell.inner or b"") for cell in found):
        return False
    shown = [key_part(value_of(cell, shared)) if cell else "" for cell in found]
    return key_part(version) == key_part(corrections_version(shown))


class CorrectedRows:
    """Finds the rows of a table that may hold a correction or anything else typed."""

    def __init__(
        self, placement: Placement, glance: Glance, shared: Callable[[int], str]
    ) -> None:
        self._placement = placement
        self._glance = glance
        self._shared = shared
        self._version = placement.version or 0
        numbers = [*placement.prefilled, self._version]
        self._columns = {column_letters(n).encode(): n for n in numbers if n}
        self._cell = cell_pattern(b"|".join(self._columns))

    def suspects(self, rows: Rows) -> Iterable[Row]:
        """Return the body rows that need a closer look; in doubt, all of them."""
        if self._glance.doubts(rows):
            return rows
        return (row for row in rows if not self._passes(row))

    def _passes(self, row: Row) -> bool:
        if not self._glance.passes(row):
            return False
        cells = {
            (column := self._columns[letters]): RawCell(row.number, column, rest, inner)
            for letters, _, rest, inner in self._cell.findall(row.cells)
            if inner
        }
        version = cells.get(self._version)
        shown = value_of(version, self._shared) if version else None
        return as_written(self._placement, cells, shown, self._shared)
