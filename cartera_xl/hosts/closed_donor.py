"""What was typed in one workbook, set over into another: a new one takes its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import WorkbookError
from cartera_xl.hosts.closed_posted import Cleared
from cartera_xl.tabs.tab import Format, is_stray
from cartera_xl.texts import count
from cartera_xl.workbook.bodies.carried import place_name
from cartera_xl.workbook.bodies.old_sheet import TypedCells, typed_below
from cartera_xl.workbook.formulas.moving import has_references
from cartera_xl.workbook.parts.cells import (
    RawCell,
    date_text,
    percent_text,
    unstyled,
    value_of,
)
from cartera_xl.workbook.parts.strings import text_element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.workbook.parts.tables import Table

_SHARED: Final = b"s"


class NothingToReadError(WorkbookError):
    """An older or a changed workbook has no such tab: nothing can be typed in it."""

    def __init__(self, tab: str) -> None:
        super().__init__(
            f"{tab}: en el libro anterior no está su tabla completa; lo digitado en "
            "ella no se pudo llevar."
        )


def known_to(tab: Tab, tables: Mapping[str, Table]) -> Tab:
    """Return a tab with those of its columns that an older workbook has.

    Raises:
        NothingToReadError: without its key no row can be told from another.
    """
    table = tables.get(tab.table)
    if table is None or not table.has_headings:
        raise NothingToReadError(tab.title)
    columns = tuple(c for c in tab.columns if c.title in table.columns)
    told = tab.key or tuple(c.title for c in tab.columns if not c.input)
    if not {c.title for c in columns}.issuperset(told):
        raise NothingToReadError(tab.title)
    return replace(tab, columns=columns)


def set_over(
    new: OldTable,
    donor: Cleared,
    shared: Callable[[int], str],
    shows: Mapping[int, Format],
) -> Cleared:
    """Return a new workbook's tab as if the donor's input had been typed in it.

    Args:
        new: the tab in the new workbook, in which nothing is typed.
        donor: the same tab in the old one, without what was posted.
        shared: looks the old workbook's texts up.
        shows: what the old workbook's styles show numbers as; the new one has others.

    Raises:
        WorkbookError: something is typed where no refresh could carry it.
    """
    old = donor.old
    old.sheet.check(old.placement.table.sheet.name)
    mover = _Mover(new, old, shared, shows)
    below = typed_below(old.placement, old.sheet, shared)
    typed = [mover.row(row) for row in (*old.sheet.typed, *below)]
    sheet = replace(new.sheet, typed=[row for row in typed if row])
    notes = [*donor.notes, *mover.notes, *_without_column(old)]
    return Cleared(replace(new, sheet=sheet), donor.rows, notes)


def _without_column(old: OldTable) -> Iterator[str]:
    """Yield what was typed in columns that there are no more."""
    sheet, retired = old.placement.table.sheet.name, old.placement.tab.retired
    for number, title in old.placement.own.items():
        typed = sum(number in row.cells for row in old.sheet.typed)
        if title in retired and typed:
            said = count(typed, "celda digitada queda", "celdas digitadas quedan")
            yield f"{sheet}: ya no hay columna «{title}»; {said} en el libro anterior."


class _Mover:
    def __init__(
        self,
        new: OldTable,
        old: OldTable,
        shared: Callable[[int], str],
        shows: Mapping[int, Format],
    ) -> None:
        places = {c.field: n for n, c in new.placement.columns.items()}
        self._columns = {
            number: places[column.field]
            for number, column in old.placement.columns.items()
        }
        self._inputs = old.placement.inputs.keys()
        self._prefilled = bool(old.placement.prefilled)
        self._sheet = old.placement.table.sheet.name
        self._shared = shared
        self._shows = shows
        self._columns_there = old.placement.columns
        self.notes: list[str] = []

    def row(self, row: TypedCells) -> TypedCells | None:
        """Return a row's input with the numbers that columns have there."""
        cells = dict(self._cells(row))
        if not cells and not (self._prefilled and row.key):
            return None
        shown = {
            self._columns[number]: value
            for number, value in row.shown.items()
            if number in self._columns
        }
        return row._replace(cells=cells, shown=shown)

    def _cells(self, row: TypedCells) -> Iterator[tuple[int, RawCell]]:
        for number, cell in row.cells.items():
            if number in self._inputs and (found := self._cell(cell)):
                column = self._columns[number]
                yield column, found._replace(column=column)

    def _cell(self, cell: RawCell) -> RawCell | None:
        formula = cell.formula
        if formula and (not formula.plain or has_references(formula.text)):
            return self._as_value(cell, formula.text, formula.element)
        return self._alone(cell)

    def _as_value(self, cell: RawCell, text: str, element: bytes) -> RawCell | None:
        said = f"{place_name(self._sheet, cell)}: la fórmula «={text}»"
        if value_of(cell, self._shared) is None:
            self.notes.append(f"{said} no tenía valor y no pasó: digítela de nuevo.")
            return None
        self.notes.append(f"{said} mira otras celdas; pasó su valor.")
        inner = (cell.inner or b"").replace(element, b"", 1)
        return self._alone(cell._replace(inner=inner))

    def _alone(self, cell: RawCell) -> RawCell:
        """Return a cell that needs neither its workbook's list of texts nor its styles.

        A date or a percentage that was typed for an amount becomes the text of one: an
        amount it is not.
        """
        value = value_of(cell, self._shared)
        stray = self._stray(cell)
        if stray and isinstance(value, (int, float)):
            value = _TEXTS[stray](value)
        elif cell.kind != _SHARED:
            return cell._replace(rest=unstyled(cell.rest))
        inner = f"<is>{text_element(str(value))}</is>"
        return RawCell(cell.row, cell.column, b' t="inlineStr"', inner.encode())

    def _stray(self, cell: RawCell) -> Format | None:
        """Return what a number shows that its column does not hold."""
        shown = self._shows.get(cell.style)
        column = self._columns_there[cell.column].format
        return shown if is_stray(shown, column) and cell.formula is None else None


_TEXTS: Final = {Format.DATE: date_text, Format.PERCENT: percent_text}
