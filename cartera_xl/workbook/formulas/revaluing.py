"""Giving the formulas of a sheet their values, or taking stale ones away.

LibreOffice 7.4 calculates a formula on loading only where it has no value, and ignores
fullCalcOnLoad; Excel calculates on loading only when fullCalcOnLoad says so. A formula
that we cannot value loses its value, and then the workbook says so.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.workbook.formulas.evaluating import Sources, evaluate
from cartera_xl.workbook.formulas.expressions import (
    NotUnderstoodError,
    parse_formula,
    tables_in,
)
from cartera_xl.workbook.parts.addresses import column_number
from cartera_xl.workbook.parts.cells import (
    CELL,
    ExcelError,
    RawCell,
    Value,
    cached_xml,
    without_type,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Mapping


class Verdict(Enum):
    """What to do with a formula's value when there is no new one."""

    KEEP = "keep"  # nothing that it reads is being written
    DROP = "drop"


class Known(NamedTuple):
    """A formula's new value."""

    value: Value | ExcelError


class Revaluer:
    """Knows the value of each formula text; remembers whether one was unknown."""

    def __init__(
        self,
        given: Mapping[str, Value],
        sources: Sources,
        tables: Collection[str],
        on_unknown: Callable[[str], None],
    ) -> None:
        self._given = given
        self._sources = sources
        self._tables = set(tables)
        self._memo: dict[str, Known | Verdict] = {}
        self._on_unknown = on_unknown
        self.dropped = False

    def verdict(self, text: str) -> Known | Verdict:
        """Return a formula's value, or what to do with the one it has."""
        if text not in self._memo:
            self._memo[text] = Verdict.DROP  # the answer for a formula that asks itself
            self._memo[text] = self._judge(text)
        return self._memo[text]

    def _judge(self, text: str) -> Known | Verdict:
        if text in self._given:
            return Known(self._given[text])
        try:
            expression = parse_formula(text)
            tables = tables_in(expression)
            if tables and not tables & self._tables:
                return Verdict.KEEP
            return Known(evaluate(expression, self._sources))
        except NotUnderstoodError:
            return Verdict.DROP

    def row(self, cells: bytes) -> bytes:
        """Return the cells of a row, each formula with its value or without one."""
        return CELL.sub(self._match, cells) if b"<f" in cells else cells

    def _match(self, found: re.Match[bytes]) -> bytes:
        letters, number, rest, inner = found.groups()
        if not inner or b"<f" not in inner:
            return found[0]
        column = column_number(letters.decode())
        return self.cell(RawCell(int(number), column, rest, inner)).xml

    def cell(self, cell: RawCell) -> RawCell:
        """Return a cell; if it holds a formula, with its value or without one."""
        formula = cell.formula
        if formula is None:
            return cell
        verdict: Known | Verdict = Verdict.DROP
        if formula.plain and formula.text:
            verdict = self.verdict(formula.text)
        if verdict is Verdict.KEEP:
            return cell
        if isinstance(verdict, Known):
            kind, inner = cached_xml(formula.element, verdict.value)
        else:
            self.dropped = True
            self._on_unknown(formula.text)
            kind, inner = b"", formula.element
        return cell._replace(rest=without_type(cell.rest) + kind, inner=inner)
