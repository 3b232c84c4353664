"""The few cells of a workbook that say what it is and how it is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.workbook.parts.cell_reader import CellReader
from cartera_xl.workbook.parts.cells import Value, value_of
from cartera_xl.workbook.parts.package import Package, broken_is_named
from cartera_xl.workbook.parts.shared_strings import SharedStrings
from cartera_xl.workbook.parts.workbook_part import read_workbook_part

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.workbook.parts.workbook_part import WorkbookPart

_MOST_SETTINGS = 100


def value_in(package: Package, book: WorkbookPart, name: str) -> Value:
    """Return the value of the cell that a name points at; None where it points not."""
    place = book.place(name)
    if place is None:
        return None
    sheet, (_, area) = place
    return _value(package, book, sheet.part, area.top, area.left)


def named_value(path: Path, name: str) -> Value:
    """Return the value of a named cell of a workbook.

    Raises:
        WorkbookError: it cannot be read.
    """
    with broken_is_named(path.name), Package(path) as package:
        return value_in(package, read_workbook_part(package), name)


def sheet_settings(path: Path, title: str) -> dict[str, str]:
    """Return the settings that a sheet lists in its first two columns, down to a blank.

    Raises:
        WorkbookError: it cannot be read.
    """
    with broken_is_named(path.name), Package(path) as package:
        book = read_workbook_part(package)
        sheet = book.sheet(title)
        found: dict[str, str] = {}
        for row in range(1, _MOST_SETTINGS) if sheet else ():
            key = _value(package, book, sheet.part, row, 1) if sheet else None
            if key in (None, ""):
                break
            value = _value(package, book, sheet.part, row, 2) if sheet else None
            found[str(key).upper()] = "" if value is None else str(value)
        return found


def _value(
    package: Package, book: WorkbookPart, part: str, row: int, column: int
) -> Value:
    cell = CellReader(package).cell(part, row, column)
    shared = package.one_related(book.part, "sharedStrings")
    texts = SharedStrings(package.read(shared) if shared else b"")
    return value_of(cell, texts) if cell else None
