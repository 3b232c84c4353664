"""A sheet copied into another workbook, as a person does: everything, then paste.

UNO has a call for it, `importSheet`, which ends LibreOffice 7.4 where the workbooks
hold macros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.sheet import Sheet


def paste_sheet(source: Sheet, target: Sheet) -> None:
    """Put all that is on a sheet on an empty one; whole columns keep their widths."""
    taking, putting = source.book.controller, target.book.controller
    shown, chosen = taking.ActiveSheet, taking.getSelection()
    used, height = source.used_range, source.cells.shape[0]
    right = used.column + used.shape[1] - 2
    columns = source.api.getCellRangeByPosition(0, 0, right, height - 1)
    taking.select(columns)
    held = taking.getTransferable()
    putting.setActiveSheet(target.api)
    putting.select(target.api.getCellByPosition(0, 0))
    putting.insertTransferable(held)
    taking.setActiveSheet(shown)
    taking.select(chosen)
