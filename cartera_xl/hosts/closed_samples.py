"""The styles that a workbook keeps for each column, on its sheet of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cartera_xl.tabs import names
from cartera_xl.tabs.samples import LOOKS, USUAL, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.workbook.parts.cell_reader import CellReader
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart

# The styles of a tab's columns, by their position in the tab, for each look. An older
# workbook has fewer looks, one without its sheet of data has none.
Samples: TypeAlias = "Mapping[Look, Mapping[int, int]]"


def read_samples(book: WorkbookPart, cells: CellReader, table: str) -> Samples:
    """Return the styles that a workbook keeps for a table."""
    found = book.place(names.samples(table))
    if found is None:
        return {}
    sheet, (_, area) = found
    return {
        look: {
            cell.column - area.left: cell.style
            for cell in cells.row(sheet.part, row)
            if cell.column in area.columns
        }
        for look, row in zip(LOOKS, area.rows, strict=False)
    }


def usual(samples: Samples) -> Mapping[int, int]:
    """Return the styles of amounts in the base currency."""
    return samples.get(USUAL, {})


def rejections(samples: Samples, position: int) -> dict[int, int]:
    """Return a column's styles, each with the one that it has in a refused cell.

    The base currency's comes first.
    """
    return {
        row[position]: samples[twin][position]
        for look, row in samples.items()
        if not look.rejected and (twin := look._replace(rejected=True)) in samples
        if position in row and position in samples[twin]
    }
