"""A diagnosis in the words of a message box: what fails; the rest is in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.excel.speaking import information, listed, warning
from cartera_xl.install.diagnosis import as_text, fault_lines
from cartera_xl.install.writing import NotWrittenError, make_folder, write_whole
from cartera_xl.texts import count

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.install.diagnosis import Diagnosis

REPORT: Final = "diagnostico.txt"
_NOT_KEPT: Final = (
    "el informe completo no se pudo guardar: lo da la orden «cartera diagnostico»"
)


def diagnosed(found: Diagnosis, folder: Path) -> str:
    """Return what fails and its remedies; keep the whole report in a folder.

    The file is named first: a message box that is full ends in the middle of a remedy.
    """
    kept = _kept(as_text(found), folder)
    if not found.faults:
        return information([f"Sin fallas; {kept}."])
    head = f"{count(len(found.faults), 'falla', 'fallas')}; {kept}."
    return warning(listed([head, *fault_lines(found)]))


def _kept(text: str, folder: Path) -> str:
    path = folder / REPORT
    try:
        make_folder(folder)
        write_whole(path, f"{text}\n".encode())
    except NotWrittenError:
        return _NOT_KEPT
    return f"el informe completo está en «{path}»"
