"""What a rectangle of cells holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.cells import Cells
from cartera_xl.hosts.calc.formula_cells import read_formulas, write_formulas
from cartera_xl.hosts.calc.formulas import to_calc
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.reading import read_cells
from cartera_xl.hosts.calc.writing import write_cells

if TYPE_CHECKING:
    from collections.abc import Sequence


# com.sun.star.sheet.CellFlags: values, dates, texts and formulas
_FORMULAS: Final = 16
_CONTENTS: Final = 1 | 2 | 4 | _FORMULAS


@guarded()
class Contents(Cells):
    """Values and formulas of cells."""

    @property
    def raw_value(self) -> Any:
        """Return rows of values, or the value of a single cell."""
        names_errors = bool(self.options.get("err_to_str"))
        rows = read_cells(self.sheet.book, self.api, names_errors=names_errors)
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        rows = _rows(value, self.shape)
        write_cells(self.sheet, self.unlocked(), rows)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        """Return what a person would type into each cell, in Excel's grammar."""
        rows = read_formulas(self.api)
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        write_formulas(self.sheet, self.unlocked(), value)

    def holds_formulas(self) -> bool:
        """Tell whether any cell holds a formula; xlwings has no word for it."""
        return bool(self.api.queryContentCells(_FORMULAS).RangeAddresses)

    @property
    def formula2(self) -> Any:
        """Return what `formula` returns."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:
        self.formula = value

    @property
    def formula_array(self) -> str:
        """Return the array formula of the first cell without its braces."""
        return read_formulas(self(1).api)[0][0].strip("{}")

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.unlocked().ArrayFormula = to_calc(value)

    @property
    def has_array(self) -> bool:
        """Tell whether the first cell belongs to an array formula."""
        return bool(self(1).api.ArrayFormula)

    def clear_contents(self) -> None:
        """Empty the cells; their formats stay."""
        self.unlocked().clearContents(_CONTENTS)


def _rows(value: Any, shape: tuple[int, int]) -> Sequence[Sequence[object]]:
    """Return what is assigned as rows: a scalar fills, a list is one row."""
    if not isinstance(value, (list, tuple)):
        return [[value] * shape[1]] * shape[0]
    if value and not isinstance(value[0], (list, tuple)):
        return [value]
    return value
