"""The command line's root: it loads the one command that was asked for, no other."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from cartera_xl.cli.declaring import before
from cartera_xl.cli.options import Base
from cartera_xl.cli.spanish import SpanishGroup

# Each command and the module of `cli.commands` that holds it, as the help lists them.
COMMANDS: Final = {
    "demo": "folders",
    "iniciar": "folders",
    "importar": "importing",
    "actualizar": "workbook",
    "registrar": "workbook",
    "pagar": "payments",
    "aplicar": "credits",
    "desaplicar": "credits",
    "devolver": "credits",
    "anular": "corrections",
    "castigar": "corrections",
    "corregir": "corrections",
    "cerrar": "months",
    "lotes": "batches",
    "deshacer": "batches",
    "clientes": "customers",
    "cotizacion": "quotes",
    "gestion": "collecting",
    "tarifas": "rates",
    "recordar": "reminding",
    "plantillas": "templates",
    "resumen": "figures",
    "estado-cuenta": "figures",
    "imprimir": "documents",
    "parametros": "keeping",
    "verificar": "keeping",
    "respaldar": "keeping",
    "servidor": "server",
    "instalar": "installing",
    "renovar": "installing",
    "desinstalar": "installing",
    "diagnostico": "installing",
    "calc": "calc",
}


class Root(SpanishGroup):
    """All commands; a module is loaded when one of its commands is looked at."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None where there is no such."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"cartera_xl.cli.commands.{COMMANDS[cmd_name]}")
        found: click.Command = module.app.commands[cmd_name]
        return found


app = Root(
    help="Cartera XL: cuentas por cobrar detrás de un libro de Excel.",
    no_args_is_help=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@before(app)
def keep(context: click.Context, base: Base = None) -> None:
    """Keep what was given before the command."""
    context.obj = base
