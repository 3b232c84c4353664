"""Workbooks as they come and are saved, and their cut-off date as it changes."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Iterator

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob
from com.sun.star.util import XModifyListener

from cartera_calc.function_names import restore_names
from cartera_calc.known import SAVED_NAMES
from cartera_calc.rebinding import enter_again

_CUTOFF = "Corte"
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_EXCEL = (".xlsx", ".xlsm")
_FOLLOWED: set[str] = set()


class Job(unohelper.Base, XJob, XServiceInfo):
    """Is told that a workbook is shown or was saved."""

    NAME = "org.cartera.CarteraJob"
    SERVICES = (NAME, "com.sun.star.task.Job")

    def __init__(self, context: Any) -> None:
        self._context = context

    def execute(self, arguments: Any) -> None:
        """Do what the event asks for; a fault is none of the workbook's."""
        told = {pair.Name: pair.Value for pair in arguments}
        about = {pair.Name: pair.Value for pair in told.get("Environment", ())}
        document, event = about.get("Model"), about.get("EventName")
        if document is None or not document.supportsService(_SPREADSHEET):
            return
        with suppress(Exception):
            if event == "OnViewCreated":
                loaded(document, self._context)
            else:
                saved(document)

    def getImplementationName(self) -> str:
        return self.NAME

    def supportsService(self, name: str) -> bool:
        return name in self.SERVICES

    def getSupportedServiceNames(self) -> Any:
        return self.SERVICES


def loaded(document: Any, context: Any) -> None:
    """Let the workbook's formulas find the functions, and follow its cut-off date.

    A workbook may have several windows: it is followed once.
    """
    if document.RuntimeUID in _FOLLOWED:
        return
    _FOLLOWED.add(document.RuntimeUID)
    calculate_again(document)
    names = document.NamedRanges
    if names.hasByName(_CUTOFF):
        cells = names.getByName(_CUTOFF).getReferredCells()
        if cells is not None:
            cells.addModifyListener(CutoffListener(document, context, cells))


def saved(document: Any) -> None:
    """Give functions in a file of Excel's the names that Excel knows.

    The file keeps its time: LibreOffice would say at the next save that somebody else
    has changed it.
    """
    if not document.URL.startswith("file:"):
        return
    path = Path(uno.fileUrlToSystemPath(document.URL))
    if path.suffix.lower() in _EXCEL:
        times = path.stat()
        restore_names(path, SAVED_NAMES)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def calculate_again(document: Any) -> None:
    """Ask for every cell of ours again; it is nothing that could be undone."""
    was_modified = document.isModified()
    try:
        enter_again(document, SAVED_NAMES, lambda: _untraced(document.UndoManager))
    finally:
        document.setModified(was_modified)


@contextmanager
def _untraced(manager: Any) -> Iterator[None]:
    """Keep what is done off the undo list.

    For one cell: where a sheet is shown, LibreOffice lets the list be written again as
    soon as a cell of it has changed, whoever has locked it.
    """
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()


class CutoffListener(unohelper.Base, XModifyListener, XCallback):
    """Calculates again when the cut-off date is another, once Calc is at rest."""

    def __init__(self, document: Any, context: Any, cells: Any) -> None:
        self._document = document
        self._cells = cells
        self._last = cells.getDataArray()
        manager = context.ServiceManager
        self._later = manager.createInstanceWithContext(
            "com.sun.star.awt.AsyncCallback", context
        )

    def modified(self, event: Any) -> None:
        """Hear that the cell, or what its formula uses, has changed."""
        if self._cells.getDataArray() != self._last:
            self._last = self._cells.getDataArray()
            self._later.addCallback(self, None)

    def notify(self, data: Any) -> None:
        """Calculate."""
        with suppress(Exception):
            calculate_again(self._document)

    def disposing(self, source: Any) -> None:
        """Forget nothing: it goes with the workbook."""
