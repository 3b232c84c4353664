"""One cell: what its XML says, and the XML that a value becomes."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.workbook.parts.addresses import cell_address, column_number
from cartera_xl.workbook.parts.strings import decoded, escaped, text_element, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Value: TypeAlias = "str | int | float | Decimal | bool | date | datetime | None"


def cell_pattern(letters: bytes) -> re.Pattern[bytes]:
    """Return a pattern of the cells in some columns: letters, row, attributes, content.

    Up to a tag's end and up to a cell's, never stepping back: lazy dots take longer.
    """
    return re.compile(
        rb'<c r="(%b)(\d++)"((?:[^>/]++|/(?!>))*+)'
        rb"(?:/>|>((?:[^<]++|<(?!/c>))*+)</c>)" % letters
    )


CELL: Final = cell_pattern(b"[A-Z]{1,3}")
_STYLE: Final = re.compile(rb'\ss="(\d+)"')
_KIND: Final = re.compile(rb'\st="(\w+)"')
_FORMULA: Final = re.compile(rb"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_V: Final = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_FILLED: Final = re.compile(rb"<(?:v\b[^>]*>[^<]|f\b|is\b)")

# Day 0 of the 1900 system. Excel believes in 29 February 1900, so the days before
# March 1900 are off by one; no document of ours is that old.
_EPOCH: Final = date(1899, 12, 30).toordinal()
_DAY_SECONDS: Final = 86_400
_LARGEST_WHOLE: Final = 1e15  # up to here a whole float is written as an integer


class RawCell(NamedTuple):
    """A cell as a sheet's XML holds it; `rest` are its attributes after the address."""

    row: int
    column: int
    rest: bytes
    inner: bytes | None

    @property
    def style(self) -> int:
        """Return the number of its style."""
        found = _STYLE.search(self.rest)
        return int(found[1]) if found else 0

    @property
    def kind(self) -> bytes:
        """Return its type as written (`s`, `str`, `inlineStr` …); empty for numbers."""
        found = _KIND.search(self.rest)
        return found[1] if found else b""

    @property
    def filled(self) -> bool:
        """Tell whether it holds a value or a formula; openpyxl writes `<v></v>`."""
        return bool(self.inner) and _FILLED.search(self.inner or b"") is not None

    @property
    def formula(self) -> Formula | None:
        """Return its formula."""
        found = _FORMULA.search(self.inner or b"")
        if not found:
            return None
        text = decoded_formula(found[2]) if found[2] else ""
        return Formula(text, found[1], found[0])

    @property
    def xml(self) -> bytes:
        """Return its XML."""
        address = cell_address(self.row, self.column).encode()
        if self.inner is None:
            return b'<c r="%s"%s/>' % (address, self.rest)
        return b'<c r="%s"%s>%s</c>' % (address, self.rest, self.inner)


class Formula(NamedTuple):
    """A formula's text without `=`; empty for the followers of a shared formula."""

    text: str
    attributes: bytes
    element: bytes

    @property
    def plain(self) -> bool:
        """Tell that it is neither shared, nor an array, nor a data table."""
        return _KIND.search(self.attributes) is None or b't="normal"' in self.attributes


def cells_of(row: bytes) -> Iterator[RawCell]:
    """Yield the cells of a row's XML."""
    for letters, number, rest, inner in CELL.findall(row):
        yield RawCell(int(number), column_number(letters.decode()), rest, inner or None)


def decoded_formula(xml: bytes) -> str:
    """Return a formula's text; unlike strings, formulas have no `_xHHHH_`."""
    return unescape(xml.decode())


def value_of(cell: RawCell, shared: Callable[[int], str]) -> Value:
    """Return what a cell shows: text, a number, or None; `shared` looks texts up.

    Dates are numbers here: only a column or a style knows that they are dates.
    """
    if not cell.inner:
        return None
    kind = cell.kind
    if kind == b"inlineStr":
        return text_of(cell.inner)
    found = _V.search(cell.inner)
    if not found:
        return None
    raw = found[1]
    if kind == b"s":
        return shared(int(raw))
    if kind in (b"str", b"e"):
        return decoded(raw)
    if kind == b"b":
        return raw == b"1"
    if kind == b"d":
        return serial(datetime.fromisoformat(raw.decode()))
    return number_of(raw)


def error_of(cell: RawCell) -> str | None:
    """Return the error that a cell shows, such as #N/A; None where it shows none."""
    found = _V.search(cell.inner or b"")
    return decoded(found[1]) if found and cell.kind == b"e" else None


def number_of(raw: bytes) -> int | float:
    """Return a stored number, whole where it is whole."""
    try:
        return int(raw)
    except ValueError:
        number = float(raw)
    return (
        int(number) if number.is_integer() and abs(number) < _LARGEST_WHOLE else number
    )


def serial(day: date) -> int | float:
    """Return the number that stands for a date, or a date and a time."""
    whole = day.toordinal() - _EPOCH
    if not isinstance(day, datetime):
        return whole
    seconds = day.hour * 3600 + day.minute * 60 + day.second
    return whole + seconds / _DAY_SECONDS if seconds else whole


def day_of(number: float) -> date | None:
    """Return the date of a serial number; None where no date has that number."""
    return moment.date() if (moment := moment_of(number)) else None


def moment_of(number: float) -> datetime | None:
    """Return the date and time of a serial number; None where there is none."""
    days = math.floor(number)
    if not 0 < days < 2_958_466:  # 31 December 9999
        return None
    seconds = round((number - days) * _DAY_SECONDS)
    midnight = datetime.combine(date.fromordinal(days + _EPOCH), time())
    return midnight + timedelta(seconds=seconds)


def time_of(fraction: float) -> datetime:
    """Return a time of day, on the day 0 that programs give it."""
    midnight = datetime.combine(date.fromordinal(_EPOCH), time())
    return midnight + timedelta(seconds=round(fraction * _DAY_SECONDS))


def date_text(number: float) -> str:
    """Return how a serial number reads as a date; the number where it is none."""
    if 0 < number < 1:
        return f"{time_of(number):%H:%M}"
    day = day_of(number)
    return f"{day:%d/%m/%Y}" if day else number_text(number)


def percent_text(share: float) -> str:
    """Return how a share reads as a percentage: 0.025 is «2,5 %»."""
    return f"{number_text(Decimal(repr(share)) * 100)} %".replace(".", ",")


def number_text(number: float | Decimal) -> str:
    """Return the shortest text that is exactly this number.

    Raises:
        ValueError: it is not finite.
    """
    if not math.isfinite(number):
        raise ValueError(number)
    if -_LARGEST_WHOLE < number < _LARGEST_WHOLE and number == int(number):
        return str(int(number))
    return f"{number.normalize():f}" if isinstance(number, Decimal) else repr(number)


def value_xml(value: Value) -> str:
    """Return what follows a cell's address and style: type, content, end."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        element = text_element(value)
        return f' t="inlineStr"><is>{element}</is></c>' if element else "/>"
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    number = serial(value) if isinstance(value, date) else value
    return f"><v>{number_text(number)}</v></c>"


def cached_xml(formula: bytes, value: Value | ExcelError) -> tuple[bytes, bytes]:
    """Return the type attribute and the content of a formula cell with its value."""
    if value is None:
        return b"", formula
    if isinstance(value, ExcelError):
        return b' t="e"', b"%s<v>%s</v>" % (formula, value.code.encode())
    if isinstance(value, str):
        return b' t="str"', b"%s<v>%s</v>" % (formula, escaped(value).encode())
    if isinstance(value, bool):
        return b' t="b"', b"%s<v>%d</v>" % (formula, value)
    number = serial(value) if isinstance(value, date) else value
    return b"", b"%s<v>%s</v>" % (formula, number_text(number).encode())


class ExcelError(NamedTuple):
    """An error as a cell shows it, such as #N/A."""

    code: str


def without_type(rest: bytes) -> bytes:
    """Return a cell's attributes without its type."""
    return _KIND.sub(b"", rest)


def restyled(rest: bytes, style: int) -> bytes:
    """Return a cell's attributes with another style."""
    return style_attribute(style).encode() + _STYLE.sub(b"", rest)


def unstyled(rest: bytes) -> bytes:
    """Return a cell's attributes without its style."""
    return _STYLE.sub(b"", rest)


def style_attribute(style: int) -> str:
    """Return the attribute that gives a cell its style."""
    return f' s="{style}"' if style else ""
