"""Sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.numbering import numbered
from cartera_xl.hosts.calc.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.book import Book
    from cartera_xl.hosts.calc.office import Office


@guarded()
class Sheets(base_classes.Sheets):
    """A workbook's sheets, hidden ones among them."""

    office: Office
    document: Any

    def __init__(self, book: Book) -> None:
        self.book = book
        self.office = book.office
        self.document = book.document

    @property
    def api(self) -> Any:
        """Return UNO's sheets."""
        return self.document.Sheets

    @property
    def active(self) -> Sheet:
        """Return the sheet that is shown."""
        return Sheet(self.book, self.book.controller.ActiveSheet.Name)

    def add(
        self,
        before: Sheet | None = None,
        after: Sheet | None = None,
        name: str | None = None,
    ) -> Sheet:
        """Insert a sheet, before the active one unless told, and show it."""
        sheets = self.api
        place = before.index - 1 if before else after.index if after else None
        if place is None:
            place = self.active.index - 1
        chosen = name or numbered(sheets, "Hoja")
        sheets.insertNewByName(chosen, place)
        added = Sheet(self.book, chosen)
        added.activate()
        return added

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self.book, name) for name in self.api.ElementNames])

    def __len__(self) -> int:
        return len(self.api.ElementNames)

    def __call__(self, key: int | str) -> Sheet:
        """Return a sheet by name or by place, from 1."""
        names = self.api.ElementNames
        if isinstance(key, str):
            for name in names:
                if name.lower() == key.lower():
                    return Sheet(self.book, name)
        elif 1 <= key <= len(names):
            return Sheet(self.book, names[key - 1])
        raise KeyError(key)

    def named(self, name: str) -> Sheet:
        """Return a sheet that is known to be there, by its very name."""
        return Sheet(self.book, name)

    def __contains__(self, key: str) -> bool:
        return key.lower() in (name.lower() for name in self.api.ElementNames)
