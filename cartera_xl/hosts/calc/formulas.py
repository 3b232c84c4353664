"""Formulas between Excel's grammar and the one of LibreOffice's API.

Excel writes `=SUM('Por Vencer'!A1,tblX[Saldo])`, the API takes and gives
`=SUM($'Por Vencer'.A1;tblX[Saldo])`. Both have English function names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

# What Excel's files put before younger functions, and its formula bar does not.
_PREFIXES: Final = re.compile(r"^(?:_xlfn\.|_xlws\.)+", re.IGNORECASE)
_ITEM: Final = re.compile(r"\[(#[A-Za-z ]+)\]")
_THIS_ROW: Final = re.compile(r"\[@\[?([^\]]+?)\]?\]")
_TEXT: Final = r'"(?:[^"]|"")*"'
_QUOTED: Final = r"'(?:[^']|'')*'"
_BACK: Final = re.compile(
    rf"(?P<text>{_TEXT})"
    rf"|\$?(?P<sheet>{_QUOTED}|[^\W\d][\w]*)\."
    r"(?=\$?[A-Z]{1,3}\$?\d|\$?[A-Z]{1,3}:\$?[A-Z]|\$?\d+:\$?\d|\#REF!)"
    rf"|(?P<quoted>{_QUOTED})"
    r"|(?P<sign>[;|~{}])"
)


@cache
def to_calc(formula: str) -> str:
    """Return a formula of Excel as LibreOffice's API takes it."""
    from openpyxl.formula import Tokenizer

    depth, parts = 0, ["="]
    for token in Tokenizer(formula).items:
        if token.type == token.ARRAY:
            depth += 1 if token.subtype == token.OPEN else -1
        parts.append(_calc_token(token, in_array=depth > 0))
    return "".join(parts)


def _calc_token(token: Token, *, in_array: bool) -> str:
    value: str = token.value
    if token.type == token.SEP:
        return "|" if in_array and value == ";" else ";"
    if token.type == token.FUNC:
        return _PREFIXES.sub("", value)
    if token.type == token.OP_IN and value == ",":
        return "~"  # the union of two references
    if token.type == token.OPERAND and token.subtype == token.RANGE:
        return _calc_reference(value)
    return value


def _calc_reference(value: str) -> str:
    if "!" in value:
        sheet, reference = value.rsplit("!", 1)
        return f"${sheet}.{reference}"
    if "[" not in value:
        return value
    value = _THIS_ROW.sub(r"[[#This Row];[\1]]", value)
    if "[[" not in value:
        return _ITEM.sub(r"[[\1]]", value)
    return re.sub(r"\],\s*\[", "];[", value)


def to_excel(formula: str) -> str:
    """Return a formula that LibreOffice's API gave as Excel writes it."""
    return _BACK.sub(_excel_part, formula)


def _excel_part(found: re.Match[str]) -> str:
    if (sheet := found["sheet"]) is not None:
        return f"{sheet}!"
    sign: str | None = found["sign"]
    return _SIGNS.get(sign, found[0]) if sign else found[0]


_SIGNS: Final = {";": ",", "|": ";", "~": ","}
