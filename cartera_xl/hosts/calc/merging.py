"""Cells made one."""

from __future__ import annotations

from typing import Any


def is_merged(cells: Any) -> bool | None:
    """Tell whether cells are, or lie within, one merged cell; None: some are merged."""
    whole = _with_merged(cells.getCellByPosition(0, 0))
    address = cells.RangeAddress
    if _count(whole) > 1 and _holds(whole, address):
        return True
    beyond = _count(_with_merged(cells)) > _count(address)
    return None if beyond or cells.getIsMerged() else False


def _with_merged(cells: Any) -> Any:
    """Return cells, and those that are one with any of them."""
    cursor = cells.Spreadsheet.createCursorByRange(cells)
    cursor.collapseToMergedArea()
    return cursor.RangeAddress


def _count(address: Any) -> int:
    height: int = address.EndRow - address.StartRow + 1
    width: int = address.EndColumn - address.StartColumn + 1
    return height * width


def _holds(outer: Any, inner: Any) -> bool:
    return bool(
        outer.StartRow <= inner.StartRow
        and outer.StartColumn <= inner.StartColumn
        and inner.EndRow <= outer.EndRow
        and inner.EndColumn <= outer.EndColumn
    )
