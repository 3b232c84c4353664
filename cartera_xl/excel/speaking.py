"""What a button answers: a text whose first sign says what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKING: Final = "~"  # still at it: the rest goes to the status bar
WARNING: Final = "!"  # the rest is a warning; any other text is just said
NOTHING: Final = ""
_LONGEST: Final = 900  # letters; Excel's message box holds 1,024
_SHOWN: Final = 12  # lines


def warning(text: str) -> str:
    """Return what is shown as a warning."""
    return f"{WARNING}{_fitting(text)}"


def information(lines: Iterable[str]) -> str:
    """Return what is shown as a message, so many lines as a person reads."""
    return _fitting(listed(lines)).lstrip(WORKING + WARNING)


def listed(lines: Iterable[str]) -> str:
    """Return the first of some lines, and how many more there are."""
    all_lines = list(lines)
    shown = all_lines[:_SHOWN]
    if rest := len(all_lines) - len(shown):
        shown.append(f"… y {count(rest, 'línea más', 'líneas más')}.")
    return "\n".join(shown)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
