"""Gestiones: what was done to collect, what came of it, and who was contacted."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import report_collection as report
from cartera_xl.cli import screen, typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import (
    DAY_FORM,
    Base,
    Channel,
    Corte,
    Currency,
    Customer,
    CustomerOption,
    Day,
    Json,
    Key,
    Kind,
    Requested,
    Simulate,
)
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.session import caller, opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE, REFUSED
from cartera_xl.ledger.facts import CALL, DISPUTE, NOTE, PROMISE, TASK

app = commands()
events = commands("Anotar gestiones de cobro, cerrarlas y verlas.")
app.add_command(events, "gestion")

Detail = Annotated[
    str,
    Option(
        "--detalle",
        metavar="TEXTO",
        help="Qué se hizo o qué se dijo.",
    ),
]
Invoice = Annotated[
    str,
    Option(
        "--factura",
        metavar="FACTURA",
        help="De cuál factura; sin ella, de todo lo que debe.",
    ),
]


def _for(help_: str) -> Option:
    return Option("--para", parser=typed.day, metavar=DAY_FORM, help=help_)


def _day(option: str, help_: str) -> Option:
    return Option(option, parser=typed.day, metavar=DAY_FORM, help=help_)


@command(events)
def nota(
    context: click.Context,
    customer: Customer,
    detail: Detail = "",
    invoice: Invoice = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Anotar algo de un cliente."""
    from cartera_xl.actions import log_events as action

    asked = action.NewEvent(NOTE, customer, day or settings.today(), detail, invoice)
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(events)
def llamada(
    context: click.Context,
    customer: Customer,
    detail: Detail = "",
    invoice: Invoice = "",
    hour: Annotated[
        time | None,
        Option(
            "--hora", parser=typed.hour, metavar="HH:MM", help="Ahora si no se dice."
        ),
    ] = None,
    answered: Annotated[
        bool, Option("--contesto/--no-contesto", help="Si la persona habló.")
    ] = False,
    channel: Channel = "phone",
    kind: Kind = "deudor",
    requested: Requested = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Anotar una llamada; queda en el registro de contactos (Ley 2300 de 2023)."""
    from cartera_xl.actions import log_events as action
    from cartera_xl.ledger.verbs.collection import ANSWERING, COLLECTING

    asked = action.NewEvent(
        CALL,
        customer,
        day or settings.today(),
        detail,
        invoice,
        hour=hour or caller().moment.time().replace(second=0, microsecond=0),
        channel=channel,
        contact_kind=kind,
        two_way=answered,
        reason=ANSWERING if requested else COLLECTING,
        reference=requested,
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(events)
def promesa(
    context: click.Context,
    customer: Customer,
    amount: Annotated[
        Decimal,
        Option(
            "--valor", parser=typed.amount, metavar="VALOR", help="Cuánto prometió."
        ),
    ],
    due: Annotated[date, _for("Para cuándo.")],
    invoice: Invoice = "",
    currency: Currency = None,
    detail: Detail = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Anotar una promesa de pago: hasta su fecha no se le recuerda."""
    from cartera_xl.actions import log_events as action

    asked = action.NewEvent(
        PROMISE,
        customer,
        day or settings.today(),
        detail,
        invoice,
        due,
        amount,
        currency or "",
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(events)
def disputa(
    context: click.Context,
    customer: Customer,
    detail: Detail = "",
    invoice: Invoice = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Anotar que el cliente disputa una factura, o todo: no se le recuerda."""
    from cartera_xl.actions import log_events as action

    asked = action.NewEvent(DISPUTE, customer, day or settings.today(), detail, invoice)
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(events)
def tarea(
    context: click.Context,
    customer: Customer,
    due: Annotated[date, _for("Para cuándo.")],
    detail: Detail = "",
    invoice: Invoice = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Anotar lo que hay que hacer, y para cuándo."""
    from cartera_xl.actions import log_events as action

    asked = action.NewEvent(
        TASK, customer, day or settings.today(), detail, invoice, due
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(events)
def cerrar(
    context: click.Context,
    event: Annotated[
        int,
        Argument(parser=typed.count, metavar="GESTION", help="Su número."),
    ],
    detail: Detail = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Cerrar una disputa resuelta, una tarea hecha o una promesa que se retira."""
    from cartera_xl.actions import log_events as action

    asked = action.Ending(event, day or settings.today(), detail)
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(events)
def listar(
    context: click.Context,
    customer: CustomerOption = "",
    pending: Annotated[
        bool, Option("--pendientes", help="Solo lo que falta por hacer.")
    ] = False,
    corte: Corte = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Mostrar las gestiones, y en qué va cada una."""
    from cartera_xl.actions import list_events

    with opened(context, base) as store:
        found = list_events.run(
            store, corte or settings.today(), customer, pending_only=pending
        )
    if json:
        screen.give([report.step_json(step) for step in found])
        return DONE
    for line in report.step_lines(found):
        screen.say(line)
    return DONE


@command(events)
def puede(
    context: click.Context,
    customer: Customer,
    channel: Channel = "phone",
    kind: Kind = "deudor",
    json: Json = False,
    base: Base = None,
) -> int:
    """Decir si ahora se puede contactar a un cliente, y si no, desde cuándo."""
    from cartera_xl.actions import may_contact

    with opened(context, base) as store:
        answer = may_contact.run(store, customer, channel, kind, caller().moment)
    if json:
        screen.give(report.answer_json(answer))
    else:
        screen.say(answer.sentence)
    return DONE if answer.allowed else REFUSED


@command(events)
def intereses(
    context: click.Context,
    customer: Customer,
    rate: Annotated[
        int,
        Option(
            "--tasa",
            parser=typed.rate,
            metavar="TASA",
            help="Efectiva anual, como la certifica la Superfinanciera: 25,02%.",
        ),
    ],
    corte: Corte = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Calcular los intereses de mora de un cliente, sin cobrarlos."""
    from cartera_xl.actions import late_interest

    at = corte or settings.today()
    with opened(context, base) as store:
        found = late_interest.run(store, customer, Decimal(rate) / 1_000_000, at)
    if json:
        screen.give(report.interest_json(found))
        return DONE
    for line in report.interest_lines(found):
        screen.say(line)
    return DONE


@command(events)
def exportar(
    context: click.Context,
    file: Annotated[
        Path, Argument(metavar="ARCHIVO", help="Un .xlsx o un .csv nuevo.")
    ],
    since: Annotated[date | None, _day("--desde", "Desde cuándo.")] = None,
    until: Annotated[date | None, _day("--hasta", "Hasta cuándo.")] = None,
    customer: CustomerOption = "",
    json: Json = False,
    base: Base = None,
) -> int:
    """Escribir el registro de contactos, como prueba (Ley 2300 de 2023)."""
    from cartera_xl.actions import export_contacts

    with opened(context, base) as store:
        written = export_contacts.run(store, file, since, until, customer)
    if json:
        screen.give({"archivo": str(file), "contactos": written})
    else:
        screen.say(report.exported(written, file))
    return DONE
