"""Words as files write them, brought to one spelling so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NOT_A_WORD: Final = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return the words in lower case, without accents, with single spaces.

    >>> fold(" Razón  Social: ")
    'razon social'
    """
    bare = text if text.isascii() else _without_accents(text)
    return _NOT_A_WORD.sub(" ", bare.casefold()).strip()


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tidy(text: str) -> str:
    """Return the text with plain single spaces, none around it.

    Keys from the web carry non-breaking spaces, which look the same and are not.
    """
    return " ".join(text.split())


def enumerate_some(items: list[str], most: int = 8) -> str:
    """Write a list for a sentence: «a, b y c», or the first ones and how many more."""
    if len(items) > most:
        return f"{', '.join(items[:most])} y {len(items) - most} más"
    *first, last = items
    return f"{', '.join(first)} y {last}" if first else last
