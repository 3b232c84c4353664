"""A command that was typed wrong, as one Spanish sentence."""

from __future__ import annotations

import re

from cartera_xl.cli.typed import Misuse


def sentence(misuse: Exception) -> str:
    """Return what to correct; the library's own words are English."""
    return f"{_what(misuse)} Vea «cartera --help»."


def _what(misuse: Exception) -> str:
    if isinstance(misuse, Misuse):
        return misuse.message
    kind = type(misuse).__name__
    if kind == "NoSuchOption":
        return f"No hay una opción {getattr(misuse, 'option_name', '')}."
    if unknown := re.match(r"No such command '(.*)'\.", str(misuse)):
        return f"No hay una orden «{unknown[1]}»."
    if str(misuse).startswith("Missing command"):
        return f"Falta qué hacer: {', '.join(_commands(misuse))}."
    if kind == "MissingParameter":
        return f"Falta {_name(misuse)}."
    if kind == "BadParameter":
        return f"No sirve {_name(misuse)}."
    return "No entendí la orden."


def _commands(misuse: Exception) -> list[str]:
    context = getattr(misuse, "ctx", None)
    return [] if context is None else list(context.command.list_commands(context))


def _name(misuse: Exception) -> str:
    parameter = getattr(misuse, "param", None)
    if parameter is None:
        return "un argumento"
    options = [o for o in getattr(parameter, "opts", ()) if o.startswith("-")]
    return options[-1] if options else str(parameter.metavar or parameter.name)
