"""Input cells that are emptied: their look stays, and so do all other bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.workbook.parts.cells import RawCell, cells_of, style_attribute
from cartera_xl.workbook.parts.sheet_stream import Head, Row, Rows, Tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set


@dataclass(frozen=True)
class Blanking:
    """The cells to empty: columns by row."""

    cells: Mapping[int, Set[int]]

    def sheet(self, pieces: Iterable[Head | Rows | Tail]) -> Iterator[bytes]:
        """Yield the sheet's XML without what the cells held."""
        for piece in pieces:
            match piece:
                case Head(data, opening):
                    yield data + opening
                case Rows():
                    changes = any(piece.first <= n <= piece.last for n in self.cells)
                    yield piece.rewritten(self.row) if changes else piece.data
                case Tail(closing, data):
                    yield closing + data

    def row(self, row: Row) -> Row:
        """Return a row with its cells emptied."""
        columns = self.cells.get(row.number)
        if not columns:
            return row
        new = (_without(c, columns) for c in cells_of(row.cells))
        return row._replace(cells=b"".join(cell.xml for cell in new))


def _without(cell: RawCell, columns: Set[int]) -> RawCell:
    if cell.column not in columns:
        return cell
    style = style_attribute(cell.style).encode()
    return RawCell(cell.row, cell.column, style, None)
