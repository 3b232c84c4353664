"""What is owed: the indicators, and customers' statements."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import report, screen, typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import (
    DAY_FORM,
    Base,
    Corte,
    Json,
    Known,
    Replace,
    Requested,
)
from cartera_xl.cli.ordering import Order
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
    customer: Annotated[
        str,
        Argument(metavar="CLIENTE", help="Código, NIT o nombre."),
    ] = "",
    everybody: Annotated[
        bool,
        Option("--todos", help="De cada cliente que tenga algo; va con --pdf."),
    ] = False,
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
    pdf: Annotated[
        Path | None,
        Option(
            "--pdf",
            metavar="ARCHIVO",
            help="Escribirlo como PDF; con --todos, la carpeta.",
        ),
    ] = None,
    draft: Annotated[
        Path | None,
        Option(
            "--borrador",
            metavar="CARPETA",
            help="Dejar ahí un correo .eml al cliente con el PDF; usted lo envía.",
        ),
    ] = None,
    requested: Requested = "",
    replace: Replace = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Mostrar o imprimir el estado de cuenta de un cliente, o el de todos."""
    from cartera_xl.cli.printing import Statements

    if everybody == bool(customer):
        raise typed.Misuse("Diga de quién: un cliente, o --todos.")
    if everybody and pdf is None:
        raise typed.Misuse("--todos va con --pdf y una carpeta.")
    if draft and (everybody or pdf or until):
        raise typed.Misuse("--borrador es de un cliente y a hoy: sin --pdf ni --hasta.")
    if requested and not draft:
        raise typed.Misuse("--respuesta-a va con --borrador.")
    last = until or settings.today()
    first = since or last.replace(day=1)
    if first > last:
        raise typed.Misuse(f"--desde {first} es posterior a --hasta {last}.")
    asked = Statements(customer, first, last, view, pdf, replace)
    if draft:
        return asked.mail(Order(context, base, "", False, json), draft, requested)
    with opened(context, base) as store:
        return asked.give(store, json=json)
