"""Ageing ranges are a parameter: columns of ranges that are not in use are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.closed_values import cell_of, rows_of
from cartera_xl.tabs import names
from cartera_xl.workbook.parts.columns import Shown
from cartera_xl.workbook.parts.edited_sheet import Edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart

_BEFORE_RANGES: Final = 3  # columns of the block of debtors
_DATA_WIDTH: Final = 13


def show_ranges(
    book: WorkbookPart,
    values: Mapping[str, Cell | Sequence[Row]],
    placements: Iterable[Placement],
    edits: dict[str, Edits],
) -> None:
    """Add which columns of ranges are in view to what is written on each sheet.

    A visible row of Clientes then adds up to its balance, and the debtors' chart,
    which leaves hidden columns out, draws no range without a name.
    """
    if names.AGEING not in values:
        return
    labels = rows_of(values[names.AGEING])
    used = [cell_of(labels, i, 0) not in (None, "") for i in range(names.MAX_RANGES)]
    for placement in placements:
        on_sheet = edits.setdefault(placement.table.sheet.part, Edits())
        for number, column in placement.columns.items():
            if column.range:
                shown = Shown(used[column.range - 1], column.width)
                on_sheet.columns[number] = shown
    _show_data(book, used, edits)


def _show_data(
    book: WorkbookPart, used: Sequence[bool], edits: dict[str, Edits]
) -> None:
    found = book.place(names.DEBTORS)
    if found is None:
        return
    sheet, (_, area) = found
    numbers = list(area.columns)[_BEFORE_RANGES:]
    on_sheet = edits.setdefault(sheet.part, Edits())
    for number, shown in list(zip(numbers, used, strict=False))[1:]:
        on_sheet.columns[number] = Shown(shown, _DATA_WIDTH)
