"""What follows its document: every typed cell finds its new row, or is listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.addresses import cell_address
from cartera_xl.workbook.cells import day_of, value_of
from cartera_xl.workbook.moving import has_references, moved
from cartera_xl.workbook.old_sheet import key_part
from cartera_xl.workbook.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.tabs.cell import Cell, Row
    from cartera_xl.workbook.cells import RawCell, Value
    from cartera_xl.workbook.old_sheet import Key, OldSheet, TypedCells
    from cartera_xl.workbook.placement import Placement


class Carried(NamedTuple):
    """A cell that goes to another row: type attribute and content."""

    rest: bytes
    inner: bytes


@dataclass
class Carriage:
    """What a table's new rows get from the old ones."""

    cells: dict[int, dict[int, Carried]] = field(default_factory=dict)  # row, column
    entries: int = 0  # rows to type in that hold something
    count: int = 0  # typed cells that were carried
    notes: list[str] = field(default_factory=list)


def carry(
    placement: Placement,
    old: OldSheet,
    rows: Sequence[Row],
    shared: Callable[[int], str],
) -> Carriage:
    """Find the new row of everything that was typed."""
    return _Carrier(placement, old, rows, shared).carry()


class _Carrier:
    def __init__(
        self,
        placement: Placement,
        old: OldSheet,
        rows: Sequence[Row],
        shared: Callable[[int], str],
    ) -> None:
        self.placement = placement
        self.sheet = placement.table.sheet.name
        self.rows = rows
        self.old = old
        self.shared = shared
        self.done = Carriage()
        self.positions = {n: i for i, n in enumerate(placement.columns)}

    def carry(self) -> Carriage:
        first = self.placement.table.first
        found = positions_of(self.placement, self.rows, {t.key for t in self.old.typed})
        entries_from = len(self.rows)
        for typed in self.old.typed:
            if not typed.key:
                number = first + entries_from + self.done.entries
                self.done.entries += 1
                self._place(typed, number, None)
            elif typed.key in found:
                position = found[typed.key]
                self._place(typed, first + position, self.rows[position])
            else:
                self._list(typed)
        return self.done

    def _place(self, typed: TypedCells, number: int, new: Row | None) -> None:
        placed = {}
        for column, cell in typed.cells.items():
            if new is not None and not self._wins(typed, column, cell, new):
                continue
            if carried := self._carried(cell, number):
                placed[column] = carried
                self.done.count += column in self.placement.inputs
        if placed:
            self.done.cells[number] = placed

    def _wins(self, typed: TypedCells, column: int, cell: RawCell, new: Row) -> bool:
        """Tell whether a typed cell stays against what the ledger holds for it.

        Inputs that show the ledger's value are typed over in place. While the row's
        version is the same, what differs was typed; after it moved, the ledger's own
        change may be the difference, and it is the newer one.
        """
        ledger = self._new_value(column, new)
        if ledger is None:
            return True
        value = value_of(cell, self.shared)
        if key_part(value) == key_part(ledger):
            return False
        stays = self._same_version(typed, new)
        title = self.placement.title(column)
        kept, lost = (value, ledger) if stays else (ledger, value)
        self.done.notes.append(
            f"{self.sheet}: {_name(typed.key)}, {title}: queda "
            f"«{self._shown(column, kept)}» y no «{self._shown(column, lost)}»."
        )
        return stays

    def _new_value(self, column: int, new: Row) -> Cell:
        position = self.positions.get(column)
        return None if position is None else new[position]

    def _same_version(self, typed: TypedCells, new: Row) -> bool:
        column = self.placement.version
        if column is None:
            return True
        return key_part(typed.shown.get(column)) == key_part(
            self._new_value(column, new)
        )

    def _carried(self, cell: RawCell, number: int) -> Carried | None:
        formula = cell.formula
        kind = b' t="%s"' % cell.kind if cell.kind else b""
        if formula is None:
            return Carried(kind, cell.inner or b"")
        if self._filled_down(cell):
            return None
        if formula.plain and formula.text:
            if not has_references(formula.text):
                return Carried(kind, cell.inner or b"")
            body = self.placement.table.body
            text = moved(formula.text, cell.row, number, body)
            if text is not None:
                return Carried(b"", b"<f>%s</f>" % escaped(text).encode())
        return self._as_value(cell, formula.element, formula.text, kind)

    def _filled_down(self, cell: RawCell) -> bool:
        title = self.placement.title(cell.column)
        return title in self.placement.table.calculated

    def _as_value(
        self, cell: RawCell, element: bytes, text: str, kind: bytes
    ) -> Carried | None:
        where = f"{self.sheet}!{cell_address(cell.row, cell.column)}"
        if value_of(cell, self.shared) is None:
            self.done.notes.append(
                f"{where}: la fórmula «={text}» mira otras filas y no tenía valor "
                "guardado; se quitó: digítela de nuevo."
            )
            return None
        self.done.notes.append(
            f"{where}: la fórmula «={text}» mira otras filas de la tabla; quedó su "
            "valor."
        )
        return Carried(kind, (cell.inner or b"").replace(element, b"", 1))

    def _list(self, typed: TypedCells) -> None:
        """Say what was typed for a document that is no longer shown."""
        listed = [
            f"{self.placement.title(column)} = {self._text(column, cell)}"
            for column, cell in typed.cells.items()
            if not self._from_ledger(column) and not self._made_by_excel(cell)
        ]
        if listed:
            self.done.notes.append(
                f"{self.sheet}: {_name(typed.key)} ya no está; tenía digitado "
                f"{', '.join(listed)}."
            )

    def _from_ledger(self, column: int) -> bool:
        found = self.placement.inputs.get(column)
        return found is not None and found.prefilled

    def _made_by_excel(self, cell: RawCell) -> bool:
        return cell.formula is not None and self._filled_down(cell)

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


def _name(key: Key) -> str:
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
