"""What a button answers: a text whose first sign says what to do with it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKING: Final = "~"  # still at it: the rest goes to the status bar
WARNING: Final = "!"  # the rest is a warning; any other text is just said
NOTHING: Final = ""
_LONGEST: Final = 900  # letters; Excel's message box holds 1,024
_SHOWN: Final = 12  # lines
_CODE_PAGE: Final = "cp1252"  # of Excel's message box, which shows the rest as «?»
_UNKNOWN: Final = "?"
# What no letter is close to; a mark's own space or colon is that of its word.
_WORDS: Final = (
    *(("✓:", "Bien:"), ("✓", "Bien:"), ("✗:", "Falla:"), ("✗", "Falla:")),
    *(("→", "a"), ("\u2010", "-"), ("\u2011", "-"), ("\u2212", "-")),
    *(("≤", "<="), ("≥", ">="), ("≠", "<>"), ("▸", ">")),
)


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
    text = _printable(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _printable(text: str) -> str:
    """Return a text in the letters of a message box, each replaced by its closest."""
    text = unicodedata.normalize("NFC", text)
    for sign, word in _WORDS:
        text = text.replace(sign, word)
    return "".join(letter if _is_shown(letter) else _closest(letter) for letter in text)


def _closest(letter: str) -> str:
    """Return «a» for «ă», nothing for what has no width, «?» where nothing is close."""
    if unicodedata.category(letter) in {"Cf", "Mn"}:
        return ""
    plain = unicodedata.normalize("NFKD", letter)
    return "".join(filter(_is_shown, plain)) or _UNKNOWN


def _is_shown(letter: str) -> bool:
    try:
        letter.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return True
