"""Which cell styles show a number as a date or as a percentage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.parts.xml import main, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

# Built-in formats that show dates, times or both (ECMA-376 part 1, 18.8.30).
_BUILT_IN_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48)))
_BUILT_IN_PERCENTS: Final = frozenset((9, 10))
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_LETTERS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def number_styles(xml: bytes) -> dict[int, Format]:
    """Return what styles show numbers as, by their number: `DATE` or `PERCENT`."""
    root = parse(xml)
    codes = {
        int(element.get("numFmtId", 0)): element.get("formatCode", "")
        for element in root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
    }
    styles = root.iterfind(f"{main('cellXfs')}/{main('xf')}")
    found = (_shown(int(style.get("numFmtId", 0)), codes) for style in styles)
    return {number: shown for number, shown in enumerate(found) if shown}


def _shown(number: int, codes: Mapping[int, str]) -> Format | None:
    if (code := codes.get(number)) is not None:
        return shown_by(code)
    if number in _BUILT_IN_DATES:
        return Format.DATE
    return Format.PERCENT if number in _BUILT_IN_PERCENTS else None


def shown_by(code: str) -> Format | None:
    """Return what a number format shows: `DATE`, `PERCENT`, or None for all else."""
    bare = _LITERAL.sub("", code)
    if _DATE_LETTERS.search(bare):
        return Format.DATE
    return Format.PERCENT if "%" in bare else None
