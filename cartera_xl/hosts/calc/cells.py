"""A rectangle of cells: where it is, and whether it may be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.addresses import address_of
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.protecting import refuse_locked, refuse_protected

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.hosts.calc.kept import Look
    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.sheet import Sheet


_LOOKS: Final = ("NumberFormat", "CellBackColor", "CharColor", "CharWeight")


@guarded()
class Cells(base_classes.Range):
    """Cells of a sheet from (row, column), which count from 1, in a shape."""

    office: Office
    document: Any

    sheet: Sheet = None  # type: ignore[assignment]  # the base has properties
    row: int = 0
    column: int = 0
    shape: tuple[int, int] = (0, 0)

    def __init__(
        self, sheet: Sheet, row: int, column: int, height: int = 1, width: int = 1
    ) -> None:
        self.sheet = sheet
        self.office = sheet.office
        self.document = sheet.document
        self.row, self.column, self.shape = row, column, (height, width)
        self.options: dict[str, Any] = {}

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __bool__(self) -> bool:
        return True

    @property
    def api(self) -> Any:
        """Return UNO's cells."""
        top, left = self.row - 1, self.column - 1
        bottom, right = top + self.shape[0] - 1, left + self.shape[1] - 1
        return self.sheet.cells_at(left, top, right, bottom)

    def unlocked(self) -> Any:
        """Return UNO's cells, if what they hold may be changed."""
        return self._changing(refuse_locked)

    def unprotected(self) -> Any:
        """Return UNO's cells, if their looks and places may be changed."""
        return self._changing(refuse_protected)

    @property
    def look(self) -> Look:
        """Return the properties of the cells' looks; they are asked for together.

        While drawing is held back nobody else changes them: they are asked for once.
        """
        known = self.sheet.book.app.known
        key = self.sheet.name, self.row, self.column, self.shape
        if known is None or key not in known:
            found = self.sheet.book.kept.look([self.uno_address], _LOOKS)
            if known is None:
                return found
            known[key] = found
        look: Look = known[key]
        return look

    @property
    def uno_address(self) -> Any:
        """Return the CellRangeAddress."""
        top, left = self.row - 1, self.column - 1
        bottom, right = top + self.shape[0] - 1, left + self.shape[1] - 1
        return address_of(self.sheet.index - 1, left, top, right, bottom)

    def _changing(self, refuse: Callable[[Any, Any], None]) -> Any:
        cells = self.api
        refuse(self.sheet.api, cells)
        self.sheet.book.app.forget()
        return cells
