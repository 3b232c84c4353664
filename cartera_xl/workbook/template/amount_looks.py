"""How amounts are written follows their currency: «$» for pesos, else its decimals.

A cell's own format is that of pesos; conditional formats take its place, so that no
refresh has to touch a style that a person may have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.tabs import names, samples
from cartera_xl.workbook.template import styles

if TYPE_CHECKING:
    from openpyxl.styles import Border

    from cartera_xl.workbook.template.canvas import Canvas


def follow_base(
    canvas: Canvas, area: str, *, when: str = "", border: Border | None = None
) -> None:
    """Write an area's amounts as those of the base currency, where `when` holds.

    A border goes along: of the rules of an area LibreOffice heeds the first that holds.
    """
    for decimals in samples.DECIMALS:
        is_so = f"{names.AMOUNT_LOOK}={samples.plain(decimals)}"
        rule = f"AND({when},{is_so})" if when else is_so
        number_format = styles.plain_amount(decimals)
        canvas.colour(area, rule, border=border, number_format=number_format)


def follow_rows(canvas: Canvas, area: str, index: str) -> None:
    """Write a total as its visible rows; `index` is the cell of their currency.

    Without rows a total is nothing in the base currency.
    """
    look = f"IF({index}=0,{names.AMOUNT_LOOK},MOD({index},10))"
    for decimals in samples.DECIMALS:
        rule = f"{look}={samples.plain(decimals)}"
        canvas.colour(area, rule, number_format=styles.plain_amount(decimals))
