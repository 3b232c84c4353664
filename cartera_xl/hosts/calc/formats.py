"""Number formats by their English codes, whatever the workbook's locale."""

from __future__ import annotations

import re
from enum import IntFlag
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.bridge import struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    """Return the workbook's number for a code, which is added where it is new."""
    formats, english = document.NumberFormats, _english()
    code = code or GENERAL
    key: int = formats.queryKey(code, english, False)
    return key if key != -1 else formats.addNew(code, english)


def format_code(document: Any, key: int) -> str:
    """Return the English code of a workbook's number, as Excel writes it."""
    formats = document.NumberFormats
    found = formats.getByKey(key)
    if found.Locale.Language not in ("en", ""):
        english = formats.addNewConverted(found.FormatString, found.Locale, _english())
        found = formats.getByKey(english)
    return as_excel(found.FormatString, is_date=found.Type & (Kind.DATE | Kind.TIME))


def as_excel(code: str, *, is_date: int) -> str:
    """Return a code with the small and capital letters that Excel gives it."""
    code = _COLOUR.sub(lambda colour: f"[{colour[1].capitalize()}]", code)
    if not is_date:
        return code
    parts = _FIXED.split(code)
    return "".join(p if i % 2 else p.lower() for i, p in enumerate(parts))


def is_general(document: Any, key: int | None) -> bool:
    """Tell whether cells of a format show what they hold as it comes."""
    if not key:  # several formats, or the first of the first locale
        return key == 0
    return format_code(document, key) == GENERAL


def areas_of(document: Any, cells: Any, kinds: Kind) -> Iterator[tuple[Kind, Any]]:
    """Yield the areas among cells whose format is of some kinds, in a few calls."""
    formats, groups = document.NumberFormats, cells.getUniqueCellFormatRanges()
    for index in range(groups.Count):
        group = groups.getByIndex(index)
        kind = Kind(formats.getByKey(group.NumberFormat).Type & kinds)
        if kind:
            for area in group.RangeAddresses:
                yield kind, area


def format_cells(document: Any, areas: Iterable[Any], code: str) -> None:
    """Give areas, as CellRangeAddress, a format."""
    cells = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    cells.addRangeAddresses(tuple(areas), True)
    cells.NumberFormat = format_key(document, code)


def _english() -> Any:
    return struct("lang.Locale", "en", "US", "")
