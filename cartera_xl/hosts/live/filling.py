"""Typing into some cells for a person, neighbours together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.cells import entered
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.parts.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.live.tables import Found


def fill(found: Found, rows: Mapping[int, Mapping[str, Cell]]) -> None:
    """Write values by row and field; a field that a row does not name stays."""
    for number, column in found.placement.inputs.items():
        in_text = column.format is Format.TEXT
        values = {
            row: entered(cells[column.field], in_text=in_text)
            for row, cells in rows.items()
            if column.field in cells
        }
        for run in blocks.runs(values):
            area = Area(number, run.start, number, run.stop - 1)
            blocks.put(found.cells(area), [[values[row] for row in run]])
