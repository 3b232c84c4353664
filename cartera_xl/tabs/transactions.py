"""Transacciones: every document and application, newest first."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs import names
from cartera_xl.tabs.columns import CURRENCY, CURRENCY_INDEX, CUSTOMER, date, money
from cartera_xl.tabs.tab import Colour, Column, Format, Setting, Tab

TRANSACTIONS: Final = Tab(
    title="Transacciones",
    table="tblTransacciones",
    code_name="Hoja_Transacciones",
    heading="Transacciones",
    hint=(
        "Documentos y aplicaciones, del más reciente al más antiguo. Con «Desde» vacía "
        "se ven los meses que diga el parámetro transacciones.meses; escriba una fecha "
        "y actualice para ver más."
    ),
    colour=Colour.GREY,
    columns=(
        date("Fecha", "effective"),
        Column("Tipo", "kind", width=22),
        Column("Número", "number", width=16),
        CUSTOMER,
        Column("Concepto", "concept", width=36),
        money("Débito", "debit"),
        money("Crédito", "credit"),
        CURRENCY,
        money("Saldo", "balance", total=False, bold=True),
        Column("Registrado", "recorded_at", Format.STAMP, 16.5, centred=True),
        Column("Usuario", "actor", width=16),
        Column("Lote", "batch", width=9),
        CURRENCY_INDEX,
    ),
    frozen=3,
    nouns=("movimiento", "movimientos"),
    bands=("MOVIMIENTO",),
    settings=(Setting("Desde", names.SINCE, Format.DATE),),
    note=names.OMITTED,
)
