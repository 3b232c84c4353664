"""The templates of mails and documents: looking them over, copying them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cartera_xl import settings
from cartera_xl.cli import screen
from cartera_xl.cli.declaring import Argument, command
from cartera_xl.cli.options import Folder, Json
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE, REFUSED

app = commands()
templates = commands("Revisar y copiar las plantillas de correos y documentos.")
app.add_command(templates, "plantillas")


@command(templates)
def revisar(
    folder: Annotated[
        Path | None,
        Argument(
            metavar="CARPETA",
            help="Dónde están las suyas; si no se dice, las de los ajustes.",
        ),
    ] = None,
    json: Json = False,
) -> int:
    """Nombrar archivo y línea de cada falla de las plantillas."""
    from cartera_xl.actions import templates as action

    faults = action.review(folder or settings.templates_folder())
    if json:
        screen.give(
            [
                {"archivo": fault.file, "linea": fault.line, "falla": fault.sentence}
                for fault in faults
            ]
        )
    for fault in () if json else faults:
        screen.say(str(fault))
    if not faults and not json:
        screen.say("Las plantillas están bien.")
    return REFUSED if faults else DONE


@command(templates)
def copiar(folder: Folder) -> int:
    """Copiar las plantillas de correos y documentos a una carpeta, para cambiarlas."""
    from cartera_xl.actions import templates as action

    for path in action.copy(folder):
        screen.say(str(path))
    screen.say(
        f"Para usarlas, escriba en {settings.FILE_NAME}: "
        f'plantillas = "{folder.as_posix()}"'
    )
    return DONE
