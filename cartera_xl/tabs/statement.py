"""Estado de Cuenta: the statement of one customer, to be printed."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import CURRENCY, CURRENCY_INDEX, date, money
from cartera_xl.tabs.tab import Colour, Column, Format, Setting, Tab, Total

CUSTOMER: Final = "estado_cliente"
SINCE: Final = "estado_desde"
UNTIL: Final = "estado_hasta"
VIEW: Final = "estado_vista"
OPEN_ITEMS: Final = "partidas abiertas"
MOVEMENTS: Final = "movimientos"

STATEMENT: Final = Tab(
    title="Estado de Cuenta",
    table="tblEstado",
    code_name="Hoja_Estado",
    heading="Estado de cuenta",
    hint="Elija el cliente y las fechas, y oprima Cartera ▸ Estado de cuenta; Imprimir "
    "documento lo deja en un PDF.",
    colour=Colour.DARK,
    columns=(
        date("Fecha", "issued"),
        Column("Tipo", "kind", width=30, total=Total.COUNT),
        Column("Número", "number", width=16),
        Column("Concepto", "concept", width=36),
        date("Vence", "due"),
        Column("Mora", "days", Format.DAYS, 10),
        CURRENCY,
        money("Débito", "debit"),
        money("Crédito", "credit"),
        money("Saldo", "balance", total=False, bold=True),
        CURRENCY_INDEX,
    ),
    visible=False,
    frozen=3,
    nouns=("movimiento", "movimientos"),
    bands=("ESTADO DE CUENTA",),
    settings=(
        Setting("Cliente", CUSTOMER),
        Setting("Desde", SINCE, Format.DATE),
        Setting("Hasta", UNTIL, Format.DATE),
        Setting("Vista", VIEW, initial=OPEN_ITEMS, choices=(OPEN_ITEMS, MOVEMENTS)),
    ),
)
