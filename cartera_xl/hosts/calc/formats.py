"""Number formats by their English codes, whatever the workbook's locale."""

from __future__ import annotations

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


class Kind(IntFlag):
    """Of com.sun.star.util.NumberFormat, what this host looks at."""

    DATE = 2
    TEXT = 256
    LOGICAL = 1024


def format_key(document: Any, code: str | None) -> int:
    """Return the workbook's number for a code, which is added where it is new."""
    formats, english = document.NumberFormats, _english()
    code = code or GENERAL
    key: int = formats.queryKey(code, english, False)
    return key if key != -1 else formats.addNew(code, english)


def format_code(document: Any, key: int) -> str:
    """Return the English code of a workbook's number."""
    formats = document.NumberFormats
    found = formats.getByKey(key)
    if found.Locale.Language == "en":
        code: str = found.FormatString
        return code
    english = (
        formats.addNewConverted(found.FormatString, found.Locale, _english())
        if found.FormatString
        else key
    )
    converted: str = formats.getByKey(english).FormatString
    return converted


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
