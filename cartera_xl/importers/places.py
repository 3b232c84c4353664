"""How far the cells of a sheet reach, read by a real XML parser: exact, and slow."""

from __future__ import annotations

import re
from typing import IO, Final
from xml.parsers import expat

from cartera_xl.errors import DamagedSourceError, SourceTooLargeError

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200  # up to GR
# The rectangle in memory: a wide table may not be a long one as well.
MAX_LONG_COLUMNS: Final = 52  # up to AZ
MAX_WIDE_ROWS: Final = 49_999
_PLACE: Final = re.compile(r"([A-Za-z]+)([0-9]+)")
_LOST_PLACE: Final = (2**31, 2**31)


def check_places(file: str, part: str, stream: IO[bytes]) -> None:
    """Check exactly how far the cells of a part reach."""
    places = _Places()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = places.start
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError):
        # A picture is no XML from its first byte on; XML that breaks off may go on for
        # a parser that is less strict.
        if places.is_xml or part.endswith(".xml"):
            raise DamagedSourceError(file, f"{part} no es XML válido") from None
    rows, columns = places.last_row, places.last_column
    too_big = rows > MAX_WIDE_ROWS and columns > MAX_LONG_COLUMNS
    if rows > MAX_ROWS or columns > MAX_COLUMNS or too_big:
        raise SourceTooLargeError(
            file,
            f"datos hasta la fila {rows} y la columna {columns}",
            f"{MAX_ROWS} filas y {MAX_COLUMNS} columnas",
        )


class _Places:
    """Follows the places of the cells that hold something, as the format counts."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.is_xml = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See one element."""
        self.is_xml = True
        kind = name.rpartition(" ")[2]
        if kind == "row":
            self.row = int(attributes.get("r", "") or self.row + 1)
            self.column = 0
        elif kind == "c":
            place = attributes.get("r")
            at = _place(place) if place else (self.row, self.column + 1)
            self.row, self.column = at
        elif kind in ("v", "is"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)


def _place(text: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(text)
    if match is None or len(text) > 16:
        return _LOST_PLACE
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
