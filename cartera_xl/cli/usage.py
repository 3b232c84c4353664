"""A command that was typed wrong, as one Spanish sentence."""

from __future__ import annotations

import click

from cartera_xl.cli.declaring import BlankValue
from cartera_xl.cli.typed import Misuse


def sentence(misuse: click.ClickException) -> str:
    """Return what to correct; the library's own words are English."""
    return f"{_what(misuse)} Vea «cartera --help»."


def _what(misuse: click.ClickException) -> str:
    match misuse:
        case Misuse():
            return misuse.message
        case click.NoSuchOption():
            return f"No hay una opción {misuse.option_name}."
        case click.NoSuchCommand():
            return f"No hay una orden «{misuse.command_name}»."
        case click.BadOptionUsage():
            return f"A {misuse.option_name} le falta su valor, o no lleva ninguno."
        case click.MissingParameter():
            return f"Falta {_name(misuse.param)}."
        case BlankValue():
            return f"{_name(misuse.param)} vino en blanco: dígalo, o quítelo."
        case click.BadParameter():
            return f"No sirve {_name(misuse.param)}."
        case click.UsageError(ctx=click.Context(command=click.Group() as group) as ctx):
            return f"Falta qué hacer: {', '.join(group.list_commands(ctx))}."
    return "No entendí la orden."


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "un argumento"
    options = [option for option in parameter.opts if option.startswith("-")]
    named = options[-1] if options else parameter.metavar or parameter.name
    return str(named).removesuffix("...").strip("[]")
