"""The value of a formula, from what a refresh writes.

Excel does not recalculate cells whose inputs changed in the file (openxlsx2 #427,
OpenXLSX #212), so every formula either gets its value here or loses the one it has.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol, cast

from cartera_xl.tabs import formulas, names
from cartera_xl.workbook.formulas.expressions import (
    Call,
    Equal,
    Expression,
    Literal,
    Name,
    NotUnderstoodError,
    TableColumn,
)
from cartera_xl.workbook.parts.cells import ExcelError, Value, serial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

NOT_AVAILABLE: Final = ExcelError("#N/A")
_SCALE: Final = 1000
_LARGEST: Final = 1e12  # scaled, still a whole number that a float holds exactly
SUM: Final = 109  # of visible rows, as SUBTOTAL numbers its functions
_INDICATORS: Final = {function: key for key, function in formulas.INDICATORS.items()}


class Sources(Protocol):
    """Where the values of names and columns are."""

    def named(self, name: str) -> Value | ExcelError:
        """Return the value of the one cell that a name points at."""
        ...

    def cell(self, block: str, row: int, column: int) -> Value | ExcelError:
        """Return a cell of a named block, counted from 1."""
        ...

    def aggregate(self, code: int, table: str, title: str) -> Value:
        """Return what SUBTOTAL makes of a table's column."""
        ...


def evaluate(expression: Expression, sources: Sources) -> Value | ExcelError:
    """Return what a formula shows; a blank cell shows as 0.

    Raises:
        NotUnderstoodError: it cannot be told.
    """
    value = _value(expression, sources)
    return 0 if value is None else value


def _value(expression: Expression, sources: Sources) -> Value | ExcelError:
    match expression:
        case Literal(value):
            return value
        case Name(name):
            return sources.named(name)
        case Equal(left, right):
            return _equal(_value(left, sources), _value(right, sources))
        case Call(function, arguments):
            return _call(function, arguments, sources)
        case _:
            raise NotUnderstoodError(expression)


def _equal(left: Value | ExcelError, right: Value | ExcelError) -> bool | ExcelError:
    for value in (left, right):
        if isinstance(value, ExcelError):
            return value
    one, other = _comparable(left, right), _comparable(right, left)
    return type(one) is type(other) and one == other


def _comparable(
    value: Value | ExcelError, other: Value | ExcelError
) -> str | Decimal | bool:
    """Return a value as Excel compares it: no case, dates are numbers, blank fits."""
    if value is None:
        return "" if isinstance(other, str) else Decimal(0)
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, bool):
        return value
    return _decimal(value)


def _call(
    function: str, arguments: tuple[Expression, ...], sources: Sources
) -> Value | ExcelError:
    match function, arguments:
        case "NA", ():
            return NOT_AVAILABLE
        case "IF", (condition, yes, no):
            return _if(_value(condition, sources), yes, no, sources)
        case "IFERROR", (tried, otherwise):
            return _if_error(tried, otherwise, sources)
        case "HYPERLINK", (_, text):
            return _value(text, sources)
        case "INDEX", (Name(block), Literal(Decimal() as row), Literal(Decimal() as c)):
            return sources.cell(block, int(row), int(c))
        case "SUM", (TableColumn(table, title),):
            return sources.aggregate(SUM, table, title)
        case "SUBTOTAL", (Literal(Decimal() as code), TableColumn(table, title)):
            return sources.aggregate(int(code), table, title)
        case _, (Literal(None), Name(names.CORTE)) if function in _INDICATORS:
            return _indicator(_INDICATORS[function], sources)
        case _:
            raise NotUnderstoodError(function)


def _if(
    condition: Value | ExcelError,
    yes: Expression,
    no: Expression,
    sources: Sources,
) -> Value | ExcelError:
    if isinstance(condition, ExcelError):
        return condition
    if not isinstance(condition, bool):
        raise NotUnderstoodError(condition)
    return _value(yes if condition else no, sources)


def _if_error(
    tried: Expression, otherwise: Expression, sources: Sources
) -> Value | ExcelError:
    value = _value(tried, sources)
    return _value(otherwise, sources) if isinstance(value, ExcelError) else value


def _indicator(key: str, sources: Sources) -> Value | ExcelError:
    """Return what our own function says of all customers at Corte.

    In a closed file nobody asks the ledger: it is the figure of the refresh, as long as
    that was made for this Corte. Of one customer, or another day, nothing is known.
    """
    last = sources.named(names.LAST_CORTE)
    same = _equal(sources.named(names.CORTE), last)
    return sources.named(names.last(key)) if same is True else NOT_AVAILABLE


def subtotal(code: int, values: Sequence[Value]) -> Value:
    """Return what SUBTOTAL gives for a column's values.

    Raises:
        NotUnderstoodError: a function that no formula of ours uses.
    """
    if code not in _SUBTOTALS:
        raise NotUnderstoodError(code)
    return _SUBTOTALS[code](values)


def _count(values: Sequence[Value]) -> int:
    return sum(value is not None and value != "" for value in values)


def _sum(values: Sequence[Value]) -> Decimal:
    """Add exactly: whole numbers as integers, the others as decimals.

    A float stands for its shortest decimal, as a cell shows it: 0.1 + 0.2 is 0.3.
    """
    filled = [value for value in values if value is not None and value != ""]
    if set(map(type, filled)) <= {int, float}:
        amounts = cast("list[float]", filled)
        if max(map(abs, amounts), default=0) < _LARGEST:
            # An amount has at most three decimals: scaled to whole numbers they add
            # exactly, ten times as fast as decimals do.
            scaled = [round(amount * _SCALE) for amount in amounts]
            if [whole / _SCALE for whole in scaled] == amounts:
                return Decimal(sum(scaled)) / _SCALE
    return sum(_numbers(filled), Decimal(0))


def _numbers(values: Iterable[Value]) -> list[Decimal]:
    """Return the values that are numbers; SUBTOTAL passes over text and booleans."""
    return [
        _decimal(value)
        for value in values
        if isinstance(value, (int, float, Decimal, date)) and type(value) is not bool
    ]


def _decimal(value: Value | ExcelError) -> Decimal:
    if isinstance(value, date):
        value = serial(value)
    return value if isinstance(value, Decimal) else Decimal(repr(value))


# The hundreds leave out rows hidden by hand; a refresh shows every row, so both agree.
_SUBTOTALS: Final[Mapping[int, Callable[[Sequence[Value]], Value]]] = {
    3: _count,
    103: _count,
    4: lambda values: max(_numbers(set(values)), default=Decimal(0)),
    104: lambda values: max(_numbers(set(values)), default=Decimal(0)),
    5: lambda values: min(_numbers(set(values)), default=Decimal(0)),
    105: lambda values: min(_numbers(set(values)), default=Decimal(0)),
    9: _sum,
    109: _sum,
}
