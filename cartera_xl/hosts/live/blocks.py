"""Cells in whole blocks, as data frames: never one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pandas import DataFrame
    from xlwings import Range, Sheet

    from cartera_xl.workbook.parts.addresses import Area

_ROWS: Final = 20_000  # at once; Excel takes no array of some millions of cells


def span(sheet: Sheet, area: Area) -> Range:
    """Return the range of an area."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def values(cells: Range) -> DataFrame:
    """Return what cells show, with errors as their codes; blank cells are None."""
    from pandas import DataFrame

    frame: DataFrame = cells.options(
        DataFrame,
        header=False,
        index=False,
        dtype=object,
        err_to_str=True,
        chunksize=_ROWS,
    ).value
    return frame


def formulas(cells: Range) -> list[list[str]]:
    """Return what stands in cells, row by row: formulas with their `=`."""
    found: Any = cells.formula
    if not isinstance(found, (list, tuple)):
        return [[str(found)]]
    rows = [row if isinstance(row, (list, tuple)) else [row] for row in found]
    if len(rows) > cells.shape[0]:  # one row alone may come without its brackets
        rows = [[cell for row in rows for cell in row]]
    return [[str(cell) for cell in row] for row in rows]


def put(cells: Range, columns: Sequence[Sequence[object]]) -> None:
    """Write columns into a block of their size."""
    from pandas import DataFrame

    frame = DataFrame(dict(enumerate(columns)), dtype=object)
    cells.options(index=False, header=False, chunksize=_ROWS).value = frame


def runs(numbers: Iterable[int]) -> Iterator[range]:
    """Yield the runs of numbers that follow one another."""
    start = last = None
    for number in sorted(numbers):
        if last is not None and number == last + 1:
            last = number
            continue
        if start is not None and last is not None:
            yield range(start, last + 1)
        start = last = number
    if start is not None and last is not None:
        yield range(start, last + 1)
