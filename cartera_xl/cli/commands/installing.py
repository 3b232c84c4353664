"""Cartera XL on this machine: put there, taken off, examined."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click

from cartera_xl.cli import report_installing as told
from cartera_xl.cli import screen
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import Base, Json, Simulate, Workbook
from cartera_xl.cli.session import caller
from cartera_xl.cli.spanish import commands
from cartera_xl.cli.typed import Misuse
from cartera_xl.errors import DONE, REFUSED

app = commands()

FolderOption = Annotated[
    Path | None,
    Option(
        "--carpeta",
        metavar="CARPETA",
        help="Dónde va el libro; Documentos/Cartera si no se dice.",
    ),
]


@command(app)
def instalar(
    context: click.Context,
    folder: FolderOption = None,
    addin: Annotated[
        bool,
        Option("--complemento", help="Libro que llama al complemento xlwings."),
    ] = False,
    standalone: Annotated[
        bool, Option("--autonomo", help="Libro que no necesita complemento.")
    ] = False,
    name: Annotated[
        str,
        Option(
            "--empresa",
            metavar="NOMBRE",
            help="Nombre de la empresa, si la cartera es nueva.",
        ),
    ] = "",
    nit: Annotated[
        str,
        Option("--nit", metavar="NIT", help="NIT de la empresa."),
    ] = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Instalar el libro en Excel y la cartera en este equipo, o renovarlos."""
    from cartera_xl.install import installing
    from cartera_xl.install.machine import this_machine
    from cartera_xl.install.modules import Mode
    from cartera_xl.install.planning import Order

    if addin and standalone:
        raise Misuse("--complemento y --autonomo se excluyen: use uno.")
    mode = Mode.ADDIN if addin else Mode.STANDALONE if standalone else None
    order = Order(folder, mode, base or context.obj, name, nit)
    done = installing.run(order, this_machine(), caller(), simulate=simulate)
    if json:
        screen.give(told.installation_json(done))
        return DONE
    for line in told.installation_lines(done):
        screen.say(line)
    return DONE


@command(app)
def renovar(
    context: click.Context,
    workbook: Workbook,
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Cambiar un libro de una versión anterior por uno nuevo, con lo digitado."""
    from cartera_xl.install import renewing
    from cartera_xl.install.machine import this_machine

    named = base or context.obj
    done = renewing.run(workbook, this_machine(), caller(), named, simulate=simulate)
    if json:
        screen.give(told.renewal_json(done))
        return DONE
    for line in told.renewal_lines(done):
        screen.say(line)
    return DONE


@command(app)
def desinstalar(
    folder: FolderOption = None, simulate: Simulate = False, json: Json = False
) -> int:
    """Quitar lo que instalar escribió; la cartera y los libros quedan."""
    from cartera_xl.install import removing
    from cartera_xl.install.machine import this_machine

    done = removing.run(this_machine(), caller(), folder, simulate=simulate)
    if json:
        screen.give(told.removal_json(done))
        return DONE
    for line in told.removal_lines(done):
        screen.say(line)
    return DONE


@command(app)
def diagnostico(
    context: click.Context,
    workbook: Annotated[
        Path | None,
        Argument(metavar="LIBRO", help="El libro; el instalado si no se dice."),
    ] = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Revisar la instalación: un informe para copiar, y qué hacer con cada falla."""
    from cartera_xl.install import diagnosis
    from cartera_xl.install.machine import this_machine

    found = diagnosis.run(this_machine(), caller(), workbook, base or context.obj)
    if json:
        screen.give(diagnosis.as_json(found))
    else:
        screen.say(diagnosis.as_text(found))
    return REFUSED if found.faults else DONE
