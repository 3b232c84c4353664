"""Defined names, of a workbook or of one of its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.bridge import struct
from cartera_xl.hosts.calc.formulas import to_calc
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.name import Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.book import Book
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.sheet import Sheet


@guarded()
class Names(base_classes.Names):
    """The names that hold in a workbook, or on one sheet alone."""

    office: Office
    document: Any

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book = book
        self.sheet = sheet
        self.office = book.office
        self.document = book.document

    @property
    def api(self) -> Any:
        """Return UNO's names."""
        return self.sheet.api.NamedRanges if self.sheet else self.book.kept.names

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return each name with what it is."""
        return [(name, Name(self, name)) for name in self.api.ElementNames]

    def contains(self, key: str) -> bool:
        """Tell whether there is a name; upper and lower case are one."""
        if self.api.hasByName(key):
            return True
        return key.lower() in (name.lower() for name in self.api.ElementNames)

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, in place of one that is there."""
        names = self.api
        if names.hasByName(name):
            names.removeByName(name)
        origin = struct("table.CellAddress", 0, 0, 0)
        names.addNewByName(name, to_calc(refers_to).removeprefix("="), origin, 0)
        return Name(self, name)

    def __iter__(self) -> Iterator[Name]:
        return iter([name for _, name in self.snapshot()])

    def __len__(self) -> int:
        count: int = self.api.Count
        return count

    def __call__(self, key: int | str) -> Name:
        """Return a name by itself or by place, from 1."""
        names = self.api.ElementNames
        if isinstance(key, str):
            for name in names:
                if name.lower() == key.lower():
                    return Name(self, name)
        elif 1 <= key <= len(names):
            return Name(self, names[key - 1])
        raise KeyError(key)
