"""Tables: in Calc, database ranges."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.numbering import numbered
from cartera_xl.hosts.calc.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range
    from cartera_xl.hosts.calc.sheet import Sheet

_NAMELESS: Final = "__"  # what Calc makes for a filter without a table


@guarded()
class Tables(base_classes.Tables):
    """The tables on a sheet."""

    office: Office
    document: Any

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.office = sheet.office
        self.document = sheet.document

    @property
    def api(self) -> Any:
        """Return UNO's database ranges, of the whole workbook."""
        return self.sheet.book.kept.tables

    def add(
        self,
        source_type: object = None,
        source: Any = None,
        link_source: object = None,
        has_headers: bool = True,
        destination: object = None,
        table_style_name: object = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of cells; Calc draws no styles of tables."""
        cells: Range = source.impl
        if len(cells) == 1:
            cells = cells.current_region
        ranges = self.api
        chosen = name or numbered(ranges, "Tabla")
        ranges.addNewByName(chosen, cells.api.RangeAddress)
        made = ranges.getByName(chosen)
        made.ContainsHeader = has_headers
        made.AutoFilter = True
        return Table(self.sheet, chosen)

    def __iter__(self) -> Iterator[Table]:
        return iter([Table(self.sheet, name) for name in self._names()])

    def __len__(self) -> int:
        return len(self._names())

    def __contains__(self, key: str) -> bool:
        return self._find(key) is not None

    def __call__(self, key: int | str) -> Table:
        """Return a table by name or by place, from 1."""
        if isinstance(key, str):
            found = self._find(key)
        else:
            names = self._names()
            found = names[key - 1] if 1 <= key <= len(names) else None
        if found is None:
            raise KeyError(key)
        return Table(self.sheet, found)

    def _find(self, key: str) -> str | None:
        """Return a table's name as it is spelled; one spelled so is found at once."""
        with suppress(KeyError):
            area = self.sheet.book.kept.table(key).DataArea
            return key if area.Sheet == self.sheet.index - 1 else None
        folded = key.lower()
        return next((name for name in self._names() if name.lower() == folded), None)

    def _names(self) -> list[str]:
        ranges, here = self.api, self.sheet.index - 1
        return [
            name
            for name in ranges.ElementNames
            if not name.startswith(_NAMELESS)
            and ranges.getByName(name).DataArea.Sheet == here
        ]
