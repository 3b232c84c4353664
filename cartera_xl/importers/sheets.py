"""The sheets of a workbook, as grids. Macros are not run; links are not followed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import DamagedSourceError, SourceTooLargeError
from cartera_xl.importers import parsing
from cartera_xl.importers.archive import check_workbook
from cartera_xl.importers.cells import Grid

if TYPE_CHECKING:
    from pathlib import Path

_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # of a console, Windows
_RAISED: Final = 1  # how Python ends after an exception, the parser's panics among them


def read_sheets(path: Path) -> list[Grid]:
    """Return the worksheets that people see, or the hidden ones where all are hidden.

    They are parsed in a process of its own, which costs 25 ms: where the parser finds
    no memory for what a workbook claims to hold, it ends the process that it is in.

    Raises:
        NotATableError, DamagedSourceError, SourceTooLargeError
    """
    uses_1904 = check_workbook(path)
    # -P: the script's folder has a numbers.py, which is not the standard library's.
    command = (sys.executable, "-P", parsing.__file__, str(path.absolute()))
    done = subprocess.run(
        command, capture_output=True, check=False, creationflags=_NO_WINDOW
    )
    if done.returncode == _RAISED:
        raise DamagedSourceError(path.name, "no se puede leer como libro")
    if done.returncode:
        limit = f"{parsing.MAX_ADDRESSES // 2**20} MiB de memoria"
        raise SourceTooLargeError(
            path.name, "más contenido del que se puede abrir", limit
        )
    sheets = parsing.unpack(done.stdout)
    return [Grid(title, columns, uses_1904=uses_1904) for title, columns in sheets]
