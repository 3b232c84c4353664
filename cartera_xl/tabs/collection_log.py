"""Gestiones: calls, notes, promises, disputes and tasks; the last rows are typed."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs import names
from cartera_xl.tabs.columns import (
    CURRENCY_INDEX,
    POSTING,
    STATUS,
    STATUS_MARKS,
    choice,
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

COLLECTION_LOG: Final = Tab(
    title="Gestiones",
    table="tblGestiones",
    code_name="Hoja_Gestiones",
    heading="Gestiones de cobro",
    hint=f"Anote la gestión en una fila vacía y {POSTING}",
    colour=Colour.RED,
    columns=(
        typed_date("Fecha", "date"),
        typed_text("Cliente", "customer", 30, "Código, NIT o nombre del cliente."),
        choice("Tipo", "kind", KINDS, 13),
        typed_text("Factura", "number", 14),
        typed_text("Detalle", "detail", 48),
        typed_date("Para cuándo", "due", Limit.ANY_DATE),
        typed_money("Valor prometido", "amount", width=16),
        typed_text("Moneda", "currency", 9, "Vacía: la moneda base."),
        Column("Usuario", "actor", width=16),
        STATUS,
        Column("_id", "id", hidden=True),
        CURRENCY_INDEX,
    ),
    key=("_id",),
    visible=False,
    entry_rows=20,
    nouns=("gestión", "gestiones"),
    bands=("RESULTADO",),
    marks=(
        Mark(
            "due",
            f'AND({{kind}}="{PROMISE}",N({{due}})>0,{{due}}<{names.CORTE})',
            Tone.BAD,
        ),
        *STATUS_MARKS,
    ),
)
