"""What a protected sheet refuses: Calc's API would change much of it in silence."""

from __future__ import annotations

from typing import Any

from cartera_xl.hosts.calc.faults import SheetProtectedError


def refuse_locked(cells: Any) -> None:
    """Refuse to change what locked cells of a protected sheet hold.

    Raises:
        SheetProtectedError: some of the cells are locked.
    """
    if cells.Spreadsheet.isProtected() and cells.CellProtection.IsLocked:
        raise SheetProtectedError(cells.Spreadsheet.Name)


def refuse_protected(cells: Any) -> None:
    """Refuse to change how cells of a protected sheet look and where they stand.

    Raises:
        SheetProtectedError: the sheet is protected.
    """
    if cells.Spreadsheet.isProtected():
        raise SheetProtectedError(cells.Spreadsheet.Name)
