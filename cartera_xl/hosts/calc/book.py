"""A workbook."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc import saving
from cartera_xl.hosts.calc.bridge import uno
from cartera_xl.hosts.calc.formats import Formats
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.kept import Kept
from cartera_xl.hosts.calc.names import Names
from cartera_xl.hosts.calc.ranges import Areas, Range
from cartera_xl.hosts.calc.sheets import Sheets

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.app import App
    from cartera_xl.hosts.calc.office import Office


@guarded()
class Book(base_classes.Book):
    """A workbook."""

    office: Office
    document: Any

    app: App = None  # type: ignore[assignment]  # the base has a property

    def __init__(self, app: App, document: Any) -> None:
        self.app = app
        self.office = app.office
        self.document = document
        self.kept = Kept(document)
        self.formats = Formats(document)

    @property
    def api(self) -> Any:
        """Return UNO's document."""
        return self.document

    @property
    def name(self) -> str:
        """Return the file's name, or the title of a workbook without a file."""
        known = self.app.known
        if known is None:
            return self._read_name()
        key = "name", id(self)
        if key not in known:
            known[key] = self._read_name()
        return str(known[key])

    @property
    def fullname(self) -> str:
        """Return the file's path, or the title of a workbook without a file."""
        url: str = self.document.URL
        title: str = "" if url else self.document.Title
        return str(uno().fileUrlToSystemPath(url)) if url else title

    @property
    def sheets(self) -> Sheets:
        """Return the sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Return the names of the workbook, without those of its sheets."""
        return Names(self)

    @cached_property
    def epoch(self) -> datetime:
        """Return the day from which the workbook counts its days."""
        day = self.document.NullDate
        return datetime(day.Year, day.Month, day.Day)  # noqa: DTZ001 - cells have no zone

    @property
    def controller(self) -> Any:
        """Return what shows the workbook."""
        return self.document.CurrentController

    @property
    def frame(self) -> Any:
        """Return the window's frame."""
        controller = self.document.CurrentController
        return controller.Frame if controller is not None else None

    @property
    def selection(self) -> Range | None:
        """Return the selected cells, or None where something else is selected.

        Of several areas it is the first, as in Excel; its address is that of all.
        """
        controller = self.document.CurrentController
        found = controller.getSelection() if controller is not None else None
        if found is None:
            return None
        if hasattr(found, "RangeAddresses"):
            first, *others = found.RangeAddresses
        elif hasattr(found, "RangeAddress"):
            first, others = found.RangeAddress, []
        else:
            return None
        sheet = self.sheets(first.Sheet + 1)
        here = [other for other in others if other.Sheet == first.Sheet]
        return Areas([Range.at(sheet, address) for address in (first, *here)])

    def _read_name(self) -> str:
        url: str = self.document.URL
        title: str = "" if url else self.document.Title
        return Path(uno().fileUrlToSystemPath(url)).name if url else title

    def activate(self) -> None:
        """Put the workbook in front."""
        if (frame := self.frame) is not None:
            frame.activate()

    def close(self) -> None:
        """Close the workbook without saving it."""
        self.document.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save the workbook, in the kind that the extension names.

        Raises:
            FormatUnknownError, BookNotSavedError: an older file is as it was.
        """
        self.app.forget()
        saving.save(self.document, Path(path or self.fullname), self.app.function_names)

    def to_pdf(self, path: str, quality: object = None) -> None:
        """Print the visible sheets into a PDF."""
        saving.export(self.document, Path(path))
