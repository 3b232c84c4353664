"""A defined name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.formulas import to_calc, to_excel
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.names import Names
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range


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
