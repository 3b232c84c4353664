"""Single cells of any sheet, for the few that names and charts point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.cells import RawCell, cells_of
from cartera_xl.workbook.parts.sheet_stream import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.workbook.parts.package import Package

_SMALL: Final = 1 << 21  # bytes of XML that may be kept at hand


class CellReader:
    """Reads rows when they are asked for; small sheets are read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._sizes = {entry.filename: entry.file_size for entry in package.entries}
        self._kept: dict[str, dict[int, bytes]] = {}

    def cell(self, part: str, row: int, column: int) -> RawCell | None:
        """Return a cell; None where the sheet has none at that address."""
        return next((c for c in self.row(part, row) if c.column == column), None)

    def row(self, part: str, row: int) -> Iterator[RawCell]:
        """Yield the cells of a row."""
        yield from cells_of(self._row(part, row))

    def _row(self, part: str, number: int) -> bytes:
        if self._sizes.get(part, 0) > _SMALL:
            return self._sought(part, number)
        if part not in self._kept:
            self._kept[part] = {
                row.number: row.cells for rows in self._runs(part) for row in rows
            }
        return self._kept[part].get(number, b"")

    def _sought(self, part: str, number: int) -> bytes:
        for rows in self._runs(part):
            if rows.last >= number:
                return next((row.cells for row in rows if row.number == number), b"")
        return b""

    def _runs(self, part: str) -> Iterator[Rows]:
        with self._package.open(part) as stream:
            for piece in self._package.sheet(stream, part).pieces():
                if isinstance(piece, Rows):
                    yield piece
