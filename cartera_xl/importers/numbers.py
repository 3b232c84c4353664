"""Amounts as people write them, in both worlds: 1.190.000,00 and 1,190,000.00."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import AmountError
from cartera_xl.ledger.money import decimal_of

if TYPE_CHECKING:
    from decimal import Decimal

# An amount: signs, currency words and signs around digits and separators.
_FIGURE: Final = re.compile(
    r"""(?P<open>\(?)\s*(?P<minus1>[-−–+]?)\s*
        (?P<money1>[A-Za-z]{0,3}\$?|[A-Za-z]\$[A-Za-z]|€)\s*
        (?P<minus2>[-−–+]?)\s*
        (?P<body>\d[\d.,'’\s]*|[.,]\d+)
        \s*(?P<minus3>[-−–+]?)\s*(?P<money2>[A-Za-z]{0,3}\$?|€)\s*(?P<close>\)?)""",
    re.VERBOSE,
)
_LONGEST: Final = 40  # no amount is longer, and matching costs its square
_NO_MARKS: Final = re.compile(r"['’\s]")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# Figures that can be nothing but a number with decimals, or with two groups.
_CERTAIN: Final = re.compile(
    r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}"
)
_SWAPPED: Final = str.maketrans(".,", ",.")
_MONEY: Final = {"US$": "USD", "USD$": "USD", "U$S": "USD", "€": "EUR", "COP$": "COP"}
_NO_MONEY: Final = frozenset({"", "$", "COL$"})


class Figure(NamedTuple):
    """A written amount taken apart: sign, digits with their marks, currency."""

    negative: bool
    body: str
    currency: str


def figure(text: str) -> Figure | None:
    """Take a written amount apart; None where the text is none.

    >>> figure("($400.00)")
    Figure(negative=True, body='400.00', currency='')
    """
    text = text.strip()
    if text[:1].isdigit() and not text.strip("0123456789.,") and len(text) <= _LONGEST:
        return Figure(False, text, "")  # most of them: the short way to the same
    match = _FIGURE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = match["minus1"] + match["minus2"] + match["minus3"]
    money = (match["money1"] + match["money2"]).upper()
    if len(signs) > 1 or (match["open"] and signs):
        return None
    body = _NO_MARKS.sub("", match["body"])
    currency = "" if money in _NO_MONEY else _MONEY.get(money, money.rstrip("$"))
    if currency and len(currency) != 3:
        return None
    return Figure(bool(match["open"]) or signs in tuple("-−–"), body, currency)


def is_dash(text: str) -> bool:
    """Tell whether a text is how Excel's accounting format writes zero: « $ -   »."""
    return text.replace("$", "").strip() in ("-", "–", "−")


def decimal_mark(body: str) -> str:
    """Return the decimal mark that a body proves, or "" where it proves none.

    Two marks: the last one is decimal. One mark twice: it is no decimal mark. One mark
    once: decimal unless three digits follow and one to three, not a zero, stand before.
    """
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return "." if body.rindex(".") > body.rindex(",") else ","
    if dots + commas == 0:
        return ""
    mark = "." if dots else ","
    if dots + commas > 1:
        return "," if dots else "."
    whole, _, rest = body.partition(mark)
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0":
        return ""
    return mark


def certain_mark(body: str) -> str:
    """Return the decimal mark of a body that is a number whatever its column is.

    «05.01.2026» proves nothing: of a column that nobody knows it may be a day.
    """
    if _CERTAIN.fullmatch(body):
        return ","
    return "." if _CERTAIN.fullmatch(body.translate(_SWAPPED)) else ""


def is_unclear(body: str) -> bool:
    """Tell whether a body reads as two different amounts: «1.190»."""
    return ("." in body or "," in body) and not decimal_mark(body)


def to_decimal(shape: Figure, mark: str) -> Decimal:
    """Return the amount that a figure means under a convention.

    Raises:
        AmountError: the digits do not stand as that convention groups them.
    """
    whole, _, rest = shape.body.partition(mark)
    thousands = "." if mark == "," else ","
    if thousands in whole and not _GROUPED.fullmatch(whole):
        raise AmountError(shape.body, "no es un número")
    amount = decimal_of(f"{whole.replace(thousands, '') or '0'}.{rest or '0'}")
    return -amount if shape.negative else amount
