"""A table's body rows: what is typed in them, and what has no place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.errors import OwnRowError, TypedWithoutDocumentError
from cartera_xl.workbook.bodies.corrections import as_written
from cartera_xl.workbook.bodies.old_sheet import TypedCells, key_of, shown_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.workbook.bodies.old_sheet import Key, OldSheet
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import RawCell


class BodyRows:
    """Keeps in a sheet the rows that hold something typed; `shared` looks texts up."""

    def __init__(
        self, placement: Placement, sheet: OldSheet, shared: Callable[[int], str]
    ) -> None:
        self._placement = placement
        self._sheet = sheet
        self._shared = shared
        self.carried = {*placement.inputs, *placement.own}

    def keep(self, number: int, filled: dict[int, RawCell], *, hidden: bool) -> None:
        """Take a row by its filled cells."""
        typed = {n: cell for n, cell in filled.items() if n in self.carried}
        key = key_of(self._placement, filled, self._shared)
        self._look_for_faults(number, key, filled, typed)
        shown = shown_in(self._placement, filled, self._shared)
        row = TypedCells(number, key, typed, shown, hidden)
        if self._says_something(row):
            self._sheet.typed.append(row)

    def _says_something(self, row: TypedCells) -> bool:
        """Tell whether a person typed in a row, or cleared what it showed."""
        placement = self._placement
        prefilled = placement.prefilled.keys()
        if not (row.key and prefilled) or row.cells.keys() - prefilled:
            return bool(row.cells)
        version = row.shown.get(placement.version or 0)
        return not as_written(placement, row.cells, version, self._shared)

    def _look_for_faults(
        self,
        number: int,
        key: Key,
        filled: dict[int, RawCell],
        typed: dict[int, RawCell],
    ) -> None:
        placement = self._placement
        if placement.has_entries:
            return
        sheet, faults = placement.table.sheet.name, self._sheet.faults
        inputs = [n for n in typed if not self._filled_down(n, typed[n])]
        if inputs and not key:
            titles = map(placement.title, inputs)
            faults.append(TypedWithoutDocumentError(sheet, number, titles))
        presence = placement.presence
        if presence and presence not in filled and filled.keys() - typed.keys():
            faults.append(OwnRowError(sheet, number))

    def _filled_down(self, column: int, cell: RawCell) -> bool:
        """Tell that Excel filled a cell, not a person: a calculated column."""
        title = self._placement.title(column)
        return title in self._placement.table.calculated and cell.formula is not None
