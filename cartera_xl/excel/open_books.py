"""Finding the workbook that a button was pressed in, among all that are open."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from cartera_xl.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlwings import Book


class BookNotOpenError(WorkbookError):
    """No program on this machine shows the workbook."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No encuentro «{name}» entre los libros abiertos: ábralo y repita."
        )


def open_book(fullname: str) -> Book:
    """Return an open workbook by its full name, as the workbook itself gives it.

    Raises:
        BookNotOpenError: it is not open.
    """
    import xlwings

    if sys.platform == "win32":  # Excel's server hands the calling workbook over
        with suppress(Exception):
            return xlwings.Book.caller()
    name = _name(fullname)
    found = [book for book in _open_books() if book.name == name]
    for book in found:
        with suppress(Exception):  # a place in the cloud that has none on this machine
            if book.fullname == fullname:
                return book
    if len(found) != 1:
        raise BookNotOpenError(name)
    return found[0]


def _open_books() -> Iterator[Book]:
    import xlwings

    for app in xlwings.apps:
        yield from app.books


def _name(fullname: str) -> str:
    """Return the last part of a path or of an address in the cloud."""
    name = PurePath(fullname).name
    return PureWindowsPath(name).name
