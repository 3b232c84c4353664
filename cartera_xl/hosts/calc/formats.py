"""Number formats by their English codes, whatever the workbook's locale."""

from __future__ import annotations

import re
from enum import IntFlag
from functools import cached_property
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


_LOOKED_AT: Final = Kind.DATE | Kind.TIME | Kind.TEXT | Kind.LOGICAL
_FORMAT: Final = "NumberFormat"


class Formats:
    """The formats of a workbook; what a key means there never changes."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._codes: dict[int, str] = {}
        self._kinds: dict[int, int] = {}

    @cached_property
    def _formats(self) -> Any:
        return self._document.NumberFormats

    def key(self, code: str | None) -> int:
        """Return the number of a code, which is added where it is new.

        As a file's codes are, it is put into the program's own language: an English
        one would show a decimal point wherever it is.
        """
        own = struct("lang.Locale", "", "", "")
        key: int
        if code in (None, "", GENERAL):
            key = self._formats.getStandardIndex(own)
        else:
            key = self._formats.addNewConverted(code, _english(), own)
        return key

    def code(self, key: int) -> str:
        """Return the English code of a number, as Excel writes it."""
        if key not in self._codes:
            self._codes[key] = self._code(key)
        return self._codes[key]

    def kind(self, key: int) -> Kind:
        """Return what kinds of those that this host looks at a number is of."""
        if key not in self._kinds:
            self._kinds[key] = self._formats.getByKey(key).Type
        return Kind(self._kinds[key] & _LOOKED_AT)

    def put(self, areas: Iterable[Any], code: str) -> None:
        """Give the cells of some CellRangeAddress a format."""
        cells = self._document.createInstance("com.sun.star.sheet.SheetCellRanges")
        cells.addRangeAddresses(tuple(areas), True)
        cells.NumberFormat = self.key(code)

    def _code(self, key: int) -> str:
        formats = self._formats
        found = formats.getByKey(key)
        if found.Locale.Language != "en":  # none: the program's own
            text, locale = found.FormatString, found.Locale
            found = formats.getByKey(formats.addNewConverted(text, locale, _english()))
        is_date = found.Type & (Kind.DATE | Kind.TIME)
        return as_excel(found.FormatString, is_date=is_date)


def as_excel(code: str, *, is_date: int) -> str:
    """Return a code with the small and capital letters that Excel gives it."""
    code = _COLOUR.sub(lambda colour: f"[{colour[1].capitalize()}]", code)
    if not is_date:
        return code
    parts = _FIXED.split(code)
    return "".join(p if i % 2 else p.lower() for i, p in enumerate(parts))


def general_areas(formats: Formats, cells: Any) -> Iterator[Area]:
    """Yield the areas among cells that show what they hold as it comes."""
    if _is_other(formats, cells):
        return
    for group in _groups(cells):
        if formats.code(group.NumberFormat) == GENERAL:
            for address in group.RangeAddresses:
                yield area_within(address, cells.RangeAddress)


def _is_other(formats: Formats, cells: Any) -> bool:
    """Tell that all cells have one format, which is another."""
    if cells.getPropertyState(_FORMAT).value == "AMBIGUOUS_VALUE":
        return False
    return formats.code(cells.NumberFormat) != GENERAL


def areas_of(formats: Formats, cells: Any, kinds: Kind) -> Iterator[tuple[Kind, Area]]:
    """Yield the areas among cells whose format is of some kinds, in a few calls."""
    for group in _groups(cells):
        kind = formats.kind(group.NumberFormat) & kinds
        if kind:
            for address in group.RangeAddresses:
                yield kind, area_within(address, cells.RangeAddress)


def _groups(cells: Any) -> Iterator[Any]:
    groups = cells.getUniqueCellFormatRanges()
    return map(groups.getByIndex, range(groups.Count))


def _english() -> Any:
    return struct("lang.Locale", "en", "US", "")
