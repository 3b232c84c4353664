"""What follows its document: every typed cell finds its new row, or is listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.bodies.carried import Carried, CellCarrier, place_name
from cartera_xl.workbook.bodies.corrections import as_written
from cartera_xl.workbook.bodies.old_sheet import key_part
from cartera_xl.workbook.parts.cells import day_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cartera_xl.tabs.cell import Row
    from cartera_xl.workbook.bodies.old_sheet import Key, OldSheet, TypedCells
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import RawCell, Value

_BLANK: Final = Carried(b"", b"")


@dataclass
class Carriage:
    """What a table's new rows get from the old ones."""

    cells: dict[int, dict[int, Carried]] = field(default_factory=dict)  # row, column
    entries: int = 0  # rows to type in that hold something
    entry_rows: dict[int, int] = field(default_factory=dict)  # theirs: old to new
    count: int = 0  # typed cells that were carried
    notes: list[str] = field(default_factory=list)
    unvalued: bool = False  # a formula among them has no value


def carry(
    placement: Placement,
    old: OldSheet,
    rows: Sequence[Row],
    shared: Callable[[int], str],
    shows: Mapping[int, Format],
    *,
    calculated: bool = False,
) -> Carriage:
    """Find the new row of everything that was typed.

    `shows` says what styles show numbers as; `calculated`: a program that works
    formulas out by itself shows the sheet.
    """
    carrier = CellCarrier(placement, shared, shows, calculated=calculated)
    return _Carrier(placement, old, rows, shared, carrier).carry()


class _Carrier:
    def __init__(
        self,
        placement: Placement,
        old: OldSheet,
        rows: Sequence[Row],
        shared: Callable[[int], str],
        carrier: CellCarrier,
    ) -> None:
        self.placement = placement
        self.sheet = placement.table.sheet.name
        self.rows = rows
        self.old = old
        self.shared = shared
        self.done = Carriage()
        self.carrier = carrier

    def carry(self) -> Carriage:
        first = self.placement.table.first
        found = positions_of(self.placement, self.rows, {t.key for t in self.old.typed})
        entries_from = len(self.rows)
        for typed in self.old.typed:
            if not typed.key:
                number = first + entries_from + self.done.entries
                self.done.entries += 1
                self.done.entry_rows[typed.number] = number
                self._place(typed, number, None)
            elif typed.key in found:
                position = found[typed.key]
                self._place(typed, first + position, self.rows[position])
            else:
                self._list(typed)
        return self.done

    def _place(self, typed: TypedCells, number: int, new: Row | None) -> None:
        placed = self._cleared(typed, new) if new is not None else {}
        for column, cell in typed.cells.items():
            if new is not None and not self._wins(typed, column, cell, new):
                continue
            found = self.carrier.carried(cell, number, typed, new)
            self.done.unvalued |= found.unvalued
            if found.note:
                self.done.notes.append(f"{place_name(self.sheet, cell)}: {found.note}")
            if found.cell:
                placed[column] = found.cell
                self.done.count += column in self.placement.inputs
        if placed:
            self.done.cells[number] = placed

    def _wins(self, typed: TypedCells, column: int, cell: RawCell, new: Row) -> bool:
        """Tell whether a typed cell stays against what the ledger holds for it.

        Inputs that show the ledger's value, a blank among them, are typed over in
        place. While the row's version is the same, what differs was typed; after it
        moved, the ledger's own change is the newer one, and is told only where somebody
        had typed: what was erased there may not come back by itself.
        """
        ledger = self.carrier.ledger(column, new)
        if ledger is None and column not in self.placement.prefilled:
            return True
        value = value_of(cell, self.shared)
        if key_part(value) == key_part(ledger):
            return False
        stays = self._same_version(typed, new)
        if stays and ledger in (None, ""):
            return True
        if not stays and not self._is_corrected(typed):
            return False
        kept, lost = (value, ledger) if stays else (ledger, value)
        self._note_choice(typed, column, kept, lost)
        return stays

    def _cleared(self, typed: TypedCells, new: Row) -> dict[int, Carried]:
        """Return the cells that somebody emptied although the ledger has a value."""
        if not self._same_version(typed, new):
            return {}
        cleared = {}
        for column in self.placement.prefilled:
            ledger = self.carrier.ledger(column, new)
            if column not in typed.cells and ledger not in (None, ""):
                self._note_choice(typed, column, None, ledger)
                cleared[column] = _BLANK
                self.done.count += 1
        return cleared

    def _note_choice(
        self, typed: TypedCells, column: int, kept: Value, lost: Value
    ) -> None:
        where = f"{name_of(typed.key)}, {self.placement.title(column)}"
        self.done.notes.append(
            f"{self.sheet}: {where}: queda «{self._shown(column, kept)}» y no "
            f"«{self._shown(column, lost)}»."
        )

    def _same_version(self, typed: TypedCells, new: Row) -> bool:
        column = self.placement.version
        if column is None:
            return True
        ledger = self.carrier.ledger(column, new)
        return key_part(typed.shown.get(column)) == key_part(ledger)

    def _list(self, typed: TypedCells) -> None:
        """Say what was typed for a document that is no longer shown."""
        from_ledger = set() if self._is_corrected(typed) else self.placement.prefilled
        listed = [
            f"{self.placement.title(column)} = {self._text(column, cell)}"
            for column, cell in typed.cells.items()
            if column not in from_ledger and not self.carrier.is_filled_down(cell)
        ]
        if listed:
            self.done.notes.append(
                f"{self.sheet}: {name_of(typed.key)} ya no está; tenía digitado "
                f"{', '.join(listed)}."
            )

    def _is_corrected(self, typed: TypedCells) -> bool:
        """Tell whether the cells that showed the ledger's values show others now."""
        column = self.placement.version
        if column is None or not self.placement.prefilled:
            return False
        version = typed.shown.get(column)
        return not as_written(self.placement, typed.cells, version, self.shared)

    def _text(self, column: int, cell: RawCell) -> str:
        formula = cell.formula
        if formula is not None and formula.text:
            return f"={formula.text}"
        return self._shown(column, value_of(cell, self.shared))

    def _shown(self, column: int, value: Value) -> str:
        found = self.placement.columns.get(column)
        if found and found.format is Format.DATE and isinstance(value, (int, float)):
            value = day_of(value) or value
        return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else key_part(value)


def name_of(key: Key) -> str:
    """Return what a document is called when it is spoken of."""
    return " · ".join(filter(None, key))


def positions_of(
    placement: Placement, rows: Sequence[Row], wanted: set[Key]
) -> dict[Key, int]:
    """Return the positions of the rows that have one of the keys."""
    if not wanted:
        return {}
    found: dict[Key, int] = {}
    positions = placement.key_positions
    for index, row in enumerate(rows):
        key = tuple(key_part(row[position]) for position in positions)
        if key in wanted:
            found.setdefault(key, index)
    return found
