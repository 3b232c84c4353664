"""Retenciones: what customers withheld, and whether the certificate came."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import (
    CURRENCY,
    CUSTOMER,
    HIDDEN,
    NIT,
    POSTING,
    STATUS,
    STATUS_MARKS,
    date,
    money,
    typed_date,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Column, Format, Tab

_SHOWN: Final = (
    CUSTOMER,
    NIT,
    Column("Factura", "number", width=14),
    Column("Recibo", "receipt", width=14),
    date("Fecha", "date"),
    Column("Tipo", "kind", width=13),
    CURRENCY,
    money("Base", "base"),
    Column("Tarifa", "rate", Format.PERCENT, 9),
    money("Valor", "amount", bold=True),
    Column("Municipio", "town", width=16),
    Column("Certificado", "proof", width=16),
    date("Recibido", "arrived"),
)

WITHHOLDINGS: Final = Tab(
    title="Retenciones",
    table="tblRetenciones",
    code_name="Hoja_Retenciones",
    heading="Retenciones que hicieron los clientes",
    hint=(f"Anote el certificado cuando llegue y {POSTING}"),
    colour=Colour.DARK,
    columns=(
        *_SHOWN,
        typed_text("Nuevo certificado", "certificate", 17),
        typed_date("Llegó el", "received"),
        STATUS,
        Column("_id", "id", hidden=True),
        *HIDDEN,
    ),
    key=("_id",),
    frozen=3,
    nouns=("retención", "retenciones"),
    bands=("DATOS DE LA RETENCIÓN", "RESULTADO"),
    marks=STATUS_MARKS,
    printed=len(_SHOWN),
)
