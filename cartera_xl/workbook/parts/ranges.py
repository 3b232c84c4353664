"""Validations and conditional formats that must cover a table's whole column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.addresses import LAST_ROW, parse_area

if TYPE_CHECKING:
    from cartera_xl.workbook.parts.tables import Table

_RULE: Final = re.compile(
    rb"<(?:\w+:)?(?:dataValidation|conditionalFormatting)\b[^>]*>"
)
_SQREF: Final = re.compile(rb'(\bsqref=")([^"]*)(")')
_EXTENDED: Final = re.compile(rb"(<\w+:sqref>)([^<]*)(</\w+:sqref>)")


def stretched(tail: bytes, table: Table) -> bytes:
    """Return what follows a sheet's rows, its rules down to the last row of all.

    LibreOffice cuts M7:M1048576 to M7:M1016 when it saves, and the rows that a table
    grows by later would have no rule.
    """

    def stretch(found: re.Match[bytes]) -> bytes:
        areas = found[2].decode().split()
        longer = " ".join(_stretched_area(area, table) for area in areas)
        return found[1] + longer.encode() + found[3]

    def rule(found: re.Match[bytes]) -> bytes:
        return _SQREF.sub(stretch, found[0])

    return _EXTENDED.sub(stretch, _RULE.sub(rule, tail))


def _stretched_area(text: str, table: Table) -> str:
    area = parse_area(text)
    if area is None or area.top != table.first or not area.meets(table.body):
        return text
    # One cell is a person's own rule, unless the table was one row high.
    if area.bottom == area.top and table.last > table.first:
        return text
    return str(area._replace(bottom=LAST_ROW))
