"""Where the values come from that a closed workbook's formulas show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cartera_xl.workbook.formulas.evaluating import subtotal
from cartera_xl.workbook.formulas.expressions import NotUnderstoodError
from cartera_xl.workbook.formulas.revaluing import Known, Verdict
from cartera_xl.workbook.parts.cells import RawCell, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cartera_xl.hosts.closed_tables import TablePlan
    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.workbook.parts.cell_reader import CellReader
    from cartera_xl.workbook.parts.cells import ExcelError, Value
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart


class ClosedValues:
    """Names and columns as they will be; what is not written keeps its value."""

    def __init__(
        self,
        book: WorkbookPart,
        cells: CellReader,
        shared: Callable[[int], str],
        names: Mapping[str, Cell | Sequence[Row]],
        tables: Mapping[str, TablePlan],
    ) -> None:
        self._book = book
        self._cells = cells
        self._shared = shared
        self._names = names
        self._tables = tables
        self._aggregates: dict[tuple[int, str, str], Value] = {}
        self.verdict: Callable[[str], Known | Verdict] = lambda _: Verdict.DROP

    def named(self, name: str) -> Value | ExcelError:
        """Return the value of the one cell that a name points at."""
        if name in self._names:
            value = self._names[name]
            if isinstance(value, Sequence) and not isinstance(value, str):
                raise NotUnderstoodError(name)
            return value
        return self.before(name)

    def before(self, name: str) -> Value | ExcelError:
        """Return the value of a named cell as the workbook holds it now."""
        found = self._book.place(name)
        if found is None or len(found[1].area.rows) > 1:
            raise NotUnderstoodError(name)
        sheet, (_, area) = found
        return self.at(sheet.part, area.top, area.left)

    def cell(self, block: str, row: int, column: int) -> Value | ExcelError:
        """Return a cell of a named block, counted from 1."""
        if block in self._names:
            return cell_of(rows_of(self._names[block]), row - 1, column - 1)
        found = self._book.place(block)
        if found is None:
            raise NotUnderstoodError(block)
        sheet, (_, area) = found
        return self.at(sheet.part, area.top + row - 1, area.left + column - 1)

    def at(self, part: str, row: int, column: int) -> Value | ExcelError:
        """Return the value that a cell has, or will have where it is a formula."""
        cell = self._cells.cell(part, row, column)
        if cell is None:
            return None
        formula = cell.formula
        if formula is None:
            return value_of(cell, self._shared)
        verdict = self.verdict(formula.text) if formula.plain else Verdict.DROP
        if isinstance(verdict, Known):
            return verdict.value
        if verdict is Verdict.KEEP:
            return value_of(cell, self._shared)
        raise NotUnderstoodError(formula.text)

    def aggregate(self, code: int, table: str, title: str) -> Value:
        """Return what SUBTOTAL makes of a table's column."""
        key = (code, table, title)
        if key not in self._aggregates:
            self._aggregates[key] = subtotal(code, self._column(table, title))
        return self._aggregates[key]

    def _column(self, table: str, title: str) -> list[Value]:
        """Return a column's values: the ledger's, and what was typed over them."""
        plan = self._tables.get(table)
        if plan is None or title not in plan.placement.table.columns:
            raise NotUnderstoodError(f"{table}[{title}]")
        if title in plan.placement.table.calculated:
            raise NotUnderstoodError(title)
        return plan.values(plan.placement.table.column(title), self._carried)

    def _carried(self, cell: RawCell) -> Value:
        value = value_of(cell, self._shared)
        if value is None and cell.formula:
            raise NotUnderstoodError("a formula that nobody has calculated")
        return value


def rows_of(value: Cell | Sequence[Row]) -> Sequence[Row]:
    """Return the rows of a block; one value is a block of one cell."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    return [[value]]


def cell_of(rows: Sequence[Row], row: int, column: int) -> Cell:
    """Return a cell of rows, counted from 0; beyond them all is blank."""
    if row >= len(rows) or column >= len(rows[row]):
        return None
    return rows[row][column]
