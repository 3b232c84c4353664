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
    """Return the height in points, None where rows differ."""
    height = _common(cells.Rows, "Height")
    return None if height is None else round(height / _POINT, 2)


def set_row_height(cells: Any, points: float) -> None:
    """Make rows that high."""
    cells.Rows.Height = round(points * _POINT)


def hidden(lines: Any) -> bool | None:
    """Tell whether rows or columns are hidden, None where some are."""
    shown = _common(lines, "IsVisible")
    return None if shown is None else not shown


def autofit(cells: Any, axis: str | None) -> None:
    """Make columns, rows or both as wide and high as they need."""
    if axis in (None, "c", "columns"):
        cells.Columns.OptimalWidth = True
    if axis in (None, "r", "rows"):
        cells.Rows.OptimalHeight = True


def _common(lines: Any, name: str) -> Any:
    found = {getattr(lines.getByIndex(i), name) for i in range(lines.Count)}
    return found.pop() if len(found) == 1 else None
