"""Quotes, up to the customer's answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import (
    DAY_FORM,
    Base,
    Concept,
    Currency,
    Day,
    Json,
    Key,
    RequiredCustomer,
    Simulate,
)
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.spanish import commands

app = commands()
quotes = commands("Crear y seguir cotizaciones.")
app.add_command(quotes, "cotizacion")

Number = Annotated[
    str, Argument(metavar="COTIZACION", help="El número de la cotización.")
]
Note = Annotated[
    str,
    Option("--nota", metavar="TEXTO", help="Qué se habló."),
]


@command(quotes)
def crear(
    context: click.Context,
    number: Number,
    customer: RequiredCustomer,
    amount: Annotated[
        Decimal,
        Option("--valor", parser=typed.amount, metavar="VALOR", help="Su valor."),
    ],
    valid_until: Annotated[
        date,
        Option(
            "--vence", parser=typed.day, metavar=DAY_FORM, help="Hasta cuándo vale."
        ),
    ],
    day: Day = None,
    concept: Concept = "",
    currency: Currency = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar una cotización: no mueve saldos."""
    from cartera_xl.actions import follow_quotes as action

    issued = day or settings.today()
    asked = action.NewQuote(
        number, customer, amount, issued, valid_until, concept, currency or ""
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(quotes)
def seguir(
    context: click.Context,
    number: Number,
    note: Note = "",
    next_day: Annotated[
        date | None,
        Option(
            "--proximo",
            parser=typed.day,
            metavar=DAY_FORM,
            help="Cuándo se vuelve a llamar.",
        ),
    ] = None,
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar un seguimiento: qué se habló y cuándo sigue."""
    from cartera_xl.actions import follow_quotes as action

    asked = action.Step(number, day or settings.today(), "", note, next_day)
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(quotes)
def recordar(
    context: click.Context,
    number: Number,
    folder: Annotated[
        Path,
        Option("--salida", metavar="CARPETA", help="Dónde queda el borrador."),
    ] = Path("Cotizaciones"),
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Preparar el correo que pregunta por una cotización: un borrador .eml."""
    from cartera_xl.actions import remind_quote as action

    asked = action.Asked(number, folder, settings.templates_folder())
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(quotes)
def aceptar(
    context: click.Context,
    number: Number,
    invoice: Annotated[
        str,
        Option(
            "--factura",
            metavar="NUMERO",
            help="La factura en que se convierte.",
            named=True,
        ),
    ] = "",
    due: Annotated[
        date | None,
        Option(
            "--vence",
            parser=typed.day,
            metavar=DAY_FORM,
            help="Cuándo vence esa factura.",
        ),
    ] = None,
    note: Note = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar que el cliente aceptó; con --factura queda facturada."""
    from cartera_xl.actions import follow_quotes as action
    from cartera_xl.ledger.facts import ACCEPTED

    asked = action.Step(
        number, day or settings.today(), ACCEPTED, note, None, invoice, due
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(quotes)
def rechazar(
    context: click.Context,
    number: Number,
    note: Note = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar que el cliente no aceptó."""
    from cartera_xl.actions import follow_quotes as action
    from cartera_xl.ledger.facts import REJECTED

    asked = action.Step(number, day or settings.today(), REJECTED, note)
    return Order(context, base, key, simulate, json).post(action.run, asked)
