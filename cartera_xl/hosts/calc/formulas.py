"""Formulas between Excel's grammar and the one of LibreOffice's API.

Excel writes `=SUM('Por Vencer'!A1,tblX[Saldo])`, the API takes and gives
`=SUM($'Por Vencer'.A1;tblX[Saldo])`. Both have English function names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.calc.addresses import cell_name
from cartera_xl.hosts.calc.faults import FormulaUnreadableError

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

_NESTING: Final = {"OPEN": 1, "CLOSE": -1}
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


@lru_cache(maxsize=4096)
def to_calc(formula: str) -> str:
    """Return a formula of Excel as LibreOffice's API takes it.

    Raises:
        FormulaUnreadableError: it is none.
    """
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import TokenizerError

    try:
        items = Tokenizer(formula).items
    except (TokenizerError, IndexError):
        raise FormulaUnreadableError(formula) from None
    if sum(_NESTING.get(token.subtype, 0) for token in items):
        raise FormulaUnreadableError(formula)
    depth, parts = 0, ["="]
    for token in items:
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


def spread_formula(
    formula: str, top: int, left: int, height: int, width: int
) -> list[list[str]]:
    """Return a formula as it is in each cell of a rectangle, adjusted from the first.

    Raises:
        FormulaUnreadableError: it is none.
    """
    from openpyxl.formula.translate import Translator

    to_calc(formula)
    rows, columns = range(top + 1, top + height + 1), range(left + 1, left + width + 1)
    if height == width == 1:
        return [[formula]]
    first = Translator(formula, _place(rows[0], columns[0]))
    return [
        [str(first.translate_formula(_place(row, column))) for column in columns]
        for row in rows
    ]


def to_excel(formula: str) -> str:
    """Return a formula that LibreOffice's API gave as Excel writes it."""
    return _BACK.sub(_excel_part, formula)


def _excel_part(found: re.Match[str]) -> str:
    if (sheet := found["sheet"]) is not None:
        return f"{sheet}!"
    sign: str | None = found["sign"]
    return _SIGNS.get(sign, found[0]) if sign else found[0]


def _place(row: int, column: int) -> str:
    return cell_name(row, column, row_fixed=False, column_fixed=False)


_SIGNS: Final = {";": ",", "|": ";", "~": ","}
