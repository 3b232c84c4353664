"""Fills and colours of letters: (red, green, blue), each from 0 to 255."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Rgb = tuple[int, int, int]

BLACK: Final[Rgb] = (0, 0, 0)
_NONE: Final = -1


def rgb(number: int | None) -> Rgb | None:
    """Return UNO's colour, None where it is no colour or several."""
    if number is None or number == _NONE:
        return None
    return number >> 16 & 255, number >> 8 & 255, number & 255


def number(colour: Rgb | int | str | None) -> int:
    """Return a colour as UNO has it; an int is Excel's, with blue in front."""
    if colour is None:
        return _NONE
    if isinstance(colour, str):
        return int(colour.lstrip("#"), 16)
    if isinstance(colour, int):
        colour = colour & 255, colour >> 8 & 255, colour >> 16 & 255
    red, green, blue = colour
    return red << 16 | green << 8 | blue


def fill_each(document: Any, cells: Any, colours: Sequence[Sequence[Any]]) -> None:
    """Fill cells one by one, in a call for each colour that there is."""
    origin = cells.RangeAddress
    places = defaultdict(list)
    for row, line in enumerate(colours):
        for column, colour in enumerate(line):
            if colour is not ...:
                x, y = origin.StartColumn + column, origin.StartRow + row
                cell = address_of(origin.Sheet, x, y, x, y)
                places[number(colour)].append(cell)
    for colour, areas in places.items():
        filled = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        filled.addRangeAddresses(tuple(areas), False)
        filled.CellBackColor = colour
