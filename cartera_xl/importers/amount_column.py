"""A column of amounts, whose convention the whole column decides, never one cell.

«1.190» alone says nothing; «2,50» beside it says that it is one thousand.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, cast

from cartera_xl import texts
from cartera_xl.errors import AmountError
from cartera_xl.importers import notices
from cartera_xl.importers.cells import strings_in
from cartera_xl.importers.convention import EXAMPLES, MARK_NAMES, THOUSANDS
from cartera_xl.importers.decimal_choice import choose, disputes
from cartera_xl.importers.numbers import (
    certain_mark,
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
    from cartera_xl.importers.decimal_choice import Evidence
    from cartera_xl.importers.numbers import Figure
    from cartera_xl.importers.reading import Finding


class Amounts(NamedTuple):
    """A column of amounts: None where a cell is empty, or where `faults` says why.

    Numbers stay as their cells hold them, texts become exact decimals. `currencies`
    holds those written in the cells themselves, by position.
    """

    values: list[Decimal | float | None]
    currencies: Mapping[int, str]
    faults: Mapping[int, Finding]
    notices: tuple[Finding, ...]


class Proofs(NamedTuple):
    """What the texts of a column prove: decimal marks, and what they leave open."""

    marks: set[str]
    unclear: set[str]  # bodies that read as two different amounts

    @property
    def disputed(self) -> set[str]:
        """Return the bodies that speak against the one mark that there is."""
        if len(self.marks) != 1:
            return set()
        [mark] = self.marks
        return {body for body in self.unclear if disputes(mark, body)}

    @property
    def asks(self) -> bool:
        """Tell whether something else has to decide."""
        return bool(self.disputed or (len(self.marks) != 1 and self.unclear))


def proofs_in(cells: Sequence[Cell]) -> Proofs:
    """Return what the texts of a column prove of their convention."""
    marks, unclear = set(), set()
    for text in set(strings_in(cells)):
        shape = figure(text)
        if shape is None:
            continue
        if mark := decimal_mark(shape.body):
            marks.add(mark)
        elif is_unclear(shape.body):
            unclear.add(shape.body)
    return Proofs(marks, unclear)


def codes_in(cells: Sequence[Cell]) -> set[str]:
    """Return the currencies that are written in the texts of a column."""
    shapes = map(figure, set(strings_in(cells)))
    return {shape.currency for shape in shapes if shape is not None} - {""}


def marks_beside(columns: Iterable[Sequence[Cell]]) -> set[str]:
    """Return the decimal marks that columns prove of which the meaning is not known."""
    marks = set()
    for cells in columns:
        written = {text for text in strings_in(cells) if text.strip()}
        if all(figure(text) is not None for text in written):
            shapes = map(figure, written)
            marks |= {certain_mark(s.body) for s in shapes if s is not None}
    return marks - {""}


def read_amounts(
    heading: str, cells: Sequence[Cell], rows: Sequence[int], evidence: Evidence
) -> Amounts:
    """Read a column, by its own amounts first and then by what is known beside it."""
    if _are_numbers(cells):
        values = [None if cell == "" else cell for cell in cells]
        return Amounts(cast("list[Decimal | float | None]", values), {}, {}, ())
    return _Column(heading, cells, rows, evidence).read()


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
        evidence: Evidence,
    ) -> None:
        self.heading, self.cells, self.rows = heading, cells, rows
        self.stated = evidence.stated
        proofs = proofs_in(cells)
        self.marks, self.torn = proofs.marks, bool(proofs.disputed)
        unclear = proofs.unclear if proofs.asks else set()
        self.choice = choose(self.marks, unclear, evidence)
        self.example: str = ""
        self.currencies: dict[int, str] = {}
        self.faults: dict[int, Finding] = {}
        self.known: dict[str, Decimal] = {}

    def read(self) -> Amounts:
        """Read every cell."""
        values = [self._value(i, cell) for i, cell in enumerate(self.cells)]
        return Amounts(values, self.currencies, self.faults, tuple(self._notices()))

    def _notices(self) -> Iterable[Finding]:
        if self.example:
            yield self._about_choice()
        if len(self.marks) > 1 and not self.stated:
            yield notices.NUMBERS_MIXED.at(0, heading=self.heading)

    def _about_choice(self) -> Finding:
        """Say how the column was read, or that nothing tells how to read it."""
        shape = figure(self.example)
        assert shape is not None
        readings = {
            mark: f"{texts.amount(to_decimal(shape, mark))}" for mark in THOUSANDS
        }
        mark = self.choice.mark
        if mark:
            return notices.NUMBERS_ASSUMED.at(
                0,
                heading=self.heading,
                example=self.example,
                reading=readings[mark],
                why=self.choice.why,
                other=EXAMPLES[THOUSANDS[mark]],
            )
        separator = "," if "," in shape.body else "."
        if self.torn:
            return notices.NUMBERS_TORN.at(
                0,
                heading=self.heading,
                proof=self._proof(separator),
                example=self.example,
                separator=MARK_NAMES[separator],
                thousands=readings[THOUSANDS[separator]],
                decimals=readings[separator],
                stated=EXAMPLES[separator],
            )
        return notices.NUMBERS_OPEN.at(
            0,
            heading=self.heading,
            example=self.example,
            separator=MARK_NAMES[separator],
            thousands=readings[THOUSANDS[separator]],
            decimals=readings[separator],
        )

    def _proof(self, mark: str) -> str:
        """Return the first text of the column that proves its mark."""
        for text in strings_in(self.cells):
            shape = figure(text)
            if shape is not None and decimal_mark(shape.body) == mark:
                return text.strip()
        return ""

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
        if mark and self.stated and mark != self.stated:
            return self._contradicted(index, text)
        if mark or not is_unclear(shape.body):
            return self._decimal(index, text, shape, mark or ",")
        if len(self.marks) > 1 and not self.choice.certain:
            self.faults[index] = notices.NUMBER_UNCLEAR.at(
                self.rows[index], text=text, heading=self.heading
            )
            return None
        if self.torn and not disputes(next(iter(self.marks)), shape.body):
            return self._decimal(index, text, shape, next(iter(self.marks)))
        if not self.choice.certain:
            self.example = self.example or text.strip()
        return self._decimal(index, text, shape, self.choice.mark or _thousands(shape))

    def _contradicted(self, index: int, text: str) -> Decimal | None:
        self.faults[index] = notices.NUMBER_CONTRADICTS.at(
            self.rows[index],
            text=text.strip(),
            heading=self.heading,
            stated=EXAMPLES[self.stated],
        )
        return None

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
        reason = AmountError(texts.clipped(text), "no es un número")
        self.faults[index] = notices.AMOUNT_BAD.at(
            self.rows[index], reason=str(reason).rstrip("."), heading=self.heading
        )
        return None


def _thousands(shape: Figure) -> str:
    """Return the mark under which an unclear amount is whole: what a preview shows."""
    return "." if "," in shape.body else ","
