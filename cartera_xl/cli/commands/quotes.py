"""Quotes, up to the customer's answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from cartera_xl import settings
from cartera_xl.cli import typed
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
from cartera_xl.cli.spanish import SpanishCommand, commands

app = commands()
quotes = commands("Crear y seguir cotizaciones.")
app.add_typer(quotes, name="cotizacion")

Number = Annotated[
    str, typer.Argument(metavar="COTIZACION", help="El número de la cotización.")
]
Note = Annotated[
    str,
    typer.Option("--nota", metavar="TEXTO", help="Qué se habló.", show_default=False),
]


@quotes.command(cls=SpanishCommand)
def crear(
    context: typer.Context,
    number: Number,
    customer: RequiredCustomer,
    amount: Annotated[
        Decimal,
        typer.Option("--valor", parser=typed.amount, metavar="VALOR", help="Su valor."),
    ],
    valid_until: Annotated[
        date,
        typer.Option(
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


@quotes.command(cls=SpanishCommand)
def seguir(
    context: typer.Context,
    number: Number,
    note: Note = "",
    next_day: Annotated[
        date | None,
        typer.Option(
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


@quotes.command(cls=SpanishCommand)
def aceptar(
    context: typer.Context,
    number: Number,
    invoice: Annotated[
        str,
        typer.Option(
            "--factura",
            metavar="NUMERO",
            help="La factura en que se convierte.",
            show_default=False,
        ),
    ] = "",
    due: Annotated[
        date | None,
        typer.Option(
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


@quotes.command(cls=SpanishCommand)
def rechazar(
    context: typer.Context,
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
