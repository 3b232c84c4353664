"""Cartera XL for people who work in LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cartera_xl.cli import report_calc as told
from cartera_xl.cli import screen
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import Json, Simulate
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE

if TYPE_CHECKING:
    from cartera_xl.calc.installing import Changed

app = commands()
calc = commands("Trabajar en LibreOffice Calc.")
app.add_command(calc, "calc")

Profile = Annotated[
    Path | None,
    Option(
        "--perfil",
        metavar="CARPETA",
        help="El perfil de LibreOffice; el del usuario si no se dice.",
    ),
]


@command(calc)
def instalar(
    profile: Profile = None, simulate: Simulate = False, json: Json = False
) -> int:
    """Poner los botones y las funciones en LibreOffice."""
    from cartera_xl.calc import installing
    from cartera_xl.calc.place import user_profile

    done = installing.install(profile or user_profile(), simulate=simulate)
    return _told(done, json)


@command(calc)
def desinstalar(
    profile: Profile = None, simulate: Simulate = False, json: Json = False
) -> int:
    """Quitar los botones y las funciones."""
    from cartera_xl.calc import installing
    from cartera_xl.calc.place import user_profile

    done = installing.remove(profile or user_profile(), simulate=simulate)
    return _told(done, json)


@command(calc)
def abrir(
    workbook: Annotated[
        Path,
        Argument(
            metavar="LIBRO",
            help="El libro; Cartera.xlsm de esta carpeta si no se dice.",
        ),
    ] = Path("Cartera.xlsm"),
    profile: Profile = None,
    json: Json = False,
) -> int:
    """Abrir en LibreOffice una copia del libro."""
    from cartera_xl.calc import opening
    from cartera_xl.calc.place import user_profile

    done = opening.open_copy(workbook, profile or user_profile())
    if json:
        screen.give(told.opened_json(done))
        return DONE
    for line in told.opened_lines(done):
        screen.say(line)
    return DONE


def _told(done: Changed, json: bool) -> int:
    if json:
        screen.give(told.changed_json(done))
    else:
        for line in told.changed_lines(done):
            screen.say(line)
    return DONE
