"""Whether windows are drawn while cells change."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.bridge import exception

if TYPE_CHECKING:
    from collections.abc import Iterable


class Screen:
    """Drawing of workbooks, held back together and let go together."""

    def __init__(self) -> None:
        self._held: list[Any] = []
        self.updating = True

    def update(self, updating: bool, documents: Iterable[Any]) -> None:
        """Draw workbooks, or hold their drawing back until they are drawn again."""
        if updating == self.updating:
            return
        self.updating = updating
        if updating:
            self._let_go()
            return
        for document in documents:
            document.lockControllers()
            document.addActionLock()
            self._held.append(document)

    def _let_go(self) -> None:
        held, self._held = self._held, []
        for document in held:
            with suppress(exception("lang.DisposedException")):  # closed meanwhile
                document.removeActionLock()
                document.unlockControllers()
