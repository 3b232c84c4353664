"""What the charts of a refreshed workbook show: the values behind a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.workbook.formulas.expressions import NotUnderstoodError
from cartera_xl.workbook.parts.addresses import parse_place
from cartera_xl.workbook.parts.cells import ExcelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.closed_tables import TablePlan
    from cartera_xl.hosts.closed_values import ClosedValues
    from cartera_xl.workbook.parts.addresses import Area
    from cartera_xl.workbook.parts.cell_reader import CellReader
    from cartera_xl.workbook.parts.cells import Value
    from cartera_xl.workbook.parts.edited_sheet import Edits
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart


class ChartValues:
    """Looks up the cells that a chart's series refers to."""

    def __init__(
        self,
        book: WorkbookPart,
        cells: CellReader,
        values: ClosedValues,
        edits: Mapping[str, Edits],
        tables: Mapping[str, TablePlan],
    ) -> None:
        self._book = book
        self._cells = cells
        self._values = values
        self._edits = edits
        self._tables = tables

    def __call__(self, reference: str) -> Sequence[Value] | None:
        """Return a reference's values; None: nothing of ours; empty: not known."""
        place = parse_place(reference) or parse_place(
            self._book.names.get(reference, "")
        )
        sheet = self._book.sheet(place.sheet) if place else None
        if place is None or sheet is None:
            return None
        if self._in_a_table(sheet.part, place.area):
            return ()
        cells = [(r, c) for r in place.area.rows for c in place.area.columns]
        if not any(self._changes(sheet.part, *cell) for cell in cells):
            return None
        drawn = [cell for cell in cells if not self._hides(sheet.part, cell[0])]
        try:
            return [self._value(sheet.part, *cell) for cell in drawn]
        except NotUnderstoodError:
            return ()

    def _in_a_table(self, part: str, area: Area) -> bool:
        """Tell whether a reference runs over rows that are written anew."""
        return any(
            plan.placement.table.sheet.part == part
            and area.meets(
                plan.placement.table.body._replace(
                    bottom=max(plan.placement.table.last, plan.body.last)
                )
            )
            for plan in self._tables.values()
        )

    def _hides(self, part: str, row: int) -> bool:
        """Tell whether a row is hidden from charts, which then keep no place for it."""
        edits = self._edits.get(part)
        return edits is not None and edits.hidden.get(row, False)

    def _changes(self, part: str, row: int, column: int) -> bool:
        if self._written(part, row, column):
            return True
        cell = self._cells.cell(part, row, column)
        return cell is not None and cell.formula is not None

    def _written(self, part: str, row: int, column: int) -> bool:
        edits = self._edits.get(part)
        return edits is not None and column in edits.values.get(row, ())

    def _value(self, part: str, row: int, column: int) -> Value:
        if self._written(part, row, column):
            return self._edits[part].values[row][column]
        value = self._values.at(part, row, column)
        return None if isinstance(value, ExcelError) else value
