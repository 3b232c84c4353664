"""Number formats by their English codes, whatever the workbook's locale."""

from __future__ import annotations

import re
from enum import IntFlag
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.addresses import area_within
from cartera_xl.hosts.calc.bridge import struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.hosts.calc.addresses import Area

GENERAL: Final = "General"
DATE: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm:ss"
BOOLEAN: Final = "BOOLEAN"
TEXT: Final = "@"


# What is not letters of a date: texts, escapes, brackets, and the halves of the day.
_FIXED: Final = re.compile(r'("[^"]*"|\\.|_.|\[[^\]]*\]|AM/PM|A/P)')
_COLOUR: Final = re.compile(
    r"\[(BLACK|BLUE|CYAN|GREEN|MAGENTA|RED|WHITE|YELLOW)\]", re.IGNORECASE
)


class Kind(IntFlag):
    """Of com.sun.star.util.NumberFormat, what this host looks at."""

    DATE = 2
    TIME = 4
    TEXT = 256
    LOGICAL = 1024


def format_key(document: Any, code: str | None) -> int:
    """Return the workbook's number for a code, which is added where it is new.

    As a file's codes are, it is put into the program's own language: an English one
    would show a decimal point wherever it is.
    """
    formats, own = document.NumberFormats, struct("lang.Locale", "", "", "")
    key: int
    if code in (None, GENERAL):
        key = formats.getStandardIndex(own)
    else:
        key = formats.addNewConverted(code, _english(), own)
    return key


def format_code(document: Any, key: int) -> str:
    """Return the English code of a workbook's number, as Excel writes it."""
    formats = document.NumberFormats
    found = formats.getByKey(key)
    if found.Locale.Language != "en":  # none: the program's own
        english = formats.addNewConverted(found.FormatString, found.Locale, _english())
        found = formats.getByKey(english)
    return as_excel(found.FormatString, is_date=found.Type & (Kind.DATE | Kind.TIME))


def common_code(document: Any, cells: Any) -> str | None:
    """Return the code that all cells share, None where they do not."""
    keys = {group.NumberFormat for group in _groups(cells)}
    return format_code(document, keys.pop()) if len(keys) == 1 else None


def as_excel(code: str, *, is_date: int) -> str:
    """Return a code with the small and capital letters that Excel gives it."""
    code = _COLOUR.sub(lambda colour: f"[{colour[1].capitalize()}]", code)
    if not is_date:
        return code
    parts = _FIXED.split(code)
    return "".join(p if i % 2 else p.lower() for i, p in enumerate(parts))


def general_areas(document: Any, cells: Any) -> Iterator[Area]:
    """Yield the areas among cells that show what they hold as it comes."""
    for group in _groups(cells):
        if format_code(document, group.NumberFormat) == GENERAL:
            for address in group.RangeAddresses:
                yield area_within(address, cells.RangeAddress)


def areas_of(document: Any, cells: Any, kinds: Kind) -> Iterator[tuple[Kind, Area]]:
    """Yield the areas among cells whose format is of some kinds, in a few calls."""
    formats = document.NumberFormats
    for group in _groups(cells):
        kind = Kind(formats.getByKey(group.NumberFormat).Type & kinds)
        if kind:
            for address in group.RangeAddresses:
                yield kind, area_within(address, cells.RangeAddress)


def _groups(cells: Any) -> Iterator[Any]:
    groups = cells.getUniqueCellFormatRanges()
    return map(groups.getByIndex, range(groups.Count))


def format_cells(document: Any, areas: Iterable[Any], code: str) -> None:
    """Give cells a format; `areas` are CellRangeAddress."""
    cells = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    cells.addRangeAddresses(tuple(areas), True)
    cells.NumberFormat = format_key(document, code)


def _english() -> Any:
    return struct("lang.Locale", "en", "US", "")
