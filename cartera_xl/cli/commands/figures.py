"""What is owed: the indicators, and one customer's statement."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import report, screen, typed
from cartera_xl.cli.declaring import Option, command
from cartera_xl.cli.options import DAY_FORM, Base, Corte, Customer, Json, Known
from cartera_xl.cli.session import opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE

app = commands()


@command(app)
def resumen(
    context: click.Context,
    corte: Corte = None,
    known: Known = None,
    customer: Annotated[
        str | None,
        Option("--cliente", metavar="CLIENTE", help="Código, NIT o nombre."),
    ] = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Mostrar los cuatro indicadores y las edades a una fecha."""
    from cartera_xl.actions import summarize

    with opened(context, base) as store:
        summary = summarize.run(store, corte or settings.today(), known, customer)
    if json:
        screen.give(report.summary_json(summary))
        return DONE
    for line in report.summary_lines(summary):
        screen.say(line)
    return DONE


@command(app, "estado-cuenta")
def estado_cuenta(
    context: click.Context,
    customer: Customer,
    since: Annotated[
        date | None,
        Option(
            "--desde",
            parser=typed.day,
            metavar=DAY_FORM,
            help="Primer día; el del mes de --hasta si no se dice.",
        ),
    ] = None,
    until: Annotated[
        date | None,
        Option("--hasta", parser=typed.day, metavar=DAY_FORM, help="Último día; hoy."),
    ] = None,
    view: Annotated[
        str,
        Option(
            "--vista",
            parser=typed.view,
            metavar="partidas|movimientos",
            help="Lo que está abierto (si no se dice), o lo que movió el saldo.",
        ),
    ] = "partidas",
    json: Json = False,
    base: Base = None,
) -> int:
    """Mostrar el estado de cuenta de un cliente entre dos fechas."""
    from cartera_xl.actions import statement as action
    from cartera_xl.cli import report_statement as told
    from cartera_xl.ledger.statement import View

    last = until or settings.today()
    first = since or last.replace(day=1)
    if first > last:
        raise typed.Misuse(f"--desde {first} es posterior a --hasta {last}.")
    chosen = View.OPEN_ITEMS if view == "partidas" else View.MOVEMENTS
    with opened(context, base) as store:
        done = action.run(store, customer, first, last, chosen)
    if json:
        screen.give(told.statement_json(done))
        return DONE
    for line in told.statement_lines(done):
        screen.say(line)
    return DONE
