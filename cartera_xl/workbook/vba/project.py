"""The VBA project of a package, made with pyOpenVBA."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.vba.module import faults_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.workbook.vba.module import Module

PART: Final = "xl/vbaProject.bin"


class VbaSourceError(ValueError):
    """A module that Office would refuse or change: a fault of the build."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        super().__init__(f"{name}: {', '.join(faults)}")


def with_project(
    parts: Mapping[str, bytes], modules: Sequence[Module], this_workbook: str
) -> dict[str, bytes]:
    """Return a package's parts with a VBA project, the same bytes for the same text.

    Each sheet has a document module named after its code name; a package says by its
    content types and relationships that it has the project.

    Raises:
        VbaSourceError: a module cannot be put in as it is.
    """
    from pyopenvba import ExcelFile
    from pyopenvba.vba import VBAModuleKind

    for one in modules:
        if faults := faults_of(one):
            raise VbaSourceError(one.name, faults)
    # pyOpenVBA reads and writes files only.
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.xlsm"), Path(folder, "after.xlsm")
        before.write_bytes(_archived(parts))
        with ExcelFile(before) as book:
            project = book.add_vba_project()
            for one in modules:
                kind = VBAModuleKind.other if one.is_class else VBAModuleKind.standard
                project.add_module(one.name, one.text, kind=kind)
            book.set_module("ThisWorkbook", this_workbook.replace("\n", "\r\n"))
            book.save(after)
        with zipfile.ZipFile(after) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _archived(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()
