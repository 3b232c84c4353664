"""A plain list as a file for other people: .xlsx or .csv, text always as text.

In CSV no quoting keeps a spreadsheet from reading «=1+1» as a formula; an apostrophe
before it does (OWASP), and is seen.
"""

from __future__ import annotations

import csv
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.causes import cause
from cartera_xl.errors import ListingError
from cartera_xl.workbook.parts.strings import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cartera_xl.tabs.cell import Cell, Row

_FORMULA_STARTS: Final = "=+-@\t\r\n＝＋－＠"
_DAY: Final = "dd/mm/yyyy"
_WIDEST: Final = 50


def write(path: Path, headings: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a list to a new file, by what its name ends in; return its rows.

    Raises:
        ListingError: another ending, something there already, or a disk's refusal.
    """
    writer = _WRITERS.get(path.suffix.casefold())
    if writer is None:
        raise ListingError(path, "el nombre debe terminar en .xlsx o en .csv")
    if path.exists():
        raise ListingError(path, "ya hay algo con ese nombre")
    listed = [list(row) for row in rows]
    try:
        _beside(path, lambda temporary: writer(temporary, headings, listed))
    except OSError as error:
        raise ListingError(path, cause(error)) from None
    return len(listed)


def _beside(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file beside its place and link it there: never over another."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".cartera-") as folder:
        temporary = Path(folder) / path.name
        make(temporary)
        if path.exists():
            raise FileExistsError(path)
        os.replace(temporary, path)  # noqa: PTH105 - as everywhere that files are moved


def _write_csv(path: Path, headings: Sequence[str], rows: list[list[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(headings)
        writer.writerows([_plain(value) for value in row] for row in rows)


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = cleaned(str(value))
    return f"'{text}" if text.startswith(tuple(_FORMULA_STARTS)) else text


def _write_xlsx(path: Path, headings: Sequence[str], rows: list[list[Cell]]) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place, heading in enumerate(headings, 1):
        sheet.cell(1, place, heading).font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            if isinstance(value, str):
                cell.value = cleaned(value)
                cell.data_type, cell.number_format = "s", "@"
                cell.quotePrefix = True
            else:
                cell.value = value
                if isinstance(value, date):
                    cell.number_format = _DAY
    book.save(path)


_WRITERS: Final = {".xlsx": _write_xlsx, ".csv": _write_csv}
