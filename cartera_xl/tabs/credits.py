"""Créditos a Favor: credit notes, advances and over-payments that are still free."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import (
    CASH_ACCOUNT,
    CURRENCY,
    CUSTOMER,
    HIDDEN,
    MEANS_COLUMN,
    NIT,
    POSTING,
    STATUS,
    STATUS_MARKS,
    date,
    money,
    typed_date,
    typed_money,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Column, Mark, Tab, Tone

_SHOWN: Final = (
    CUSTOMER,
    NIT,
    Column("Documento", "number", width=16),
    Column("Tipo", "kind", width=18),
    date("Emisión", "issued"),
    Column("Factura", "invoice", width=14),
    Column("Concepto", "concept", width=30),
    CURRENCY,
    money("Total", "total"),
    money("Aplicado", "used"),
    money("Saldo", "balance", bold=True),
)
_ABOVE_BALANCE: Final = "N({apply_amount})+N({refund_amount})>N({balance})+0.005"

CREDITS: Final = Tab(
    title="Créditos a Favor",
    table="tblCreditos",
    code_name="Hoja_Creditos",
    heading="Créditos a favor de clientes",
    hint=(
        "Aplique cada crédito a una factura, o devuélvalo si la empresa lo permite, "
        f"y {POSTING}"
    ),
    colour=Colour.GREEN,
    columns=(
        *_SHOWN,
        typed_text(
            "Aplicar a",
            "apply_to",
            16,
            "Factura que recibe el crédito. Vacía: la que el crédito nombra y luego "
            "la más antigua.",
        ),
        typed_money("Valor a aplicar", "apply_amount"),
        typed_money("Valor a devolver", "refund_amount", width=16),
        typed_date("Fecha", "effective"),
        MEANS_COLUMN,
        CASH_ACCOUNT,
        STATUS,
        *HIDDEN,
    ),
    key=("Documento",),
    frozen=3,
    nouns=("crédito", "créditos"),
    bands=("DATOS DEL CRÉDITO", "RESULTADO"),
    marks=(
        *(
            Mark(field, f"AND(N({{{field}}})>0,{_ABOVE_BALANCE})", Tone.BAD)
            for field in ("apply_amount", "refund_amount")
        ),
        *STATUS_MARKS,
    ),
    printed=len(_SHOWN),
)
