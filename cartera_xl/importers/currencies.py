"""Currencies as files name them: a code, a word, a sign in a heading."""

from __future__ import annotations

from typing import Final

from cartera_xl.importers.headings import currency_in
from cartera_xl.importers.words import fold
from cartera_xl.ledger.currencies import is_currency

__all__ = ["code_of", "currency_in"]

_WORDS: Final = {
    "peso": "COP",
    "pesos": "COP",
    "peso colombiano": "COP",
    "pesos colombianos": "COP",
    "dolar": "USD",
    "dolares": "USD",
    "dolar americano": "USD",
    "dolares americanos": "USD",
    "us": "USD",
    "euro": "EUR",
    "euros": "EUR",
}
_SIGNS: Final = {"$": "", "COP$": "COP", "US$": "USD", "U$S": "USD", "€": "EUR"}


def code_of(text: str) -> str | None:
    """Return the ISO 4217 code that a cell means; "" for a bare «$»; None if unknown.

    >>> code_of("Pesos colombianos")
    'COP'
    """
    upper = text.upper()
    if upper in _SIGNS:
        return _SIGNS[upper]
    if is_currency(upper):
        return upper
    return _WORDS.get(fold(text))
