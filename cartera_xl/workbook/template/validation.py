"""What Excel lets a person type in a cell, and what it says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.worksheet.datavalidation import DataValidation

from cartera_xl.tabs.tab import Column, Format, Limit, Setting

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_TEXT: Final = 250  # characters
_LIMITS: Final[dict[Limit, dict[str, Any]]] = {
    Limit.NOT_NEGATIVE: {
        "type": "decimal",
        "operator": "greaterThanOrEqual",
        "formula1": "0",
    },
    Limit.NOT_FUTURE: {
        "type": "date",
        "operator": "between",
        "formula1": "36526",  # 2000-01-01
        "formula2": "TODAY()",
    },
    Limit.ANY_DATE: {
        "type": "date",
        "operator": "greaterThanOrEqual",
        "formula1": "36526",
    },
    Limit.RATE: {
        "type": "decimal",
        "operator": "between",
        "formula1": "0",
        "formula2": "1",
    },
}
_ANY_TEXT: Final[dict[str, Any]] = {
    "type": "textLength",
    "operator": "lessThanOrEqual",
    "formula1": str(_MOST_TEXT),
}


def validate(sheet: Worksheet, where: str, what: Column | Setting) -> None:
    """Add the validation of a typed column, or of a cell above the table."""
    rule = DataValidation(
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=what.title,
        error=_message(what),
        sqref=where,
        **_rule(what),
    )
    if isinstance(what, Column) and what.prompt:
        rule.showInputMessage = True
        rule.promptTitle = what.title
        rule.prompt = what.prompt
    sheet.add_data_validation(rule)


def _rule(what: Column | Setting) -> dict[str, Any]:
    if what.choices:
        return {"type": "list", "formula1": f'"{",".join(what.choices)}"'}
    if isinstance(what, Column) and what.limit is not None:
        return _LIMITS[what.limit]
    return _LIMITS[Limit.ANY_DATE] if what.format is Format.DATE else _ANY_TEXT


def _message(what: Column | Setting) -> str:
    if isinstance(what, Column) and what.message:
        return what.message
    if what.choices:
        return "Elija una opción de la lista."
    if what.format is Format.DATE:
        return "Digite una fecha, por ejemplo 31/01/2026."
    return f"Digite a lo más {_MOST_TEXT} caracteres."
