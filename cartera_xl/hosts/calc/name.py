"""A defined name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.addresses import corners
from cartera_xl.hosts.calc.formulas import to_calc, to_excel
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.names import Names
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range

_CELL: Final = r"\$[A-Z]{1,3}\$[0-9]+"
_USUAL: Final = re.compile(
    rf"\$(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>\w+))\.(?P<first>{_CELL})"
    rf"(?::(?P<last>{_CELL}))?"
)


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
        self._found: Any = None

    @property
    def api(self) -> Any:
        """Return UNO's named range."""
        if self._found is None or not self._names.api.hasByName(self._name):
            self._found = self._names.api.getByName(self._name)
        return self._found

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

        name = self.api
        if place := _place(name.Content):
            title, *corners = place
            book = self._names.book
            if title in book.kept.sheets.ElementNames:
                top, left, bottom, right = corners
                sheet = book.sheets.named(title)
                return Range(sheet, top, left, bottom - top + 1, right - left + 1)
        cells = name.getReferredCells()
        if cells is None:
            return None
        address = cells.RangeAddress
        return Range.at(self._names.book.sheets(address.Sheet + 1), address)

    def delete(self) -> None:
        """Remove the name."""
        self._names.api.removeByName(self._name)


def _place(content: str) -> tuple[str, int, int, int, int] | None:
    """Return the sheet and the corners that a name's text states, in the usual form."""
    found = _USUAL.fullmatch(content)
    if found is None:
        return None
    title = (found["quoted"] or found["plain"]).replace("''", "'")
    cells = corners(f"{found['first']}:{found['last'] or found['first']}")
    return (title, *cells[0], *cells[1]) if cells else None
