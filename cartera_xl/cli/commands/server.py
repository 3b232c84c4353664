"""A server's ledger: who may enter it, and moving into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import click

from cartera_xl import settings
from cartera_xl.actions.administer_server import Part
from cartera_xl.cli import screen
from cartera_xl.cli.declaring import Argument, Option, before, command
from cartera_xl.cli.options import Base
from cartera_xl.cli.session import opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE

if TYPE_CHECKING:
    from cartera_xl.store import Store

app = commands()
server = commands("Administrar una cartera que está en un servidor PostgreSQL.")
app.add_command(server, "servidor")

Person = Annotated[
    str, Argument(metavar="USUARIO", help="Con el que entra al servidor.")
]
Apply = Annotated[bool, Option("--aplicar", help="Ejecutarlo, y no solo mostrarlo.")]


@before(server)
def servidor(context: click.Context, base: Base = None) -> None:
    """Administrar una cartera que está en un servidor PostgreSQL."""
    context.obj = base or context.obj


@command(server)
def roles(context: click.Context, apply: Apply = False, base: Base = None) -> int:
    """Dar a los grupos de quienes registran y consultan sus permisos."""
    from cartera_xl.actions import administer_server as action

    if not apply:
        return _show(action.rights())
    with opened(context, base) as store:
        return _run(store, action.rights())


@command(server)
def admitir(
    context: click.Context,
    person: Person,
    part: Annotated[
        Part, Option("--papel", metavar="registra|consulta", help="Qué hará.")
    ],
    apply: Apply = False,
    base: Base = None,
) -> int:
    """Dejar entrar a alguien en la empresa, y crear su usuario si no lo hay."""
    from cartera_xl.actions import administer_server as action

    with opened(context, base) as store:
        statements = action.admission(store, person, part)
        return _run(store, statements) if apply else _show(statements)


@command(server)
def retirar(
    context: click.Context,
    person: Person,
    apply: Apply = False,
    base: Base = None,
) -> int:
    """Sacar a alguien de la empresa; su usuario queda."""
    from cartera_xl.actions import administer_server as action

    with opened(context, base) as store:
        statements = action.dismissal(store, person)
        return _run(store, statements) if apply else _show(statements)


@command(server)
def mudar(
    context: click.Context,
    address: Annotated[str, Argument(metavar="URL", help="La dirección del servidor.")],
    base: Base = None,
) -> int:
    """Llevar al servidor la cartera de un archivo, entera; el archivo se cierra."""
    from cartera_xl.actions import administer_server as action

    with opened(context, base) as store:
        file, place = action.move(store, address)
    screen.say(f"La cartera de {file} está ahora en {place}.")
    screen.say(f"En {settings.FILE_NAME} escriba: {_base_line(address)}")
    return DONE


def _base_line(address: str) -> str:
    return settings.settings_text(address).splitlines()[-1]


def _show(statements: list[str]) -> int:
    from cartera_xl.actions import administer_server as action

    screen.say(action.script(statements).rstrip())
    return DONE


def _run(store: Store, statements: list[str]) -> int:
    from cartera_xl.actions import administer_server as action

    action.run(store, statements)
    screen.say("Hecho.")
    return DONE
