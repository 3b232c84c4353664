"""A cell of a program's sheet and the same cell as a file would hold it.

What follows its document does so by the rules of the closed workbook, to the letter:
a typed cell is put into a file's words, carried, and taken out of them again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.entries import ErrorCell, FormulaCell, PercentCell
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.bodies.old_sheet import key_part
from cartera_xl.workbook.parts.cells import (
    ExcelError,
    RawCell,
    cached_xml,
    error_of,
    value_of,
)
from cartera_xl.workbook.parts.strings import cleaned, escaped, text_element

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.entries import Typed
    from cartera_xl.workbook.bodies.carried import Carried

# What a cell's style shows, whatever column it stands in; a date has a type besides.
SHOWS: Final = {1: Format.DATE, 2: Format.PERCENT}
_PERCENT: Final = b' s="2"'
_DATE: Final = b' s="1" t="d"'
_TEXT: Final = b' t="inlineStr"'
ERRORS: Final = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!")
)
# A program takes what starts so for a formula, or for a mark that it hides.
_SPOKEN_FOR: Final = frozenset("=+-@'")
_SURELY_FITS: Final = 1000  # letters, however long each is


def no_shared(_: int) -> str:
    """Refuse to look up a shared text: a program's cells have none.

    Raises:
        AssertionError: always.
    """
    raise AssertionError


def as_percent(cell: RawCell) -> RawCell:
    """Return the cell of a number that the program shows as a percentage."""
    return cell._replace(rest=_PERCENT)


def raw_cell(row: int, column: int, value: object, formula: str = "") -> RawCell:
    """Return a cell in a file's words; `formula` goes without its `=`."""
    element = b"<f>%s</f>" % escaped(formula).encode() if formula else b""
    if isinstance(value, datetime):
        inner = element + b"<v>%s</v>" % value.replace(tzinfo=None).isoformat().encode()
        return RawCell(row, column, _DATE, inner)
    if isinstance(value, str) and value in ERRORS:
        return RawCell(row, column, *cached_xml(element, ExcelError(value)))
    if isinstance(value, str) and not formula:
        inner = text_element(value).encode()
        return RawCell(row, column, _TEXT, b"<is>%s</is>" % inner if inner else None)
    return RawCell(row, column, *cached_xml(element, value))  # type: ignore[arg-type]


def carried_value(cell: Carried) -> Typed:
    """Return what a carried cell holds, out of a file's words."""
    raw = RawCell(0, 0, *cell)
    if formula := raw.formula:
        return FormulaCell(formula.text, None)
    if code := error_of(raw):
        return ErrorCell(code)
    value = value_of(raw, no_shared)
    if raw.kind == b"d":
        return datetime.fromisoformat((raw.inner or b"")[3:-4].decode())
    if SHOWS.get(raw.style) is Format.PERCENT and isinstance(value, (int, float)):
        return PercentCell(value)
    return value  # type: ignore[return-value]  # no Decimal comes from these words


def entered(value: Typed, *, in_text: bool) -> object:
    """Return a value so that the program takes it for what it is.

    Excel reads a text as if it were typed: «00123» would become a number, «=1+1» a
    formula. An apostrophe before it says that it is text, and does not show. Where a
    column is `in_text`, its format says so for most texts.

    Raises:
        TextTooLongError: no cell can hold the text.
    """
    match value:
        case FormulaCell(text):
            return f"={text}"
        case ErrorCell(code):
            return code
        case PercentCell(share):
            return share
        case str():
            return _entered_text(value, in_text=in_text)
        case date() if not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001
        case _:
            return value


def entered_column(values: Sequence[Any], *, in_text: bool) -> list[object]:
    """Return many values so; most columns need no look at each.

    Raises:
        TextTooLongError: no cell can hold a text.
    """
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {int, float}:
        return list(values)
    if kinds == {date}:
        days = {day: entered(day, in_text=in_text) for day in set(values)}
        return [days[day] for day in values]
    if kinds == {str} and in_text and _are_plain(values):
        return [text or None for text in values]
    return [entered(value, in_text=in_text) for value in values]


def _are_plain(values: Sequence[object]) -> bool:
    """Tell that no text of some needs anything done to it."""
    texts = [text for text in values if isinstance(text, str) and text]
    together = "".join(texts)
    return (
        max(map(len, texts), default=0) <= _SURELY_FITS
        and _SPOKEN_FOR.isdisjoint({text[0] for text in texts})
        and cleaned(together) == together
        and "\r" not in together
    )


def _entered_text(value: str, *, in_text: bool) -> str | None:
    text_element(value)  # refuses one that is too long
    text = cleaned(value).replace("\r\n", "\n")
    if not text:
        return None
    if in_text and text[0] not in _SPOKEN_FOR:
        return text
    return f"'{text}"


def text_of(value: object) -> str:
    """Return what a cell shows, as texts are compared."""
    if isinstance(value, str):
        return key_part(value)
    return key_part(value_of(raw_cell(0, 0, value), no_shared))


def texts_of(values: Sequence[Any], text: Callable[[Any], str] = text_of) -> list[str]:
    """Return values as texts; many are the same."""
    texts = {value: text(value) for value in set(values)}
    return [texts[value] for value in values]


def read(value: object) -> Cell:
    """Return a cell's value as hosts give it: whole numbers whole, days as dates."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        midnight = not (value.hour or value.minute or value.second)
        return value.date() if midnight else value.replace(microsecond=0)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value or None if isinstance(value, str) else value  # type: ignore[return-value]
