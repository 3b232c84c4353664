"""Clientes: what each customer owes, one row per customer and currency."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cartera_xl.tabs import names
from cartera_xl.tabs.columns import (
    CURRENCY,
    HIDDEN,
    NIT,
    STATUS,
    STATUS_MARKS,
    YES,
    choice,
    date,
    money,
    typed_text,
)
from cartera_xl.tabs.tab import Colour, Column, Format, Mark, Tab, Tone, Total

# A workbook is built with as many range columns in view as the default ranges are.
_RANGES_IN_VIEW: Final = 7


def range_field(position: int) -> str:
    """Return the field of a range's balance, counted from 1 («Corriente»)."""
    return f"range_{position}"


def _range(position: int) -> Column:
    """Return the column of one ageing range.

    Ranges are a parameter and formulas refer to columns by name, so the name is the
    range's position and the range itself («1–30») stands above it.
    """
    return Column(
        f"Edad {position}",
        range_field(position),
        Format.MONEY,
        17,
        hidden=position > _RANGES_IN_VIEW,
        total=Total.SUM,
        range=position,
    )


def _prefilled(column: Column) -> Column:
    return replace(column, prefilled=True)


CUSTOMERS: Final = Tab(
    title="Clientes",
    table="tblClientes",
    code_name="Hoja_Clientes",
    heading="Clientes",
    hint=(
        "Una fila por cliente y moneda. Grupo, correo, teléfono y excluido se pueden "
        "corregir aquí; cada cambio queda en la auditoría."
    ),
    colour=Colour.DARK,
    columns=(
        Column("Código", "code", width=12),
        NIT,
        Column("Nombre", "name", width=38, total=Total.COUNT),
        _prefilled(typed_text("Grupo", "group", 20)),
        _prefilled(typed_text("Correo", "email", 32)),
        _prefilled(typed_text("Teléfono", "phone", 15)),
        CURRENCY,
        money("Por vencer", "not_due"),
        money("Vencido", "overdue"),
        money("Créditos", "credit"),
        money("Saldo neto", "net", bold=True),
        Column("Mora máxima", "days", Format.DAYS, 10),
        *map(_range, range(1, names.MAX_RANGES + 1)),
        date("Último pago", "last_payment"),
        date("Promesa", "promise"),
        _prefilled(
            choice(
                "Excluido",
                "excluded",
                (YES,),
                11,
                "«Sí»: este cliente no recibe recordatorios por ningún medio.",
            )
        ),
        STATUS,
        *HIDDEN,
    ),
    key=("Código", "Moneda"),
    frozen=3,
    nouns=("cliente", "clientes"),
    several="saldos",  # a customer has one in each currency
    bands=("DATOS DEL CLIENTE", "CARTERA", "SEGUIMIENTO", "RESULTADO"),
    printed=12 + names.MAX_RANGES,  # with the columns after the ranges: too small
    marks=(
        Mark("promise", f"AND(N({{promise}})>0,{{promise}}<{names.CORTE})", Tone.BAD),
        *STATUS_MARKS,
    ),
)
