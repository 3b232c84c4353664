"""Cells in whole blocks: never one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlwings import Range, Sheet

    from cartera_xl.workbook.parts.addresses import Area

_CALC: Final = "calc"
_ROWS: Final = 20_000  # at once; Excel takes no array of some millions of cells


def span(sheet: Sheet, area: Area) -> Range:
    """Return the range of an area."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def values(cells: Range) -> list[list[Any]]:
    """Return what cells show, row by row: errors by their codes, blank ones as None."""
    options = {"ndim": 2, "err_to_str": True, "chunksize": _chunk(cells)}
    rows: list[list[Any]] = cells.options(**options).value
    return rows


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
    rows = list(zip(*columns, strict=True))
    if is_calc(cells):  # its engine takes values as they are: xlwings asks it for each
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS]
            cells[start : start + len(part), :].raw_value = part
    else:
        cells.options(chunksize=_chunk(cells)).value = rows


def may_hold_formulas(cells: Range) -> bool:
    """Tell whether there may be formulas, where asking is cheaper than reading them."""
    return not is_calc(cells) or bool(cells.impl.holds_formulas())


def is_calc(cells: Range) -> bool:
    """Tell that LibreOffice shows the cells."""
    return bool(cells.sheet.book.app.engine.name == _CALC)


def _chunk(cells: Range) -> int | None:
    return _ROWS if cells.shape[0] > _ROWS else None


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
