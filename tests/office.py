"""LibreOffice for tests as a program that opens a file and saves it as another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.live_office import running_office
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

# Recalculate what is opened, always: otherwise LibreOffice trusts the cached values.
# And Colombian separators, whatever the machine's.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>es-CO</value></prop></item>
</oor:items>
"""
_FILTERS: Final = {
    "pdf": "calc_pdf_Export",
    "xlsm": "Calc MS Excel 2007 VBA XML",
    "xlsx": "Calc MS Excel 2007 XML",
}


def convert(source: Path, kind: str, folder: Path) -> Path:
    """Open a file in LibreOffice, recalculate it and save it as another kind."""
    office = running_office(_SETTINGS)
    target = folder / "out" / f"{source.stem}.{kind}"
    target.parent.mkdir(exist_ok=True)
    with office.workbook(source, macros=False) as document:
        office.save(document, target, _FILTERS[kind])
    return target


def recalculated(source: Path, folder: Path) -> Any:
    """Return a workbook's values as LibreOffice works them out, through openpyxl."""
    return opened(convert(source, "xlsx", folder))
