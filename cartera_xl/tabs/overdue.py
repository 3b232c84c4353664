"""Vencidas: open invoices past due, the sheet that is shown on opening."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs import invoices
from cartera_xl.tabs.tab import Colour, Tab

OVERDUE: Final = Tab(
    title="Vencidas",
    table="tblVencidas",
    code_name="Hoja_Vencidas",
    heading="Facturas vencidas",
    hint=invoices.HINT,
    colour=Colour.RED,
    columns=invoices.COLUMNS,
    key=("Factura",),
    frozen=3,
    nouns=("factura", "facturas"),
    bands=invoices.BANDS,
    marks=invoices.MARKS,
    printed=len(invoices.SHOWN),
)
