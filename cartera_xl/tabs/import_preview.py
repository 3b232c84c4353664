"""Importación: what each row of a file would become; nothing is written yet."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import CURRENCY, CURRENCY_INDEX, CUSTOMER, NIT, date, money
from cartera_xl.tabs.tab import Colour, Column, Format, Mark, Tab, Tone

BLOCKED: Final = "No se importa"

IMPORT_PREVIEW: Final = Tab(
    title="Importación",
    table="tblImportacion",
    code_name="Hoja_Importacion",
    heading="Importación: vista previa",
    hint="Revise los hallazgos y el total contra el del archivo. Nada se guarda hasta "
    "Cartera ▸ Confirmar importación.",
    colour=Colour.GREEN,
    columns=(
        Column("Fila", "row", Format.COUNT, 9),
        Column("Qué será", "outcome", width=20),
        CUSTOMER,
        NIT,
        Column("Tipo", "kind", width=16),
        Column("Número", "number", width=15),
        date("Emisión", "issued"),
        date("Vence", "due"),
        CURRENCY,
        money("Total", "total"),
        money("Saldo", "balance", bold=True),
        Column("Hallazgos", "findings", width=60),
        CURRENCY_INDEX,
    ),
    visible=False,
    nouns=("fila", "filas"),
    bands=("FILAS DEL ARCHIVO",),
    marks=(Mark("outcome", f'{{outcome}}="{BLOCKED}"', Tone.BAD),),
)
