"""What a protected sheet refuses: Calc's API would change much of it in silence."""

from __future__ import annotations

from typing import Any

from cartera_xl.hosts.calc.faults import SheetProtectedError


def refuse_locked(sheet: Any, cells: Any) -> None:
    """Refuse to change what locked cells of a protected sheet hold.

    Raises:
        SheetProtectedError: some of the cells are locked.
    """
    if sheet.isProtected() and cells.CellProtection.IsLocked:
        raise SheetProtectedError(sheet.Name)


def refuse_protected(sheet: Any, _: Any = None) -> None:
    """Refuse to change how cells of a protected sheet look and where they stand.

    Raises:
        SheetProtectedError: the sheet is protected.
    """
    if sheet.isProtected():
        raise SheetProtectedError(sheet.Name)
