"""Where LibreOffice's program is on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.calc.faults import OfficeMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE: Final = "CARTERA_SOFFICE"
_USUAL: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def office_program() -> Path:
    """Return the program itself, not the script that starts it.

    The script starts others: whoever ends it leaves them behind.

    Raises:
        OfficeMissingError: there is none.
    """
    for place in _places():
        for program in (place.with_suffix(".bin"), place):
            if program.is_file():
                return program
    raise OfficeMissingError


def _places() -> Iterator[Path]:
    if stated := os.environ.get(_VARIABLE):
        yield Path(stated).resolve()
        return  # who says where it is means that one and no other
    if found := shutil.which("soffice"):
        yield Path(found).resolve()
    yield from map(Path, _USUAL)
