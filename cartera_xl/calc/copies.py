"""The workbook that LibreOffice works in: a copy, beside the one that is Excel's.

LibreOffice saves a workbook without its ribbon and with macros of its own making.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from cartera_xl.calc.faults import NotACopyError, NotAWorkbookError
from cartera_xl.errors import WorkbookMissingError

if TYPE_CHECKING:
    from pathlib import Path

_MARK: Final = " (LibreOffice)"
_EXCEL: Final = ".xlsm"


def is_copy(path: Path) -> bool:
    """Tell whether LibreOffice may save a workbook."""
    return path.suffix.lower() != _EXCEL or path.stem.endswith(_MARK)


def copy_of(workbook: Path) -> Path:
    """Return where the copy of a workbook is: it is found by the same settings."""
    if workbook.stem.endswith(_MARK):
        return workbook
    return workbook.with_name(f"{workbook.stem}{_MARK}{workbook.suffix}")


def make_copy(workbook: Path) -> tuple[Path, bool]:
    """Return the copy, and whether it was made now; one that is there stays.

    Raises:
        WorkbookMissingError, NotAWorkbookError: there is nothing to copy.
    """
    if workbook.suffix.lower() != _EXCEL:
        raise NotAWorkbookError(workbook)
    copy = copy_of(workbook)
    if copy.is_file():
        return copy, False
    if not workbook.is_file():
        raise WorkbookMissingError(workbook)
    beside = copy.with_name(f".{copy.name}.tmp")
    try:
        shutil.copyfile(workbook, beside)
        beside.replace(copy)
    finally:
        beside.unlink(missing_ok=True)
    return copy, True


def require_copy(path: Path) -> None:
    """Refuse to work in the workbook that is Excel's.

    Raises:
        NotACopyError: it is.
    """
    if not is_copy(path):
        raise NotACopyError(path.name)
