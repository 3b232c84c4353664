"""Open workbooks."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc import saving
from cartera_xl.hosts.calc.bridge import exception, properties, uno
from cartera_xl.hosts.calc.faults import BookUnreadableError
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.leftovers import drop_stale_lock
from cartera_xl.hosts.calc.names import Names
from cartera_xl.hosts.calc.ranges import Range
from cartera_xl.hosts.calc.sheets import Sheets
from cartera_xl.workbook.locks import refuse_if_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.apps import App
    from cartera_xl.hosts.calc.office import Office

# com.sun.star.document.MacroExecMode and UpdateDocMode
_NO_MACROS, _ALL_MACROS, _NO_UPDATES = 0, 4, 0
_EMPTY: Final = "private:factory/scalc"


@guarded()
class Books(base_classes.Books):
    """The workbooks that an app has open."""

    office: Office
    document: Any

    def __init__(self, app: App) -> None:
        self.app = app
        self.office = app.office
        self.document = None

    @property
    def api(self) -> Any:
        """Return all that LibreOffice has open."""
        return self.office.desktop.Components

    @property
    def active(self) -> Book | None:
        """Return the workbook in front; headless, the last that was opened."""
        current = self.office.desktop.getCurrentComponent()
        if current is not None and hasattr(current, "Sheets"):
            return Book(self.app, current)
        books = self._all()
        return books[-1] if books else None

    def add(self) -> Book:
        """Return a new, empty workbook."""
        return self._load(_EMPTY)

    def open(
        self,
        fullname: str,
        update_links: object = None,
        read_only: bool | None = None,
        *others: object,
    ) -> Book:
        """Open a workbook; of Excel's other options there are none here.

        Raises:
            WorkbookOpenError: another program has it open.
            BookUnreadableError: it is no workbook, or a broken one.
        """
        path = Path(fullname).resolve()
        if not path.stat().st_size:  # LibreOffice would make an empty workbook of it
            raise BookUnreadableError(path.name)
        if not read_only:
            drop_stale_lock(path, self.office.running_profile())
            refuse_if_open(path)
        return self._load(path.as_uri(), ReadOnly=bool(read_only))

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __call__(self, key: int | str) -> Book:
        """Return a workbook by name, path or place, from 1."""
        books = self._all()
        if isinstance(key, str):
            wanted = key.lower()
            for book in books:
                if wanted in (book.name.lower(), book.fullname.lower()):
                    return book
        elif 1 <= key <= len(books):
            return books[key - 1]
        raise KeyError(key)

    def _all(self) -> list[Book]:
        return [Book(self.app, document) for document in self.app.documents()]

    def _load(self, url: str, **options: object) -> Book:
        chosen = self.office.options
        loading = properties(
            Hidden=chosen.headless,
            MacroExecutionMode=_ALL_MACROS if chosen.macros else _NO_MACROS,
            UpdateDocMode=_NO_UPDATES,
            **options,
        )
        document = None
        with suppress(exception("lang.IllegalArgumentException")):
            desktop = self.office.desktop
            document = desktop.loadComponentFromURL(url, "_blank", 0, loading)
        if document is None or not hasattr(document, "Sheets"):
            raise BookUnreadableError(Path(url).name)
        return Book(self.app, document)


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

    @property
    def api(self) -> Any:
        """Return UNO's document."""
        return self.document

    @property
    def name(self) -> str:
        """Return the file's name, or the title of a workbook without a file."""
        return Path(self.fullname).name if self.document.URL else self.document.Title

    @property
    def fullname(self) -> str:
        """Return the file's path, or the title of a workbook without a file."""
        url: str = self.document.URL
        title: str = self.document.Title
        return uno().fileUrlToSystemPath(url) if url else title

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
        """Return the selected cells, or None where something else is selected."""
        controller = self.document.CurrentController
        found = controller.getSelection() if controller is not None else None
        if found is None or not hasattr(found, "RangeAddress"):
            return None
        address = found.RangeAddress
        return Range.at(self.sheets(address.Sheet + 1), address)

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
        saving.save(self.document, Path(path or self.fullname), self.app.function_names)

    def to_pdf(self, path: str, quality: object = None) -> None:
        """Print the visible sheets into a PDF."""
        saving.export(self.document, Path(path))
