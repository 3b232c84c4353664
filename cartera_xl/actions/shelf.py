"""A bounded memory of what was read: the longest unasked goes first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Hashable

# A sheet with a column for every month of five years over 25,000 open documents keeps
# all it asks for; one with a thousand dates reads some of them again.
ROOM: Final = 256 * 2**20  # bytes, roughly


class Shelf:
    """Things by key, of which the last used that find room are kept."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._taken = 0
        self._things: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: Hashable) -> Any:
        """Return a thing; None where it is not, or no longer, there."""
        found = self._things.get(key)
        if found is None:
            return None
        self._things.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, thing: object, size: int) -> None:
        """Keep a thing of so many bytes; the newest always finds room."""
        self._taken += size - self._things.pop(key, (None, 0))[1]
        self._things[key] = thing, size
        while self._taken > self._room and len(self._things) > 1:
            _, (_, freed) = self._things.popitem(last=False)
            self._taken -= freed
