"""What a refresh writes at the cells that defined names point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.errors import NamedBlockTooSmallError, NameMissingError
from cartera_xl.hosts.closed_values import cell_of, rows_of
from cartera_xl.tabs import names
from cartera_xl.workbook.parts.edited_sheet import Edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart

# Charts leave hidden rows out: a range or a debtor that is not there takes no room.
_HIDDEN_WHEN_BLANK: Final = (names.AGEING, names.DEBTORS)


def edits_of(
    book: WorkbookPart, values: Mapping[str, Cell | Sequence[Row]]
) -> dict[str, Edits]:
    """Return the cells to write, by the part of their sheet.

    A block that is larger than the rows given is blanked to its end.

    Raises:
        NameMissingError: a name is gone or points nowhere.
        NamedBlockTooSmallError: the rows given have no room.
    """
    edits: dict[str, Edits] = {}
    for name, value in values.items():
        found = book.place(name)
        if found is None and name in names.LATER:
            continue
        if found is None:
            raise NameMissingError(name)
        sheet, (_, area) = found
        rows = rows_of(value)
        wide = max(map(len, rows), default=0)
        if len(rows) > len(area.rows) or wide > len(area.columns):
            raise NamedBlockTooSmallError(name, len(rows), wide)
        on_sheet = edits.setdefault(sheet.part, Edits())
        for y, row in enumerate(area.rows):
            for x, column in enumerate(area.columns):
                on_sheet.put(row, column, cell_of(rows, y, x))
            if name in _HIDDEN_WHEN_BLANK:
                on_sheet.hidden[row] = cell_of(rows, y, 0) in (None, "")
    return edits
