"""Gestiones: calls, notes, promises, disputes and tasks; new ones are typed beside.

What was logged is only read. In the yellow cells of a row the next step of the same
customer is typed, or the row's own is closed; the blank rows at the end are for others.
"""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs import names
from cartera_xl.tabs.columns import (
    CURRENCY,
    CURRENCY_INDEX,
    CUSTOMER,
    NIT,
    POSTING,
    STATUS,
    STATUS_MARKS,
    YES,
    choice,
    date,
    money,
    typed_date,
    typed_money,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Column, Limit, Mark, Tab, Tone

CALL: Final = "Llamada"
NOTE: Final = "Nota"
PROMISE: Final = "Promesa"
DISPUTE: Final = "Disputa"
TASK: Final = "Tarea"
KINDS: Final = (CALL, NOTE, PROMISE, DISPUTE, TASK)

_SHOWN: Final = (
    date("Fecha", "day"),
    CUSTOMER,
    NIT,
    Column("Tipo", "kind", width=11, centred=True),
    Column("Factura", "number", width=14),
    Column("Detalle", "detail", width=44),
    date("Para cuándo", "due"),
    money("Valor", "amount", total=False),
    CURRENCY,
    Column("Situación", "state", width=15, centred=True),
    Column("Usuario", "actor", width=14),
)

COLLECTION_LOG: Final = Tab(
    title="Gestiones",
    table="tblGestiones",
    code_name="Hoja_Gestiones",
    heading="Gestiones de cobro",
    hint=(
        "Anote la gestión siguiente en las columnas amarillas de su fila, o en una "
        f"fila vacía del final; «Cerrar» termina la de la fila. Luego {POSTING}"
    ),
    colour=Colour.RED,
    columns=(
        *_SHOWN,
        choice(
            "Cerrar",
            "close",
            (YES,),
            9,
            "«Sí»: la disputa se resolvió, la tarea se hizo o la promesa se retira.",
        ),
        choice("Anotar", "new_kind", KINDS, 12),
        typed_text(
            "De quién",
            "new_customer",
            28,
            "Código, NIT o nombre del cliente. Vacío: el de la fila.",
        ),
        typed_text(
            "Sobre factura",
            "new_number",
            15,
            "Vacía: sobre todo lo que el cliente debe.",
        ),
        typed_text("Qué pasó", "new_detail", 44),
        typed_date("Cuándo", "new_day"),
        typed_date("Compromiso", "new_due", Limit.ANY_DATE),
        typed_money("Valor prometido", "new_amount", width=16),
        typed_text("En moneda", "new_currency", 11, "Vacía: la base."),
        STATUS,
        Column("_id", "id", hidden=True),
        CURRENCY_INDEX,
    ),
    key=("_id",),
    entry_rows=20,
    nouns=("gestión", "gestiones"),
    bands=("LO REGISTRADO", "RESULTADO"),
    marks=(
        Mark(
            "due",
            f'AND(OR({{state}}="incumplida",{{state}}="atrasada"),{{due}}<{names.CORTE})',
            Tone.BAD,
        ),
        Mark("state", '{state}="incumplida"', Tone.BAD),
        Mark("state", '{state}="atrasada"', Tone.BAD),
        Mark("state", '{state}="abierta"', Tone.WARN),
        Mark("state", '{state}="pendiente"', Tone.WARN),
        Mark("state", 'LEFT({state},8)="cumplida"', Tone.GOOD),
        *STATUS_MARKS,
    ),
    printed=len(_SHOWN),
)
