"""The texts that cells share, and the emptying of those that no cell uses."""

from __future__ import annotations

import re
from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.strings import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ITEM: Final = re.compile(rb"<si\s*/>|<si\b[^>]*>.*?</si>", re.DOTALL)
_COUNTS: Final = re.compile(rb'\s(?:count|uniqueCount)="\d*"')
# A cell of shared text. Should one be empty, the next cell's index is taken too: one
# text too many stays, never one too few.
_USE: Final = re.compile(rb'<c\b[^>]*\bt="s"[^>]*>.*?<v\b[^>]*>\s*(\d+)', re.DOTALL)


def used_in(cells: bytes) -> Iterable[int]:
    """Return the indexes of the shared texts that cells refer to."""
    return map(int, _USE.findall(cells)) if b't="s"' in cells else ()


class SharedStrings:
    """The part of shared texts, which keep their indexes for ever."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml

    @cached_property
    def _ends(self) -> array[int]:
        """Return where each item starts and ends, one after the other."""
        ends = array("q")
        for item in _ITEM.finditer(self._xml):
            ends.extend(item.span())
        return ends

    def __len__(self) -> int:
        return len(self._ends) // 2

    def __call__(self, index: int) -> str:
        """Return a text; an index out of range is a broken workbook's: empty."""
        if not 0 <= index < len(self):
            return ""
        return text_of(self._item(index))

    def _item(self, index: int) -> bytes:
        return self._xml[self._ends[2 * index] : self._ends[2 * index + 1]]

    def pruned(self, used: set[int]) -> Iterator[bytes]:
        """Yield the part without the texts that no cell uses any more.

        They are emptied in place, or last month's debtors would stay in the file.
        """
        if not len(self):
            yield self._xml
            return
        yield _COUNTS.sub(b"", self._xml[: self._ends[0]])
        for index in range(len(self)):
            yield self._item(index) if index in used else b"<si><t/></si>"
        yield self._xml[self._ends[-1] :]
