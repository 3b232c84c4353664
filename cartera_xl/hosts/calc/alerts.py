"""Message boxes: shown to a person, or answered by a script where nobody looks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.bridge import enum
from cartera_xl.hosts.calc.faults import AlertUnansweredError

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.office import Office

_CHOICES: Final = {
    "ok": ("ok",),
    "ok_cancel": ("ok", "cancel"),
    "yes_no": ("yes", "no"),
    "yes_no_cancel": ("yes", "no", "cancel"),
}
# com.sun.star.awt.MessageBoxButtons and MessageBoxResults
_BUTTONS: Final = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_RESULTS: Final = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


@dataclass(frozen=True, slots=True)
class Alert:
    """A message as it was shown, and what was answered."""

    prompt: str
    title: str
    buttons: str
    mode: str | None
    answer: str


class Alerts:
    """What an app said, and what a script answers where no window is."""

    def __init__(self, office: Office) -> None:
        self.shown: list[Alert] = []
        self.answers: deque[str] = deque()
        self._office = office

    def ask(
        self,
        prompt: str | None,
        title: str | None,
        buttons: str | None,
        mode: str | None,
        window: Any,
    ) -> str:
        """Return the button that was chosen.

        Raises:
            AlertUnansweredError: there is a choice, no window and no answer left.
            ValueError: the next answer is none of the buttons.
        """
        buttons = buttons or "ok"
        texts = prompt or "", title or ""
        if self._office.options.headless:
            answer = self._scripted(texts[0], buttons)
        else:
            answer = self._chosen(*texts, buttons, mode, window)
        self.shown.append(Alert(*texts, buttons, mode, answer))
        return answer

    def _scripted(self, prompt: str, buttons: str) -> str:
        choices = _CHOICES[buttons]
        if len(choices) == 1:
            return choices[0]  # there is nothing to answer
        if not self.answers:
            raise AlertUnansweredError(prompt)
        if self.answers[0] not in choices:
            raise ValueError(f"{self.answers[0]!r} is none of {choices}: {prompt}")
        return self.answers.popleft()

    def _chosen(
        self, prompt: str, title: str, buttons: str, mode: str | None, window: Any
    ) -> str:
        box = "MESSAGEBOX" if buttons == "ok" else "QUERYBOX"
        kind = enum("awt.MessageBoxType", "WARNINGBOX" if mode == "critical" else box)
        toolkit = self._office.service("awt.Toolkit")
        shown = toolkit.createMessageBox(window, kind, _BUTTONS[buttons], title, prompt)
        return _RESULTS[shown.execute()]
