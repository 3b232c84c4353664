"""A workbook with macros and a ribbon, as the product ships it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyopenvba import ExcelFile

from cartera_xl.workbook.parts.vba_project import PART, read_modules
from tests.hosts.books import parts, template, write

if TYPE_CHECKING:
    from pathlib import Path

RIBBON: Final = "customUI/customUI14.xml"
_MODULE: Final = (
    'Attribute VB_Name = "CarteraRibbon"\r\n'
    "Option Explicit\r\n"
    "Public Sub CxlRefresh(control As IRibbonControl)\r\n"
    '    MsgBox "Actualizó la cartera a hoy"\r\n'
    "End Sub\r\n"
)
_OPENING: Final = "Private Sub Workbook_Open()\r\n    Debug.Print 1\r\nEnd Sub\r\n"
_CUSTOM_UI: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<customUI '
    b'xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
    b'<tab id="cxlTab" label="Cartera"><group id="cxlData" label="Datos"><button '
    b'id="cxlRefresh" label="Actualizar" onAction="CarteraRibbon.CxlRefresh"/></group>'
    b"</tab></tabs></ribbon></customUI>"
)
_TYPE: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_RELATION: Final = (
    f'<Relationship Id="rIdUI" Type="{_TYPE}" Target="{RIBBON}"/></Relationships>'
).encode()


def shipped(folder: Path) -> Path:
    """Return a new workbook with macros and a ribbon."""
    path = template(folder, "plantilla.xlsm")
    contents = parts(path)
    if PART not in contents:
        _add_macros(path)
        contents = parts(path)
    if RIBBON not in contents:
        roots = contents["_rels/.rels"].replace(b"</Relationships>", _RELATION)
        write(path, {**contents, "_rels/.rels": roots, RIBBON: _CUSTOM_UI})
    return path


def _add_macros(path: Path) -> None:
    with ExcelFile(str(path)) as book:
        book.add_vba_project()
        book.vba_project().add_module("CarteraRibbon", _MODULE)
        book.set_module("ThisWorkbook", _OPENING)
        book.save(str(path))


def add_own_macro(path: Path) -> None:
    """Add a module of a person's own."""
    with ExcelFile(str(path)) as book:
        name = 'Attribute VB_Name = "MisMacros"\r\n'
        book.vba_project().add_module("MisMacros", f"{name}Sub Mia()\r\nEnd Sub\r\n")
        book.save(str(path))


def modules(path: Path) -> dict[str, str]:
    """Return the sources of a workbook's modules."""
    return dict(read_modules(parts(path)[PART]))


def calls_its_ribbon(path: Path) -> bool:
    """Tell whether the package refers to its ribbon, once, and has it."""
    contents = parts(path)
    return RIBBON in contents and contents["_rels/.rels"].count(_TYPE.encode()) == 1
