"""Whether windows are drawn while cells change."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.bridge import exception

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Screen:
    """Drawing of workbooks, held back together and let go together."""

    def __init__(self) -> None:
        self.held: list[Any] = []
        self.updating = True

    def update(self, updating: bool, documents: Callable[[], Iterable[Any]]) -> None:
        """Draw workbooks, or hold their drawing back until they are drawn again."""
        if updating == self.updating:
            return
        self.updating = updating
        if updating:
            self._let_go()
            return
        for document in documents():
            self._hold(document)

    def take(self, document: Any) -> None:
        """Hold back a workbook that was opened while others are held."""
        if not self.updating:
            self._hold(document)

    def _hold(self, document: Any) -> None:
        document.lockControllers()
        document.addActionLock()
        self.held.append(document)

    def _let_go(self) -> None:
        held, self.held = self.held, []
        for document in held:
            with suppress(exception("lang.DisposedException")):  # closed meanwhile
                document.removeActionLock()
                document.unlockControllers()
