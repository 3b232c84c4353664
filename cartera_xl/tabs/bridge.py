"""Puente: why the balance changed between two dates."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import CURRENCY, CURRENCY_INDEX, money
from cartera_xl.tabs.tab import Colour, Column, Format, Setting, Tab

SINCE: Final = "puente_desde"
UNTIL: Final = "puente_hasta"

BRIDGE: Final = Tab(
    title="Puente",
    table="tblPuente",
    code_name="Hoja_Puente",
    heading="Puente entre dos fechas",
    hint="De un saldo al otro, movimiento por movimiento. Elija las fechas y oprima "
    "Cartera ▸ Puente.",
    colour=Colour.DARK,
    columns=(
        Column("Concepto", "concept", width=44),
        CURRENCY,
        Column("Documentos", "documents", Format.COUNT, 13),
        money("Valor", "amount", total=False, bold=True),
        money("Saldo", "balance", total=False),
        Column("Explicación", "explanation", width=52),
        CURRENCY_INDEX,
    ),
    visible=False,
    frozen=1,
    bands=("MOVIMIENTO DEL SALDO",),
    settings=(
        Setting("Desde", SINCE, Format.DATE),
        Setting("Hasta", UNTIL, Format.DATE),
    ),
)
