"""Recordatorios: who would be reminded of what, before anything is sent."""

from __future__ import annotations

from typing import Final

from cartera_xl.ledger.outgoing import NAMES, State
from cartera_xl.tabs.columns import CURRENCY, CURRENCY_INDEX, CUSTOMER, NIT, money
from cartera_xl.tabs.tab import Colour, Column, Format, Mark, Tab, Tone

SENDS: Final = "Se envía"
WITHHELD: Final = "No se envía"
# What a message is called once it was written.
_WENT: Final = tuple(NAMES[s].capitalize() for s in (State.PREPARED, State.SENT))
_LOUD: Final = tuple(NAMES[s].capitalize() for s in (State.FAILED, State.UNCERTAIN))

REMINDERS: Final = Tab(
    title="Recordatorios",
    table="tblRecordatorios",
    code_name="Hoja_Recordatorios",
    heading="Recordatorios: vista previa",
    hint="Cartera ▸ Vista previa la llena; Recordatorios pregunta y escribe los "
    "borradores. Quien no recibe recordatorio dice por qué.",
    colour=Colour.RED,
    columns=(
        CUSTOMER,
        NIT,
        Column("Destinatario", "recipient", width=32),
        Column("Nivel", "level", width=16),
        Column("Documentos", "documents", Format.COUNT, 12),
        CURRENCY,
        money("Saldo", "balance", bold=True),
        Column("Mora máxima", "days", Format.DAYS, 13),
        Column("Envío", "decision", width=13, centred=True),
        Column("Motivo", "reason", width=88),
        CURRENCY_INDEX,
    ),
    nouns=("cliente", "clientes"),
    several="filas",
    bands=("RECORDATORIO",),
    marks=(
        Mark("decision", f'{{decision}}="{WITHHELD}"', Tone.WARN),
        Mark("decision", f'{{decision}}="{SENDS}"', Tone.GOOD),
        *(Mark("decision", f'{{decision}}="{name}"', Tone.GOOD) for name in _WENT),
        *(Mark("decision", f'{{decision}}="{name}"', Tone.BAD) for name in _LOUD),
    ),
)
