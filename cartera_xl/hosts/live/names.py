"""The cells that a workbook's defined names point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.errors import NameMissingError
from cartera_xl.hosts.live.cells import read

if TYPE_CHECKING:
    from xlwings import Book, Range

    from cartera_xl.hosts.content import Cell


class Names:
    """The defined names of a workbook."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, Range | None] = {}

    def forget(self) -> None:
        """Forget where names point: a person may have moved their cells."""
        self._known = {}

    def area(self, name: str) -> Range | None:
        """Return the cells of a name; None where it is gone or points nowhere."""
        if name not in self._known:
            known = self._book.names
            there = name in known
            self._known[name] = known(name).refers_to_range if there else None
        return self._known[name]

    def cells(self, name: str) -> Range:
        """Return the cells of a name.

        Raises:
            NameMissingError: it is gone or points nowhere.
        """
        found = self.area(name)
        if found is None:
            raise NameMissingError(name)
        return found

    def value(self, name: str) -> Cell:
        """Return the value of the one cell of a name.

        Raises:
            NameMissingError: the name is gone or points nowhere.
        """
        return read(self.cells(name)[0, 0].options(err_to_str=True).value)
