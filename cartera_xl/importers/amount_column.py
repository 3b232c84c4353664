"""A column of amounts, whose convention the whole column decides, never one cell.

«1.190» alone says nothing; «2,50» beside it says that it is one thousand.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from cartera_xl.errors import AmountError
from cartera_xl.importers import notices
from cartera_xl.importers.cells import strings_in
from cartera_xl.importers.numbers import (
    decimal_mark,
    figure,
    is_dash,
    is_unclear,
    to_decimal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from cartera_xl.importers.cells import Cell
    from cartera_xl.importers.numbers import Figure
    from cartera_xl.importers.reading import Finding

COLOMBIAN: Final = ","  # a convention is its decimal mark


class Amounts(NamedTuple):
    """A column of amounts: None where a cell is empty, or where `faults` says why.

    Numbers stay as their cells hold them, texts become exact decimals. `currencies`
    holds those written in the cells themselves, by position.
    """

    values: list[Decimal | float | None]
    currencies: Mapping[int, str]
    faults: Mapping[int, Finding]
    notices: tuple[Finding, ...]


def marks_in(cells: Sequence[Cell]) -> set[str]:
    """Return the decimal marks that the texts of a column prove."""
    marks = set()
    for text in set(strings_in(cells)):
        shape = figure(text)
        if shape is not None:
            marks.add(decimal_mark(shape.body))
    return marks - {""}


def read_amounts(
    heading: str,
    cells: Sequence[Cell],
    rows: Sequence[int],
    elsewhere: set[str],
) -> Amounts:
    """Read a column; `elsewhere` holds the marks that other columns prove."""
    if _are_numbers(cells):
        values = [None if cell == "" else cell for cell in cells]
        return Amounts(cast("list[Decimal | float | None]", values), {}, {}, ())
    return _Column(heading, cells, rows, elsewhere).read()


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Tell whether a column holds finite numbers and empty cells, and nothing else."""
    kinds = set(map(type, cells))
    if not kinds <= {float, int, str, type(None)} or any(strings_in(cells)):
        return False
    return float not in kinds or isfinite(
        sum(cell for cell in cells if isinstance(cell, float))
    )


class _Column:
    """One column while it is read: its convention, and what was found."""

    def __init__(
        self,
        heading: str,
        cells: Sequence[Cell],
        rows: Sequence[int],
        elsewhere: set[str],
    ) -> None:
        self.heading, self.cells, self.rows = heading, cells, rows
        self.marks = marks_in(cells)
        proof = self.marks or elsewhere
        self.mark = min(proof) if len(proof) == 1 else COLOMBIAN
        self.is_proven = len(proof) == 1
        self.assumed: str = ""
        self.currencies: dict[int, str] = {}
        self.faults: dict[int, Finding] = {}
        self.known: dict[str, Decimal] = {}

    def read(self) -> Amounts:
        """Read every cell."""
        values = [self._value(i, cell) for i, cell in enumerate(self.cells)]
        return Amounts(values, self.currencies, self.faults, tuple(self._notices()))

    def _notices(self) -> Iterable[Finding]:
        if self.assumed:
            yield notices.NUMBERS_ASSUMED.at(
                0, heading=self.heading, example=self.assumed
            )
        if len(self.marks) > 1:
            yield notices.NUMBERS_MIXED.at(0, heading=self.heading)

    def _value(self, index: int, cell: Cell) -> Decimal | float | None:
        if isinstance(cell, float):
            return cell if isfinite(cell) else self._fault(index, str(cell))
        if isinstance(cell, str):
            return self._of_text(index, cell) if cell.strip() else None
        if isinstance(cell, int) and not isinstance(cell, bool):
            return cell
        return None if cell is None else self._fault(index, str(cell))

    def _of_text(self, index: int, text: str) -> Decimal | float | None:
        if (known := self.known.get(text)) is not None:
            return known
        shape = figure(text)
        if shape is None:
            return 0 if is_dash(text) else self._fault(index, text.strip())
        if shape.currency:
            self.currencies[index] = shape.currency
        mark = decimal_mark(shape.body)
        if is_unclear(shape.body) and not self._settles(index, text):
            return None
        return self._decimal(index, text, shape, mark or self.mark)

    def _settles(self, index: int, text: str) -> bool:
        """Tell whether the column decides an unclear text; note it where not."""
        if self.is_proven:
            return True
        if len(self.marks) > 1:
            self.faults[index] = notices.NUMBER_UNCLEAR.at(
                self.rows[index], text=text, heading=self.heading
            )
            return False
        self.assumed = self.assumed or text.strip()
        return True

    def _decimal(
        self, index: int, text: str, shape: Figure, mark: str
    ) -> Decimal | None:
        try:
            value = to_decimal(shape, mark)
        except AmountError:
            return self._fault(index, text.strip())
        if not shape.currency:
            self.known[text] = value
        return value

    def _fault(self, index: int, text: str) -> Decimal | None:
        reason = AmountError(text, "no es un número")
        self.faults[index] = notices.AMOUNT_BAD.at(
            self.rows[index], reason=str(reason).rstrip("."), heading=self.heading
        )
        return None
