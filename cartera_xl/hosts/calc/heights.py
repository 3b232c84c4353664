"""Heights of the rows of a block, which LibreOffice measures after each write.

Measuring takes longer than writing, and changes nothing where each cell is one line.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.values import Block

_FEW: Final = 100  # rows that are measured sooner than it is known whether they need it
_WRAPS: Final = "IsTextWrapped"


@contextmanager
def keeping_heights(document: Any, cells: Any, block: Block) -> Iterator[None]:
    """Leave heights as they are while a block is written that needs no other."""
    measures = document.IsAdjustHeightEnabled
    if not measures or block.height < _FEW or not _is_level(cells, block):
        yield
        return
    document.IsAdjustHeightEnabled = False
    try:
        yield
    finally:
        document.IsAdjustHeightEnabled = True


def _is_level(cells: Any, block: Block) -> bool:
    """Tell that each row is one line high, and goes on being so."""
    if cells.getPropertyState(_WRAPS).value == "AMBIGUOUS_VALUE" or cells.IsTextWrapped:
        return False
    if block.lines:
        return False
    height: int = cells.Rows.Height  # of the first
    count = block.height
    return bool(abs(cells.Size.Height - count * height) <= count)  # each is rounded
