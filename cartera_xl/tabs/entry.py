"""Registro: what has no row on another tab, typed and posted like the rest."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import (
    CASH_ACCOUNT,
    MEANS_COLUMN,
    POSTING,
    REFERENCE,
    STATUS,
    STATUS_MARKS,
    choice,
    typed_date,
    typed_money,
    typed_rate,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Limit, Tab

ADVANCE: Final = "Anticipo"
PAYMENT: Final = "Pago"
INVOICE: Final = "Factura"
CREDIT_NOTE: Final = "Nota crédito"
DEBIT_NOTE: Final = "Nota débito"
QUOTE: Final = "Cotización"
CUSTOMER: Final = "Cliente"
KINDS: Final = (
    ADVANCE,
    PAYMENT,
    INVOICE,
    CREDIT_NOTE,
    DEBIT_NOTE,
    QUOTE,
    CUSTOMER,
)
# A line of Pago with one of these concepts is no money: it was withheld or deducted.
WITHHOLDING_CONCEPTS: Final = ("Retefuente", "ReteIVA", "ReteICA", "Otra deducción")

ENTRY: Final = Tab(
    title="Registro",
    table="tblRegistro",
    code_name="Hoja_Registro",
    heading="Registro",
    hint=(
        "Digite aquí lo que no tiene fila en otra pestaña: una línea por documento. "
        f"Luego {POSTING}"
    ),
    colour=Colour.DARK,
    columns=(
        choice("Tipo", "kind", KINDS, 15),
        typed_text("Cliente", "customer", 30, "Código, NIT o nombre del cliente."),
        typed_text(
            "Número",
            "number",
            15,
            "El del documento; el NIT, si la línea es un cliente. Un anticipo sin "
            "número toma el siguiente.",
        ),
        typed_date("Fecha", "issued"),
        typed_date("Vence", "due", Limit.ANY_DATE),
        typed_money("Valor", "amount"),
        typed_text("Moneda", "currency", 9, "Vacía: la moneda base."),
        MEANS_COLUMN,
        CASH_ACCOUNT,
        REFERENCE,
        typed_text("Factura", "invoice", 15, "La factura que se paga o se corrige."),
        typed_text(
            "Concepto",
            "concept",
            30,
            "En un pago: Retefuente, ReteIVA, ReteICA u Otra deducción, si la línea no "
            "es dinero. En un cliente: su nombre.",
        ),
        typed_money("Base", "base"),
        typed_rate("Tarifa", "rate"),
        typed_text("Municipio", "town", 16),
        typed_text("Certificado", "certificate", 15),
        typed_text("Nota", "note", 34),
        STATUS,
    ),
    entry_rows=30,
    nouns=("línea", "líneas"),
    bands=("RESULTADO",),
    marks=STATUS_MARKS,
)
