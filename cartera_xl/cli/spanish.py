"""Help in Spanish: the library lays it out, with English words of its own."""

from __future__ import annotations

from typing import Final

import click

_WORDS: Final = (
    ("Usage:", "Uso:"),
    ("[OPTIONS] COMMAND [ARGS]...", "[OPCIONES] ORDEN …"),
    ("[OPTIONS]", "[OPCIONES]"),
    ("[COMMAND] [ARGS]...", "[ORDEN …]"),
    ("COMMAND [ARGS]...", "ORDEN …"),
    ("Options:", "Opciones:"),
    ("Positional arguments:", "Argumentos:"),
    ("Commands:", "Órdenes:"),
    ("Show this message and exit.", "Mostrar esta ayuda."),
    ("[required]", "(obligatorio)"),
)


def translated(text: str) -> str:
    """Return a help text with the library's words in Spanish."""
    for english, spanish in _WORDS:
        text = text.replace(english, spanish)
    return text


class SpanishCommand(click.Command):
    """A command whose help is Spanish throughout."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return translated(super().get_help(ctx))


class SpanishGroup(click.Group):
    """A group of commands whose help is Spanish throughout."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return translated(super().get_help(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were declared."""
        return list(self.commands)


def commands(help_: str | None = None, *, alone: bool = False) -> SpanishGroup:
    """Return a place for commands to register in.

    Args:
        help_: what they are about.
        alone: its name without one of them says something already.
    """
    return SpanishGroup(help=help_, no_args_is_help=False, invoke_without_command=alone)
