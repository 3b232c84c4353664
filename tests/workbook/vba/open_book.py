"""A workbook that LibreOffice has open, with the test in Python's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.workbook.parts.cells import serial
from tests.workbook.vba.stand_in import Outside, as_uno_object

if TYPE_CHECKING:
    from datetime import date

    from tests.live_office import LiveOffice

# A tab that no test looks at, far from its table.
SHEET: Final = "Puente"
_AREA: Final = "AZ100:BK120"
_EVERYTHING: Final = 1023  # every flag of com.sun.star.sheet.CellFlags


class OpenBook:
    """The workbook with its formulas and macros; what it asks is recorded."""

    def __init__(self, office: LiveOffice, document: Any) -> None:
        self._office = office
        self._document = document
        self.outside = Outside()

    def begin(self) -> None:
        """Start afresh: another outside, no server kept, no failure remembered."""
        with self._office.watched():
            self._area().clearContents(_EVERYTHING)
        self.outside = Outside()
        self.run("CarteraHost.TakeOutside", as_uno_object(self.outside))
        self.outside.answer("CallUDF", "raise:462:")
        self.run("CarteraActions.RunAction", "begin", "")
        self.outside.answer("CallUDF", None)
        self.run("CarteraAnswers.ForgetFailure")
        self.outside.calls.clear()

    def run(self, procedure: str, *arguments: object) -> Any:
        """Run a procedure, named «Module.Name», and return its answer."""
        return self._office.call(self._document, procedure, *arguments)

    def press(self, callback: str) -> None:
        """Press a button."""
        self.run("CarteraHost.Press", callback)

    def cell(self, formula: str) -> object:
        """Return what a formula shows in a cell; errors as «Error 2042»."""
        cell = self._area().getCellByPosition(0, 0)
        with self._office.watched():
            cell.Formula = formula
            return cell.Value if cell.Type.value == "VALUE" else _shown(cell)

    def rows(self, formula: str, rows: int, columns: int) -> list[list[object]]:
        """Return what a formula shows in an area of cells."""
        area = self._area().getCellRangeByPosition(0, 0, columns - 1, rows - 1)
        with self._office.watched():
            area.setArrayFormula(formula)
            return [list(row) for row in area.getDataArray()]

    def put(self, row: int, column: int, value: str | float) -> str:
        """Put a value beside the formula, return the cell's address in formulas."""
        cell = self._area().getCellByPosition(column, row)
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
        return str(cell.AbsoluteName).replace(f"${SHEET}.", "").replace("$", "")

    def set_date(self, name: str, day: date) -> None:
        """Put a date in a cell with a name."""
        self.named(name).Value = serial(day)

    def named(self, name: str, row: int = 0) -> Any:
        """Return a cell of the first column of a defined name."""
        area = self._document.NamedRanges.getByName(name).getReferredCells()
        return area.getCellByPosition(0, row)

    def sheet(self, title: str) -> Any:
        """Return a sheet."""
        return self._document.Sheets.getByName(title)

    def active_sheet(self) -> str:
        """Return the title of the sheet in view."""
        return str(self._document.CurrentController.ActiveSheet.Name)

    def recalculate(self, *, everything: bool = False) -> None:
        """Calculate what has to be, or every formula of the workbook."""
        with self._office.watched():
            if everything:
                self._document.calculateAll()
            else:
                self._document.calculate()

    def _area(self) -> Any:
        sheet = self._document.Sheets.getByName(SHEET)
        return sheet.getCellRangeByName(_AREA)


def _shown(cell: Any) -> object:
    if cell.FormulaResultType2 == 1:  # com.sun.star.sheet.FormulaResult.VALUE
        return cell.Value
    return str(cell.String)
