"""What a person changed of a table's looks: a refresh takes it back, and says so.

Asking each cell of a long table would take longer than all the rest, so that areas are
asked whole and halved where they are motley.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.hosts.closed_notes import listed
from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.looks import ink_of
from cartera_xl.tabs.samples import LOOKS
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlwings import Range

    from cartera_xl.hosts.live.looks import CellLook
    from cartera_xl.hosts.live.plan import TabPlan
    from cartera_xl.workbook.parts.addresses import Area

_LAST_ROW: Final = 1_048_576  # of every sheet: it has the height of an untouched row
_TWO: Final = 2  # heights
_PROBES: Final = 400  # questions about a tab; beyond them it is too motley to name


class _TooMotleyError(Exception):
    """There are more painted places than are worth asking for."""


class Undressed(NamedTuple):
    """What a person had changed: what to say, and the columns that have to be dressed.

    Columns that look alike and stand side by side go together.
    """

    notes: list[str]
    columns: list[range]


def undressed(plan: TabPlan) -> Undressed:
    """Look for what is to be taken back, having set heights back already."""
    painted = _Painted(plan)
    notes = [*_told(plan, painted), *_heights(plan)]
    return Undressed(notes, painted.columns)


def _told(plan: TabPlan, painted: _Painted) -> Iterator[str]:
    sheet = plan.placement.table.sheet.name
    try:
        rows = sorted(painted.rows())
    except _TooMotleyError:
        yield f"{sheet}: se quitó el formato puesto a mano."
    else:
        if rows:
            where = f"{count(len(rows), 'fila', 'filas')} ({listed(rows, len(rows))})"
            yield f"{sheet}: se quitó el formato puesto a mano en {where}."


def _heights(plan: TabPlan) -> Iterator[str]:
    if rows := _resized(plan):
        sheet = plan.placement.table.sheet.name
        what = count(len(rows), "fila volvió", "filas volvieron")
        yield f"{sheet}: {what} a su altura ({listed(rows, len(rows))})."


class _Painted:
    """Looks for rows with fills and letters that are none of ours.

    Number formats are left aside: those of amounts depend on their currency.
    """

    def __init__(self, plan: TabPlan) -> None:
        self._plan = plan
        self._found = plan.found
        self._linked = {
            (row, column)
            for link in plan.attached.links
            for row in link.area.rows
            for column in link.area.columns
        }
        self._probes = 0
        self.columns: list[range] = []

    def rows(self) -> set[int]:
        """Return the rows' numbers.

        Raises:
            _TooMotleyError: there are too many.
        """
        body = self._plan.placement.table.body
        usual = self._plan.usual_looks
        odd: list[tuple[Area, CellLook]] = []
        for look in dict.fromkeys(usual.values()):
            for run in blocks.runs(n for n, own in usual.items() if own == look):
                area = body._replace(left=run.start, right=run.stop - 1)
                cells = self._found.cells(area)
                if _paint(cells) != _paint_of(look):
                    odd.append((area, look))
                elif cells.number_format == look.number_format:
                    continue
                self.columns.append(run)
        return {row for area, look in odd for row in self._within(area, look)}

    def _within(self, area: Area, look: CellLook) -> Iterator[int]:
        """Yield the painted rows of an area that should have one look."""
        waiting = [area]
        while waiting:
            part = waiting.pop()
            if self._has(part, look):
                continue
            if part.top < part.bottom:
                middle = (part.top + part.bottom) // 2
                waiting.append(part._replace(top=middle + 1))
                waiting.append(part._replace(bottom=middle))
            elif any(self._is_painted(part.top, n) for n in part.columns):
                yield part.top

    def _has(self, area: Area, look: CellLook) -> bool:
        self._probes += 1
        if self._probes > _PROBES:
            raise _TooMotleyError
        return _paint(self._found.cells(area)) == _paint_of(look)

    def _is_painted(self, row: int, column: int) -> bool:
        """Tell it of one cell; a refused one, or a link, has another look of ours."""
        if (row, column) in self._linked:
            return False
        position = self._plan.position(column)
        looks = (self._plan.looks.of(look, position or 0) for look in LOOKS)
        cell = self._found.sheet.range((row, column))
        return _paint(cell) not in {_paint_of(look) for look in looks if look}


def _paint(cells: Range) -> tuple[object, ...]:
    font = cells.font
    return cells.color, ink_of(font), font.bold


def _paint_of(look: CellLook) -> tuple[object, ...]:
    return look.fill, look.ink, look.bold


def _resized(plan: TabPlan) -> list[int]:
    """Give rows the height that they need; return those that had another.

    A row that a long text made higher has the height that it needs already; one that
    nobody touched has the sheet's, also where LibreOffice fitted those beside it.
    """
    body = plan.placement.table.body
    found = {h: rows for h, rows in (plan.found.heights or {}).items() if h}
    if len(found) < _TWO:  # hidden ones are told apart
        return []
    usual = max(found, key=lambda height: len(found[height]), default=0)
    natural = {usual, plan.found.sheet.range((_LAST_ROW, 1)).row_height}
    odd = [row for height in found.keys() - natural for row in found[height]]
    changed = []
    for row in sorted(odd):
        cells = plan.found.cells(body._replace(top=row, bottom=row))
        before = cells.row_height
        cells.rows.autofit()
        if cells.row_height != before:
            changed.append(row)
    return changed
