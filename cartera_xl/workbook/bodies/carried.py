"""A cell that goes to another row: its content, a formula's value if it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.tabs.tab import is_stray
from cartera_xl.workbook.bodies.old_sheet import key_part
from cartera_xl.workbook.formulas.moving import columns_of_row, has_references, moved
from cartera_xl.workbook.parts.addresses import cell_address
from cartera_xl.workbook.parts.cells import style_attribute, value_of
from cartera_xl.workbook.parts.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cartera_xl.tabs.cell import Cell, Row
    from cartera_xl.tabs.tab import Format
    from cartera_xl.workbook.bodies.old_sheet import TypedCells
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import Formula, RawCell


class Carried(NamedTuple):
    """A cell that goes to another row: its attributes and its content.

    It takes the style of its column, unless `rest` names one of its own.
    """

    rest: bytes
    inner: bytes


class CarriedCell(NamedTuple):
    """What becomes of a typed cell; nothing where it cannot go.

    `unvalued`: it is a formula that somebody has to calculate again.
    """

    cell: Carried | None
    note: str = ""
    unvalued: bool = False


class CellCarrier:
    """Carries the cells of one table; `shared` looks texts up.

    A number that a style of `shows` makes a date or a percentage keeps that style where
    its column holds something else: without it, a date typed as a payment would be an
    amount.
    Where a program calculates, a formula goes without a value: it will have one.
    """

    def __init__(
        self,
        placement: Placement,
        shared: Callable[[int], str],
        shows: Mapping[int, Format],
        *,
        calculated: bool = False,
    ) -> None:
        self._placement = placement
        self._shared = shared
        self._shows = shows
        self._calculated = calculated
        self._positions = {n: i for i, n in enumerate(placement.columns)}

    def carried(
        self, cell: RawCell, number: int, row: TypedCells, new: Row | None
    ) -> CarriedCell:
        """Carry a cell of a row to the row of a number; `new` is what stands there."""
        formula = cell.formula
        if formula is None:
            return CarriedCell(self._as_it_is(cell))
        if self.is_filled_down(cell):
            return CarriedCell(None)
        if not (formula.plain and formula.text):
            return self._as_value(cell, formula)
        if not has_references(formula.text):
            return CarriedCell(self._as_it_is(cell), unvalued=not self._has_value(cell))
        text = moved(formula.text, cell.row, number, self._placement.table.body)
        if text is None:
            return self._as_value(cell, formula)
        return self._moved(cell, text, keeps_value=self._still_holds(cell, row, new))

    def is_filled_down(self, cell: RawCell) -> bool:
        """Tell that Excel filled a cell, not a person: a calculated column."""
        title = self._placement.title(cell.column)
        return cell.formula is not None and title in self._placement.table.calculated

    def _has_value(self, cell: RawCell) -> bool:
        return value_of(cell, self._shared) is not None

    def _moved(self, cell: RawCell, text: str, *, keeps_value: bool) -> CarriedCell:
        element = b"<f>%s</f>" % escaped(text).encode()
        if keeps_value and self._has_value(cell) and cell.formula:
            inner = (cell.inner or b"").replace(cell.formula.element, element, 1)
            return CarriedCell(Carried(self._rest(cell), inner))
        note = ""
        if self._has_value(cell) and not self._calculated:
            note = (
                f"la fórmula «={text}» quedó sin su valor, que pudo cambiar: Excel lo "
                "calcula al abrir el libro."
            )
        return CarriedCell(Carried(b"", element), note, unvalued=True)

    def _still_holds(self, cell: RawCell, row: TypedCells, new: Row | None) -> bool:
        """Tell that a formula's value is what it would show on its new row."""
        formula = cell.formula
        table = self._placement.table
        columns = columns_of_row(formula.text if formula else "", cell.row, table)
        return columns is not None and all(
            self._is_unchanged(column, row, new) for column in columns
        )

    def _is_unchanged(self, column: int, row: TypedCells, new: Row | None) -> bool:
        if (typed := row.cells.get(column)) is not None:
            return typed.formula is None and not self._is_prefilled(column)
        return key_part(row.shown.get(column)) == key_part(self.ledger(column, new))

    def _is_prefilled(self, column: int) -> bool:
        return column in self._placement.prefilled

    def ledger(self, column: int, new: Row | None) -> Cell:
        """Return what the ledger shows in a column of a new row."""
        position = self._positions.get(column)
        return None if position is None or new is None else new[position]

    def _as_value(self, cell: RawCell, formula: Formula) -> CarriedCell:
        said = f"la fórmula «={formula.text}» mira otras filas"
        if not self._has_value(cell):
            lost = f"{said} y no tenía valor guardado; se quitó: digítela de nuevo."
            return CarriedCell(None, lost)
        inner = (cell.inner or b"").replace(formula.element, b"", 1)
        kept = f"{said} de la tabla; quedó su valor."
        return CarriedCell(Carried(self._rest(cell), inner), kept)

    def _as_it_is(self, cell: RawCell) -> Carried:
        return Carried(self._rest(cell), cell.inner or b"")

    def _rest(self, cell: RawCell) -> bytes:
        kind = b' t="%s"' % cell.kind if cell.kind else b""
        column = self._placement.columns.get(cell.column)
        if column and is_stray(self._shows.get(cell.style), column.format):
            return style_attribute(cell.style).encode() + kind
        return kind


def place_name(sheet: str, cell: RawCell) -> str:
    """Return a cell's address with its sheet."""
    return f"{sheet}!{cell_address(cell.row, cell.column)}"
