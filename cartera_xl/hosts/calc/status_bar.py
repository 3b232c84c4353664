"""The line at the foot of the window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cartera_xl.hosts.calc.bridge import exception

if TYPE_CHECKING:
    from collections.abc import Callable


class StatusBar:
    """What an app says while it works; `said` keeps all of it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.text: str | bool = False  # as in Excel: False where it is the program's
        self._indicator: Any = None

    def show(self, text: str | bool | None, frame_of: Callable[[], Any]) -> None:
        """Show a text in the frame in front; None and False give the line back."""
        if not isinstance(text, str):
            self.text = False
            self._end()
            return
        self.text = text
        self.said.append(text)
        if not self._goes_on(text):
            self._begin(text, frame_of())

    def _goes_on(self, text: str) -> bool:
        """Show a text where the last one stands; tell whether that is still there."""
        if self._indicator is None:
            return False
        try:
            self._indicator.setText(text)
        except exception("lang.DisposedException"):
            self._indicator = None  # with its window, or its process
            return False
        return True

    def _begin(self, text: str, frame: Any) -> None:
        if frame is not None:
            self._indicator = frame.createStatusIndicator()
            self._indicator.start(text, 0)

    def _end(self) -> None:
        if self._indicator is not None:
            indicator, self._indicator = self._indicator, None
            with suppress(exception("lang.DisposedException")):
                indicator.end()
