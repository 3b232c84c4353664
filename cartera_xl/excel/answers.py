"""What a worksheet function returns: numbers, rows, or an error that stays one.

Excel's error values do not pass every bridge, so an error travels as a text that the
VBA wrapper turns into the value: SUM then stops at it, where a text would be skipped.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from cartera_xl import faults
from cartera_xl.errors import CarteraError
from cartera_xl.excel.arguments import ArgumentError
from cartera_xl.views.rows import amounts
from cartera_xl.workbook.parts.cells import serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from cartera_xl.faults import Told
    from cartera_xl.tabs.cell import Cell

Number: TypeAlias = "float | int"
Grid: TypeAlias = "list[list[float | int | str]]"

MARK: Final = "\x01"  # no text of ours starts with it
NOT_AVAILABLE: Final = "2042"  # xlErrNA
WRONG_VALUE: Final = "2015"  # xlErrValue
_LONGEST: Final = 240  # characters; the status bar shows no more
_kept: dict[tuple[object, ...], Told] = {}


def money(minor: int, currency: str) -> float:
    """Return an amount as a cell holds it: the nearest double."""
    return float(amounts([minor], [currency])[0])


def grid(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Grid:
    """Return rows under their headings as a spilled array takes them.

    A blank is an empty text, for nothing would show as 0. A date is its serial number:
    no cell of an array can be given a format.
    """
    return [list(headings), *([_plain(cell) for cell in row] for row in rows)]


def error(fault: Exception) -> str:
    """Return a fault as the error value that the cell shows, with its one sentence.

    A sheet may ask a thousand times for what fails: the same fault at the same place
    goes to the log once.
    """
    told = _told(fault)
    value = WRONG_VALUE if isinstance(fault, ArgumentError) else NOT_AVAILABLE
    sentence = "".join(filter(str.isprintable, " ".join(told.sentence.split())))
    return f"{MARK}{value}{sentence[:_LONGEST]}"


def _told(fault: Exception) -> Told:
    if isinstance(fault, CarteraError):
        return faults.explain(fault)
    place = type(fault), *_lines(fault.__traceback__)
    if place not in _kept:
        _kept[place] = faults.explain(fault)
    return _kept[place]


def _lines(trace: TracebackType | None) -> Iterator[tuple[object, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def _plain(cell: Cell) -> float | int | str:
    if cell is None:
        return ""
    return serial(cell) if isinstance(cell, date) else cell
