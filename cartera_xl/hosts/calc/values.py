"""Values as Calc takes them in a block, and as xlwings gives and wants them.

`setDataArray` takes floats and strings and nothing else: a None ends soffice 7.4, a
bool and an int beyond 32 bits are refused. Nothing else may come out of here.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.faults import NotACellValueError
from cartera_xl.hosts.calc.serials import EPOCH, serial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Cell = float | str

_DAY: Final = timedelta(days=1)
_SIGNS: Final = ("=", "'")  # first letters that say what a text is
_HALF: Final = re.compile("[\ud800-\udfff]")  # of a character: see `_refuse_halves`


@dataclass(slots=True)
class Block:
    """Cells ready to be written, by column, and where some of them ask for more.

    `dates`, `moments`, `bools`: the rows, from 0, of such values in a column, so that
    the cells can be formatted. `signs`: those of texts that begin with "=". `lines`:
    some text has several lines.
    """

    columns: list[list[Cell]] = field(default_factory=list)
    dates: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    moments: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    bools: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    signs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    lines: bool = False

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells row by row."""
        return tuple(zip(*self.columns, strict=True))

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0])


def encode(rows: Iterable[Sequence[object]], epoch: datetime = EPOCH) -> Block:
    """Return rows of one width as a block.

    Raises:
        NotACellValueError: an infinite number, or something that is no value.
    """
    block = Block()
    for number, values in enumerate(zip(*rows, strict=True)):
        block.columns.append(_column(block, number, values, epoch))
    return block


def _column(
    block: Block, number: int, values: Sequence[Any], epoch: datetime
) -> list[Cell]:
    """Return a column; one of a single kind needs no look at each of its cells."""
    filled = [value for value in values if value is not None]
    kinds = set(map(type, filled))
    if kinds == {str} and _are_plain(filled):
        block.lines |= any("\n" in text for text in filled)
        return [value or "" for value in values]
    if kinds <= {int, float} and all(map(math.isfinite, filled)):
        return ["" if value is None else float(value) for value in values]
    if kinds == {datetime}:
        days = {moment: serial(moment, epoch) for moment in set(filled)}
        if all(day.is_integer() for day in days.values()):
            block.dates[number] = [n for n, v in enumerate(values) if v is not None]
            return ["" if value is None else days[value] for value in values]
    return [_cell(block, n, number, value, epoch) for n, value in enumerate(values)]


def _are_plain(texts: Sequence[str]) -> bool:
    """Tell that texts are written as they are."""
    firsts = {text[:1] for text in texts}
    return firsts.isdisjoint(_SIGNS) and not _HALF.search("".join(texts))


def _cell(block: Block, row: int, column: int, value: object, epoch: datetime) -> Cell:
    plain = element(value)
    if isinstance(plain, str):
        _refuse_halves(plain)
        block.lines |= "\n" in plain
        if plain.startswith("=") and len(plain) > 1:
            block.signs[column].append(row)
        return plain.removeprefix("'")  # what Excel takes for «this is text»
    if isinstance(plain, bool):
        block.bools[column].append(row)
    elif isinstance(plain, date):
        days = serial(plain, epoch)
        (block.dates if days.is_integer() else block.moments)[column].append(row)
        return days
    return float(plain)


def _refuse_halves(text: str) -> None:
    """Refuse half a character, on which the bridge fails after writing the block."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotACellValueError(text) from None


def element(value: object) -> str | float | bool | date | datetime:
    """Return a value as one that a cell can hold; what is missing is an empty text.

    Raises:
        NotACellValueError: an infinite number, or something that is no value.
    """
    if value is None:
        return ""
    kind = type(value)
    if kind in _SAME:
        return value  # type: ignore[return-value]
    convert = _KINDS.get(kind)
    return _unusual(value) if convert is None else convert(value)


def _unusual(value: Any) -> str | float | bool | date | datetime:
    """Return subclasses and what numpy and pandas have; neither is imported here."""
    name = type(value).__name__
    if name in ("NaTType", "NAType"):
        return ""
    if name == "datetime64":
        return element(value.astype("datetime64[us]").item())
    if hasattr(value, "to_pydatetime"):
        return element(value.to_pydatetime(warn=False))
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return element(value.item())
    for kind, convert in _KINDS.items():
        if isinstance(value, kind):
            return convert(value)
    raise NotACellValueError(value)


def _number(value: Any) -> str | float:
    number = float(value)
    if math.isinf(number):
        raise NotACellValueError(value)
    return "" if math.isnan(number) else number


def _time(value: time) -> float:
    return (datetime.combine(EPOCH, value.replace(tzinfo=None)) - EPOCH) / _DAY


def _same(value: Any) -> Any:
    return value


_SAME: Final = frozenset((str, bool, datetime, date))
_KINDS: Final[dict[type, Callable[[Any], str | float | bool | date | datetime]]] = {
    str: str,
    bool: bool,
    float: _number,
    int: _number,
    Decimal: _number,
    datetime: _same,
    date: _same,
    time: _time,
    timedelta: lambda value: value / _DAY,
}
