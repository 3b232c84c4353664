"""Parámetros: what the company may choose, saved by a button."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cartera_xl.tabs.columns import STATUS, STATUS_MARKS, VERSION, typed_text
from cartera_xl.tabs.tab import Colour, Column, Tab

PARAMETERS: Final = Tab(
    title="Parámetros",
    table="tblParametros",
    code_name="Hoja_Parametros",
    heading="Parámetros de la empresa",
    hint="Cambie los valores y oprima Cartera ▸ Guardar parámetros (o use «cartera "
    "parametros»).",
    colour=Colour.GREY,
    columns=(
        Column("Parámetro", "key", width=28),
        Column("Descripción", "description", width=112),
        replace(
            typed_text("Valor", "value", 40, "Vacía: vuelve al valor inicial."),
            prefilled=True,
        ),
        STATUS,
        VERSION,
    ),
    key=("Parámetro",),
    frozen=1,
    nouns=("parámetro", "parámetros"),
    bands=("PARÁMETRO", "RESULTADO"),
    marks=STATUS_MARKS,
)
