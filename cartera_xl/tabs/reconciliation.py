"""Conciliación: bank lines, each with the invoices that it most likely pays."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import (
    CURRENCY,
    CURRENCY_INDEX,
    STATUS,
    STATUS_MARKS,
    YES,
    choice,
    date,
    money,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Column, Format, Tab, Total

_SHOWN: Final = (
    date("Fecha", "date"),
    Column("Descripción", "description", width=40, total=Total.COUNT),
    Column("Referencia", "bank_reference", width=16),
    CURRENCY,
    money("Valor", "amount", bold=True),
    Column("Cliente", "customer", width=32),
    Column("Facturas", "invoices", width=26),
    money("Diferencia", "difference", total=False),
    Column("Puntaje", "score", Format.COUNT, 10),
    Column("Explicación", "explanation", width=44),
)

RECONCILIATION: Final = Tab(
    title="Conciliación",
    table="tblConciliacion",
    code_name="Hoja_Conciliacion",
    heading="Conciliación bancaria",
    hint="Acepte las propuestas que sean correctas; nada se aplica sin su aceptación.",
    colour=Colour.GREEN,
    columns=(
        *_SHOWN,
        choice("Aceptar", "accept", (YES,), 11),
        typed_text("Otro cliente", "other_customer", 20),
        typed_text("Otras facturas", "other_invoices", 22),
        STATUS,
        Column("_linea", "line", hidden=True),
        CURRENCY_INDEX,
    ),
    key=("_linea",),
    visible=False,
    nouns=("línea del banco", "líneas del banco"),
    bands=("LÍNEA DEL BANCO Y PROPUESTA", "RESULTADO"),
    marks=STATUS_MARKS,
    printed=len(_SHOWN),
)
