"""Parsing a workbook's cells, in a process of its own where the system can bound it.

Started as a script, this file sets limits on itself, parses and writes the columns to
its output; whatever a hostile workbook makes of the parser ends with this process. It
imports nothing of the package and no `typing`, so that starting it costs 25 ms.
"""

from __future__ import annotations

import gc
import marshal
import sys
from datetime import date, datetime, time, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from python_calamine import CalamineWorkbook

    # A worksheet's title, and its cells column by column; "" where one is empty.
    Sheet = tuple[str, list[list[Any]]]

MAX_SHEETS = 100
MAX_ADDRESSES = 768 * 1024 * 1024  # of memory; a full 25 MiB workbook takes half
OUT_OF_MEMORY = 3  # how the process ends where Python sees it; else by a signal
MAX_SECONDS = 60  # of CPU; the largest ledgers that are read take a tenth


def parse(path: str) -> list[Sheet]:
    """Return the worksheets that people see, or the hidden ones where all are."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        return [(title, _columns(book, title)) for title in _titles(book)[:MAX_SHEETS]]


def _columns(book: CalamineWorkbook, title: str) -> list[list[Any]]:
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return list(map(list, zip(*rows, strict=True)))


def _titles(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    seen = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
    return seen or [sheet.name for sheet in sheets]


# Between processes: `marshal` is ten times faster than pickle and knows no dates. Days
# are the only moments of most columns, and travel as bare ordinals there.

_DAYS, _MOMENTS, _PLAIN = "days", "moments", "plain"


def pack(sheets: Sequence[Sheet]) -> bytes:
    """Return sheets as bytes."""
    packed = [(title, list(map(_packed, columns))) for title, columns in sheets]
    return marshal.dumps(packed, 2)


def unpack(content: bytes) -> list[Sheet]:
    """Return the sheets that were packed."""
    return [
        (title, [_UNPACKED[way](cells) for way, cells in columns])
        for title, columns in marshal.loads(content)
    ]


def _packed(column: list[Any]) -> tuple[str, list[Any]]:
    kinds = set(map(type, column))
    if kinds.isdisjoint(_FIELDS):
        return _PLAIN, column
    if kinds <= {date, str}:
        return _DAYS, [c if type(c) is str else c.toordinal() for c in column]
    return _MOMENTS, [
        (type(c).__name__, *_FIELDS[type(c)](c)) if type(c) in _FIELDS else c
        for c in column
    ]


def _days(cells: list[Any]) -> list[Any]:
    days = {c: c if isinstance(c, str) else date.fromordinal(c) for c in set(cells)}
    return [days[cell] for cell in cells]


def _moments(cells: list[Any]) -> list[Any]:
    return [
        _MAKERS[cell[0]](*cell[1:]) if isinstance(cell, tuple) else cell
        for cell in cells
    ]


def _date_fields(cell: date) -> tuple[int, ...]:
    return cell.year, cell.month, cell.day


def _time_fields(cell: time | datetime) -> tuple[int, ...]:
    return cell.hour, cell.minute, cell.second, cell.microsecond


_FIELDS: dict[type, Callable[[Any], tuple[int, ...]]] = {
    date: _date_fields,
    datetime: lambda cell: (*_date_fields(cell), *_time_fields(cell)),
    time: _time_fields,
    timedelta: lambda cell: (cell.days, cell.seconds, cell.microseconds),
}
_MAKERS: dict[str, Callable[..., Any]] = {made.__name__: made for made in _FIELDS}
_UNPACKED: dict[str, Callable[[list[Any]], list[Any]]] = {
    _DAYS: _days,
    _MOMENTS: _moments,
    _PLAIN: lambda cells: cells,
}


def _limit() -> None:
    """Bound what this process may take: memory, CPU time, no core on disk."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for limit, most in (
        (resource.RLIMIT_AS, MAX_ADDRESSES),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    _limit()
    gc.disable()  # cells hold no cycles
    try:
        sys.stdout.buffer.write(pack(parse(sys.argv[1])))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
