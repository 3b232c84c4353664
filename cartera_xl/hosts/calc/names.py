"""Defined names, of a workbook or of one of its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.bridge import struct
from cartera_xl.hosts.calc.formulas import to_calc, to_excel
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.books import Book
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range
    from cartera_xl.hosts.calc.sheets import Sheet


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
        return (self.sheet.api if self.sheet else self.document).NamedRanges

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return each name with what it is."""
        return [(name, Name(self, name)) for name in self.api.ElementNames]

    def contains(self, key: str) -> bool:
        """Tell whether there is a name; upper and lower case are one."""
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


@guarded()
class Name(base_classes.Name):
    """A defined name."""

    office: Office
    document: Any

    def __init__(self, names: Names, name: str) -> None:
        self.office = names.office
        self.document = names.document
        self._names = names
        self._name = name

    @property
    def api(self) -> Any:
        """Return UNO's named range."""
        return self._names.api.getByName(self._name)

    @property
    def name(self) -> str:
        """Return the name, with its sheet where it is a sheet's."""
        sheet = self._names.sheet
        return f"{sheet.name}!{self._name}" if sheet else self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
        self._name = value

    @property
    def refers_to(self) -> str:
        """Return what the name means, as a formula of Excel."""
        return to_excel("=" + self.api.Content)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.Content = to_calc(value).removeprefix("=")

    @property
    def refers_to_range(self) -> Range | None:
        """Return the cells that the name means, None where it means none."""
        from cartera_xl.hosts.calc.ranges import Range

        cells = self.api.getReferredCells()
        if cells is None:
            return None
        address = cells.RangeAddress
        return Range.at(self._names.book.sheets(address.Sheet + 1), address)

    def delete(self) -> None:
        """Remove the name."""
        self._names.api.removeByName(self._name)
