"""Ageing ranges are a parameter: columns of ranges that are not in use are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.closed_values import cell_of, rows_of
from cartera_xl.hosts.live import blocks
from cartera_xl.tabs import names
from cartera_xl.workbook.parts.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlwings import Range

    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.hosts.live.names import Names
    from cartera_xl.hosts.live.tables import Found

_BEFORE_RANGES: Final = 4  # columns of the block of debtors, «Corriente» among them


def show_ranges(
    values: Mapping[str, Cell | Sequence[Row]], found: Iterable[Found], named: Names
) -> None:
    """Show the columns of ranges that have a name, and no others."""
    if names.AGEING not in values:
        return
    labels = rows_of(values[names.AGEING])
    used = [cell_of(labels, i, 0) not in (None, "") for i in range(names.MAX_RANGES)]
    for cells, shown in (*_listed(found, used), *_drawn(named, used)):
        cells.columns.hidden = not shown


def _listed(
    found: Iterable[Found], used: Sequence[bool]
) -> Iterator[tuple[Range, bool]]:
    for tab in found:
        top = tab.placement.table.area.top
        columns = tab.placement.columns.items()
        by_range = {n: used[c.range - 1] for n, c in columns if c.range}
        for shown in (True, False):
            for run in blocks.runs(n for n, is_ in by_range.items() if is_ is shown):
                yield tab.cells(Area(run.start, top, run.stop - 1, top)), shown


def _drawn(named: Names, used: Sequence[bool]) -> Iterator[tuple[Range, bool]]:
    block = named.area(names.DEBTORS)
    if block is None:
        return
    for shown in (True, False):
        chosen = (i for i, is_ in enumerate(used[1:]) if is_ is shown)
        for run in blocks.runs(chosen):
            start, stop = run.start + _BEFORE_RANGES, run.stop + _BEFORE_RANGES
            yield block[:, start:stop], shown
