"""Cells made one."""

from __future__ import annotations

from typing import Any


def is_merged(sheet: Any, cells: Any) -> bool | None:
    """Tell whether cells are, or lie within, one merged cell; None: some are merged."""
    address = cells.RangeAddress
    beyond = _count(_with_merged(sheet, cells)) > _count(address)
    if not beyond and not cells.getIsMerged():
        return False
    whole = _with_merged(sheet, cells.getCellByPosition(0, 0))
    return True if _count(whole) > 1 and _holds(whole, address) else None


def _with_merged(sheet: Any, cells: Any) -> Any:
    """Return cells, and those that are one with any of them."""
    cursor = sheet.createCursorByRange(cells)
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
