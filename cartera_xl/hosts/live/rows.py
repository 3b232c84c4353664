"""Rows that are hidden, by a filter or by hand.

A hidden row has no height. Asking each row of a long table would take longer than all
the rest, so a run of rows is asked at once: rows of one height answer with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.live import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlwings import Sheet

    from cartera_xl.workbook.parts.addresses import Area

_PROBES: Final = 400  # questions about a table; beyond them it is too motley to tell


def hidden_among(sheet: Sheet, area: Area, numbers: Iterable[int]) -> set[int]:
    """Return those of some rows that are hidden."""
    wanted = list(numbers)
    if not wanted or _height(sheet, area):
        return set()
    if len(wanted) > _PROBES and (found := heights(sheet, area)) is not None:
        return {*found.get(0, ())}.intersection(wanted)
    return {number for number in wanted if _is_hidden(sheet, area, number)}


def heights(sheet: Sheet, area: Area) -> dict[float, list[int]] | None:
    """Return the rows of an area by their height; None where it would take too long."""
    found: dict[float, list[int]] = {}
    waiting, probes = [area], 0
    while waiting:
        part = waiting.pop()
        probes += 1
        if probes > _PROBES:
            return None
        height = _height(sheet, part)
        if height is not None:
            found.setdefault(height, []).extend(part.rows)
        else:
            middle = (part.top + part.bottom) // 2
            waiting.append(part._replace(top=middle + 1))
            waiting.append(part._replace(bottom=middle))
    return found


def _is_hidden(sheet: Sheet, area: Area, number: int) -> bool:
    return _height(sheet, area._replace(top=number, bottom=number)) == 0


def _height(sheet: Sheet, area: Area) -> float | None:
    """Return the height that all rows of an area have; None where they differ."""
    height = blocks.span(sheet, area).row_height
    if height is None and area.top == area.bottom:
        return 1.0  # one row always has a height: it is not hidden
    return None if height is None else float(height)
