"""Keeping a ledger: its parameters, its checks, its copies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import report, screen
from cartera_xl.cli.declaring import Argument, command
from cartera_xl.cli.options import Base, Json
from cartera_xl.cli.session import caller, opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE, REFUSED

app = commands()


@command(app)
def parametros(
    context: click.Context,
    key: Annotated[str | None, Argument(metavar="CLAVE", help="El parámetro.")] = None,
    value: Annotated[
        str | None, Argument(metavar="VALOR", help="Su nuevo valor.")
    ] = None,
    base: Base = None,
) -> int:
    """Ver los parámetros de la empresa, o cambiar uno."""
    from cartera_xl.actions import parameters as action

    with opened(context, base) as store:
        if key is not None and value is not None:
            changed = action.change(store, key, value, caller())
            if not changed:
                screen.say(f"«{key}» ya vale eso: no se registró nada.")
        for line in report.parameter_lines(action.listed(store, key)):
            screen.say(line)
    return DONE


@command(app)
def verificar(context: click.Context, json: Json = False, base: Base = None) -> int:
    """Comprobar que la cartera está íntegra y cuadra."""
    from cartera_xl.actions import verify

    with opened(context, base) as store:
        checks = verify.run(store, settings.today())
    if json:
        screen.give(report.check_json(checks))
    else:
        for line in report.check_lines(checks):
            screen.say(line)
    return DONE if all(check.passed for check in checks) else REFUSED


@command(app)
def respaldar(
    context: click.Context,
    target: Annotated[Path, Argument(metavar="ARCHIVO", help="La copia.")],
    base: Base = None,
) -> int:
    """Guardar una copia verificada de la cartera."""
    from cartera_xl.actions import backup

    with opened(context, base) as store:
        backup.run(store, target)
    screen.say(f"Respaldo verificado en {target}.")
    return DONE
