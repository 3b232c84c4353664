"""Cotizaciones: quotes, how long each is still good for, and its follow-up."""

from __future__ import annotations

from typing import Final

from cartera_xl.ledger.status import QuoteState
from cartera_xl.tabs.columns import (
    CURRENCY,
    CUSTOMER,
    HIDDEN,
    NIT,
    POSTING,
    STATUS,
    STATUS_MARKS,
    choice,
    date,
    money,
    typed_date,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Column, Limit, Mark, Tab, Tone

# What the customer answers; until then the dates alone say where a quote stands.
ACCEPTED: Final = "Aceptada"
REFUSED: Final = "Rechazada"
_SHOWN: Final = (
    Column("Número", "number", width=14),
    CUSTOMER,
    NIT,
    date("Fecha", "issued"),
    date("Válida hasta", "valid_until"),
    CURRENCY,
    money("Valor", "total", bold=True),
    Column("Situación", "state", width=13, centred=True),
    Column("Último seguimiento", "last_follow_up", width=58),
)

QUOTES: Final = Tab(
    title="Cotizaciones",
    table="tblCotizaciones",
    code_name="Hoja_Cotizaciones",
    heading="Cotizaciones",
    hint=(
        "Siga cada cotización hasta que el cliente responda. Llene las columnas "
        f"amarillas y {POSTING}"
    ),
    colour=Colour.GREY,
    columns=(
        *_SHOWN,
        choice(
            "Nueva situación",
            "new_state",
            (ACCEPTED, REFUSED),
            16,
            "La respuesta del cliente. Vacía: la cotización sigue abierta.",
        ),
        typed_date("Próximo seguimiento", "next_follow_up", Limit.ANY_DATE),
        typed_text("Nota", "note", 34),
        STATUS,
        *HIDDEN,
    ),
    key=("Número",),
    frozen=2,
    nouns=("cotización", "cotizaciones"),
    bands=("DATOS DE LA COTIZACIÓN", "RESULTADO"),
    marks=(
        Mark("state", f'{{state}}="{QuoteState.EXPIRED}"', Tone.BAD),
        Mark("state", f'{{state}}="{QuoteState.EXPIRING}"', Tone.WARN),
        Mark("state", f'{{state}}="{ACCEPTED}"', Tone.GOOD),
        *STATUS_MARKS,
    ),
    printed=len(_SHOWN),
    retired=("Recordar",),
)
