"""The VBA modules of a workbook, as text."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import BrokenWorkbookError
from cartera_xl.workbook.parts.package import broken_is_named

if TYPE_CHECKING:
    from pathlib import Path

_WITH_MACROS: Final = (".xlsm", ".xlam")


def read_modules(path: Path) -> dict[str, str]:
    """Return the text of every module of a workbook by its name; none without macros.

    Raises:
        BrokenWorkbookError: the project cannot be read.
    """
    from pyopenvba import ExcelFile, PyOpenVBAError

    if path.suffix.lower() not in _WITH_MACROS:
        return {}
    try:
        with broken_is_named(path.name), closing(ExcelFile(path)) as file:
            return {name: file.get_module(name) for name in file.module_names()}
    except (PyOpenVBAError, ValueError, LookupError, OSError) as error:
        raise BrokenWorkbookError(path.name, f"macros: {error}") from error
