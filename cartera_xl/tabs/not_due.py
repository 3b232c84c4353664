"""Por Vencer: open invoices that are not due yet."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs import invoices
from cartera_xl.tabs.tab import Colour, Tab

NOT_DUE: Final = Tab(
    title="Por Vencer",
    table="tblPorVencer",
    code_name="Hoja_PorVencer",
    heading="Facturas por vencer",
    hint=invoices.HINT,
    colour=Colour.BLUE,
    columns=invoices.COLUMNS,
    key=("Factura",),
    frozen=3,
    nouns=("factura", "facturas"),
    bands=invoices.BANDS,
    marks=invoices.MARKS,
    printed=len(invoices.SHOWN),
)
