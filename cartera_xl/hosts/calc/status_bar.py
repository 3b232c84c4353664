"""The line at the foot of the window."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from cartera_xl.hosts.calc.bridge import exception


class StatusBar:
    """What an app says while it works; `said` keeps all of it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.text: str | bool = False  # as in Excel: False where it is the program's
        self._indicator: Any = None

    def show(self, text: str | bool | None, frame: Any) -> None:
        """Show a text in a frame; None and False give the line back."""
        if not isinstance(text, str):
            self.text = False
            self._end()
            return
        self.text = text
        self.said.append(text)
        self._end()  # its window may be gone, or another be in front
        if frame is not None:
            self._indicator = frame.createStatusIndicator()
            self._indicator.start(text, 0)

    def _end(self) -> None:
        if self._indicator is not None:
            indicator, self._indicator = self._indicator, None
            with suppress(exception("lang.DisposedException")):
                indicator.end()
