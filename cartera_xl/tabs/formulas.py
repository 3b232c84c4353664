"""The texts of every formula that the workbook holds, without the leading `=`.

A refresh of a closed file has to write each formula's value too, so it must recognise
each of them: no sheet holds a formula that is not made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.tabs import names

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Column, Tab

FUNCTION_PREFIX: Final = "CARTERA_"
SEVERAL_CURRENCIES: Final = "varias monedas"
CURRENCY_INDEX_TITLE: Final = "_m"


# What answers each tile, by its key: the functions of the four indicators.
INDICATORS: Final = {key: f"{FUNCTION_PREFIX}{key.upper()}" for key in names.TILES}


def indicator(key: str) -> str:
    """Return a tile's formula: the ledger's figure at Corte, from its function.

    Where nobody answers the function (no macros, no Python), the figure of the last
    refresh, unless Corte has moved since.
    """
    asked = f"{INDICATORS[key]}(,{names.CORTE})"
    return f"IFERROR({asked},{last_indicator(key)})"


def last_indicator(key: str) -> str:
    """Return the figure of the last refresh: the whole tile in older workbooks."""
    return f"IF({names.CORTE}={names.LAST_CORTE},{names.last(key)},NA())"


def cell(block: str, row: int, column: int) -> str:
    """Return the formula that shows one cell of a named block, counted from 1."""
    return f"INDEX({block},{row},{column})"


def go_to(name: str, text: str) -> str:
    """Return a link to a defined name, which survives a renamed sheet."""
    return f'HYPERLINK("#{name}","{text}")'


def count(table: str, title: str) -> str:
    """Return how many visible rows have something in a column."""
    return f"SUBTOTAL(103,{table}[{title}])"


def largest(table: str, title: str) -> str:
    """Return the largest number among a column's visible rows."""
    return f"SUBTOTAL(104,{table}[{title}])"


def total(tab: Tab, column: Column) -> str:
    """Return the sum of a column's visible rows; currencies are never added."""
    table = tab.table
    visible = f"SUBTOTAL(109,{table}[{column.title}])"
    if CURRENCY_INDEX_TITLE not in tab.titles:
        return visible
    index = f"{table}[{CURRENCY_INDEX_TITLE}]"
    alike = f"{largest(table, CURRENCY_INDEX_TITLE)}=SUBTOTAL(105,{index})"
    return f'IF({alike},{visible},"{SEVERAL_CURRENCIES}")'
