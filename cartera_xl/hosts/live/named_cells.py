"""What a refresh writes at the cells that defined names point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from cartera_xl.errors import NamedBlockTooSmallError
from cartera_xl.hosts.closed_values import cell_of, rows_of
from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.cells import entered
from cartera_xl.tabs import names
from cartera_xl.workbook.parts.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlwings import Range

    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.hosts.live.names import Names

    Block: TypeAlias = tuple[Range, list[list[object]]]

# Charts leave hidden rows out: a range or a debtor that is not there takes no room.
_HIDDEN_WHEN_BLANK: Final = (names.AGEING, names.DEBTORS)


class NamedCells:
    """What is to be written at some names, checked before anything is."""

    def __init__(
        self, book_names: Names, values: Mapping[str, Cell | Sequence[Row]]
    ) -> None:
        found = [_block(book_names, *item) for item in values.items()]
        self._blocks = list(_stacked(found))
        self._hidden = [
            (book_names.cells(name), rows_of(values[name]))
            for name in _HIDDEN_WHEN_BLANK
            if name in values
        ]

    def write(self) -> None:
        """Write each block whole, blank to its end; hide rows that show nothing."""
        for cells, columns in self._blocks:
            blocks.put(cells, columns)
        for cells, rows in self._hidden:
            used = {y for y in range(cells.shape[0]) if cell_of(rows, y, 0)}
            for shown in (True, False):
                chosen = [y for y in range(cells.shape[0]) if (y in used) is shown]
                for run in blocks.runs(chosen):
                    cells[run.start : run.stop, :].rows.hidden = not shown


def _block(book_names: Names, name: str, value: Cell | Sequence[Row]) -> Block:
    cells, rows = book_names.cells(name), rows_of(value)
    height, width = cells.shape
    wide = max(map(len, rows), default=0)
    if len(rows) > height or wide > width:
        raise NamedBlockTooSmallError(name, len(rows), wide)
    columns = [
        [entered(cell_of(rows, y, x), in_text=True) for y in range(height)]
        for x in range(width)
    ]
    return cells, columns


def _stacked(found: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, those that stand one right under another as one."""
    pile: Block | None = None
    for cells, columns in sorted(found, key=_place):
        if pile is not None and _is_under(cells, pile[0]):
            joined = _down(pile[0], cells.shape[0])
            both = zip(pile[1], columns, strict=True)
            pile = joined, [upper + lower for upper, lower in both]
            continue
        if pile is not None:
            yield pile
        pile = cells, columns
    if pile is not None:
        yield pile


def _place(block: Block) -> tuple[str, int, int, int]:
    cells, _ = block
    return cells.sheet.name, cells.column, cells.shape[1], cells.row


def _is_under(cells: Range, pile: Range) -> bool:
    bottom = pile.row + pile.shape[0]
    return cells.sheet.name == pile.sheet.name and (
        cells.row,
        cells.column,
        cells.shape[1],
    ) == (bottom, pile.column, pile.shape[1])


def _down(cells: Range, rows: int) -> Range:
    """Return cells and as many rows more."""
    height, width = cells.shape
    left, top = cells.column, cells.row
    bottom = top + height + rows - 1
    return blocks.span(cells.sheet, Area(left, top, left + width - 1, bottom))
