"""UNO's objects of a workbook, kept while they mean what they meant.

Making one costs ten calls, asking it where it stands costs one. One that was pushed
elsewhere, made smaller or removed by whoever changed the workbook is made anew.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.hosts.calc.bridge import exception

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST: Final = 64  # objects; LibreOffice moves each along when cells move


class Look(NamedTuple):
    """Some properties of cells, and the names of those in which the cells differ."""

    values: dict[str, Any]
    several: frozenset[str]


class Kept:
    """The objects of one workbook."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._held: dict[tuple[object, ...], tuple[Any, str]] = {}
        self._tables: dict[str, Any] = {}

    @cached_property
    def sheets(self) -> Any:
        """Return the workbook's sheets."""
        return self._document.Sheets

    def cells(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """Return a sheet or cells of it, by what they are called here."""
        if key in self._held:
            found, address = self._held[key]
            if _address(found) == address:
                return found
        if len(self._held) >= _MOST:
            self._held.clear()
        made = make()
        self._held[key] = made, made.AbsoluteName
        return made

    def table(self, name: str) -> Any:
        """Return a database range, which is found by its name whatever it is asked.

        Raises:
            KeyError: it was removed, or renamed by somebody else.
        """
        if not self.tables.hasByName(name):
            raise KeyError(name)
        if name not in self._tables:
            self._tables[name] = self.tables.getByName(name)
        return self._tables[name]

    @cached_property
    def names(self) -> Any:
        """Return the workbook's names."""
        return self._document.NamedRanges

    @cached_property
    def tables(self) -> Any:
        """Return the workbook's database ranges."""
        return self._document.DatabaseRanges

    def look(self, areas: Sequence[Any], names: tuple[str, ...]) -> Look:
        """Return properties of the cells of CellRangeAddresses, with no new object."""
        ranges, addresses = self._ranges, tuple(areas)
        ranges.addRangeAddresses(addresses, False)
        try:
            values = ranges.getPropertyValues(names)
            states = ranges.getPropertyStates(names)
        finally:
            ranges.removeRangeAddresses(addresses)
        pairs = zip(names, states, strict=True)
        several = (name for name, state in pairs if state.value == "AMBIGUOUS_VALUE")
        return Look(dict(zip(names, values, strict=True)), frozenset(several))

    @cached_property
    def _ranges(self) -> Any:
        return self._document.createInstance("com.sun.star.sheet.SheetCellRanges")


def _address(cells: Any) -> str:
    """Return where cells stand; nothing where they are no more."""
    try:
        address: str = cells.AbsoluteName
    except exception("uno.Exception"):
        return ""
    return address
