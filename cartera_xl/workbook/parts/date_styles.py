"""Which cell styles show a number as a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.xml import main, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

# Built-in formats that show dates, times or both (ECMA-376 part 1, 18.8.30).
_BUILT_IN: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48)))
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_LETTERS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def date_styles(xml: bytes) -> frozenset[int]:
    """Return the numbers of the styles that show dates."""
    root = parse(xml)
    codes = {
        int(element.get("numFmtId", 0)): element.get("formatCode", "")
        for element in root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
    }
    styles = root.iterfind(f"{main('cellXfs')}/{main('xf')}")
    return frozenset(
        number
        for number, style in enumerate(styles)
        if _is_date(int(style.get("numFmtId", 0)), codes)
    )


def _is_date(number: int, codes: Mapping[int, str]) -> bool:
    code = codes.get(number)
    if code is None:
        return number in _BUILT_IN
    return _DATE_LETTERS.search(_LITERAL.sub("", code)) is not None
