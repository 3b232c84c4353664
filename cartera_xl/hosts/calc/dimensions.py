"""Widths, heights, and what is hidden."""

from __future__ import annotations

from typing import Any, Final

# A column of n characters is n digits of Calibri 11 (7 pixels each) and 5 pixels wide.
_DIGIT, _PADDING = 7, 5
_PIXEL: Final = 2540 / 96  # in hundredths of a millimetre, as UNO measures
_POINT: Final = 2540 / 72


def column_width(cells: Any) -> float | None:
    """Return the width in characters, None where columns differ."""
    width = _common(cells.Columns, "Width")
    return None if width is None else round((width / _PIXEL - _PADDING) / _DIGIT, 2)


def set_column_width(cells: Any, characters: float) -> None:
    """Make columns as wide as that many characters."""
    cells.Columns.Width = round((characters * _DIGIT + _PADDING) * _PIXEL)


def row_height(cells: Any) -> float | None:
    """Return the height in points, None where rows differ; hidden rows have none.

    Asking each row of a long table would take longer than writing it.
    """
    gone = rows_hidden(cells)
    if gone is not False:
        return 0.0 if gone else None
    rows = cells.Rows
    count: int = rows.Count
    first: int = rows.Height  # of the first
    alike = abs(cells.Size.Height - count * first) <= count  # each is rounded
    return round(first / _POINT, 2) if alike else None


def set_row_height(cells: Any, points: float) -> None:
    """Make rows that high."""
    cells.Rows.Height = round(points * _POINT)


def rows_hidden(cells: Any) -> bool | None:
    """Tell whether rows are hidden, None where some are."""
    areas = cells.queryVisibleCells().RangeAddresses
    if not areas:  # neither is any cell of theirs where all columns are hidden
        return _not(_common(cells.Rows, "IsVisible"))
    address = cells.RangeAddress
    top, height = address.StartRow, address.EndRow - address.StartRow + 1
    if any(a.StartRow == top and a.EndRow == address.EndRow for a in areas):
        return False
    shown = {row for a in areas for row in range(a.StartRow, a.EndRow + 1)}
    return None if len(shown) < height else False


def columns_hidden(cells: Any) -> bool | None:
    """Tell whether columns are hidden, None where some are."""
    return _not(_common(cells.Columns, "IsVisible"))


def autofit(cells: Any, axis: str | None) -> None:
    """Make columns, rows or both as wide and high as they need."""
    if axis in (None, "c", "columns"):
        cells.Columns.OptimalWidth = True
    if axis in (None, "r", "rows"):
        cells.Rows.OptimalHeight = True


def _not(shown: bool | None) -> bool | None:
    return None if shown is None else not shown


def _common(lines: Any, name: str) -> Any:
    """Return a property that all rows or columns share, None where they do not."""
    first = getattr(lines.getByIndex(0), name)
    others = (getattr(lines.getByIndex(i), name) for i in range(1, lines.Count))
    return first if all(other == first for other in others) else None
