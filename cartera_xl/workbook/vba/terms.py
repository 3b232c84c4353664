"""Names, headings and tables that the hand-written VBA refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.tabs import functions, names, ribbon, summary
from cartera_xl.tabs.book import OPENING
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.formulas import FUNCTION_PREFIX
from cartera_xl.tabs.functions import By
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.workbook.vba.module import module, quoted

if TYPE_CHECKING:
    from cartera_xl.workbook.vba.module import Module

NAME: Final = "CarteraTerms"

_AGEING_HEADINGS: Final = next(
    f.headings for f in functions.FUNCTIONS if f.python == "ageing"
)
TERMS: Final = {
    "PREFIX": FUNCTION_PREFIX,
    "PREFIX_LINK": names.link(""),
    "NAME_CUTOFF": names.CORTE,
    "NAME_LAST_CUTOFF": names.LAST_CORTE,
    "NAME_CURRENCY": names.CURRENCY,
    "NAME_LEDGER": names.LEDGER_ID,
    "NAME_AGEING": names.AGEING,
    "NAME_OPENING": names.link(OPENING.table),
    "COLUMN_CODE": CUSTOMERS.column("code").title,
    "COLUMN_NIT": CUSTOMERS.column("nit").title,
    "COLUMN_NAME": CUSTOMERS.column("name").title,
    "COLUMN_CURRENCY": CUSTOMERS.column("currency").title,
    "COLUMN_DOCUMENT": OVERDUE.column("number").title,
    "COLUMN_DAYS": OVERDUE.column("days").title,
    "HEADING_RANGE": _AGEING_HEADINGS[0],
    "HEADING_BALANCE": _AGEING_HEADINGS[1],
    "SUMMARY": summary.CODE_NAME,
    "BY_CUSTOMER": By.CUSTOMER,
    "BY_DOCUMENT": By.DOCUMENT,
    "WHEN_WRITABLE": ribbon.Enabled.WRITABLE,
    "WHEN_LINKED": ribbon.Enabled.LINKED,
    "REFRESH_TODAY": ribbon.REFRESH_TODAY,
}


def terms() -> Module:
    """Return the module of constants."""
    constants = (
        f"Public Const {name} As String = {quoted(value)}"
        for name, value in TERMS.items()
    )
    return module(NAME, "Option Private Module", "", *constants)
