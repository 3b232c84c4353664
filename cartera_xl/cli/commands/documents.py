"""Documents on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import printing, screen
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import Base, CustomerOption, Json, Replace
from cartera_xl.cli.session import opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE

app = commands()


@command(app)
def imprimir(
    context: click.Context,
    document: Annotated[
        str,
        Argument(metavar="DOCUMENTO", help="Un recibo, factura, nota o cotización."),
    ],
    target: Annotated[
        Path | None,
        Option(
            "--salida",
            metavar="ARCHIVO",
            help="El PDF, o la carpeta; si no, en la carpeta actual.",
        ),
    ] = None,
    customer: CustomerOption = "",
    replace: Replace = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Imprimir un documento como PDF, con lo que la cartera sabe hoy de él."""
    from cartera_xl.actions import print_documents as action

    asked = action.Asked(document, customer, target, replace=replace)
    with opened(context, base) as store:
        done = action.run(store, asked, settings.today(), settings.templates_folder())
    if json:
        screen.give(printing.printed_json(done))
        return DONE
    for line in printing.printed_lines(done):
        screen.say(line)
    return DONE
