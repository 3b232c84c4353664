"""Open workbooks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.book import Book
from cartera_xl.hosts.calc.bridge import exception, properties
from cartera_xl.hosts.calc.faults import BookUnreadableError
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.leftovers import drop_stale_lock
from cartera_xl.workbook.locks import refuse_if_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.app import App
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
        self.app.join(document)
        return Book(self.app, document)
