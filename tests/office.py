"""LibreOffice for tests as a program that opens a file and saves it as another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.live_office import running_office
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

_FILTERS: Final = {
    "pdf": "calc_pdf_Export",
    "xlsm": "Calc MS Excel 2007 VBA XML",
    "xlsx": "Calc MS Excel 2007 XML",
}


def convert(source: Path, kind: str, folder: Path) -> Path:
    """Open a file in LibreOffice, recalculate it and save it as another kind."""
    # Otherwise LibreOffice trusts the values that a file holds, and the machine's
    # separators.
    office = running_office(recalculates=True, locale="es-CO")
    target = folder / "out" / f"{source.stem}.{kind}"
    target.parent.mkdir(exist_ok=True)
    with office.workbook(source, macros=False) as document:
        office.save(document, target, _FILTERS[kind])
    return target


def recalculated(source: Path, folder: Path) -> Any:
    """Return a workbook's values as LibreOffice works them out, through openpyxl."""
    return opened(convert(source, "xlsx", folder))
