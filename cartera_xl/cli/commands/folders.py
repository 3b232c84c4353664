"""Working folders: a new one, and the sample company's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import report, screen, typed
from cartera_xl.cli.declaring import Option, command
from cartera_xl.cli.options import DAY_FORM, Folder
from cartera_xl.cli.session import caller
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE

app = commands()


@command(app)
def demo(
    folder: Folder = Path("Cartera"),
    day: Annotated[
        date | None,
        Option("--fecha", parser=typed.day, metavar=DAY_FORM, help="Fecha."),
    ] = None,
) -> int:
    """Crear una empresa de ejemplo con su cartera y su libro."""
    from cartera_xl.actions import demo as action

    with screen.progress() as progress:
        made = action.run(folder, day or settings.today(), caller(), progress)
    for line in report.summary_lines(made.summary):
        screen.say(line)
    screen.say("")
    for line in report.place_lines(made.places):
        screen.say(line)
    return DONE


@command(app)
def iniciar(
    context: click.Context,
    folder: Folder = Path(),
    name: Annotated[
        str, Option("--empresa", metavar="NOMBRE", help="Nombre de la empresa.")
    ] = "",
    nit: Annotated[str, Option("--nit", metavar="NIT", help="NIT de la empresa.")] = "",
    base: Annotated[
        str | None,
        Option(
            "--base",
            metavar="URL",
            help="Servidor donde va la cartera; si no, en la carpeta.",
        ),
    ] = None,
) -> int:
    """Preparar una carpeta: cartera vacía, libro y ajustes."""
    from cartera_xl.actions import start

    server = base or context.obj or ""
    places = start.run(folder, name, nit, caller(), server)
    for line in report.place_lines(places):
        screen.say(line)
    return DONE
