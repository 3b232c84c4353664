"""The version of a row whose cells may be corrected in place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.tabs.cell import Cell


def corrections_version(shown: Iterable[Cell]) -> int:
    """Return a number that changes with what the prefilled cells of a row show.

    `shown` are these cells in the order of the tab's columns; blank is blank, however
    it is written. A cell that differs from the ledger was typed over while the number
    stands; once it has moved, the ledger's own change is the newer one.
    """
    texts = ["" if value is None else str(value) for value in shown]
    return crc32(repr(texts).encode("utf-8", "surrogatepass"))
