"""Help in Spanish: the library lays it out, with English words of its own."""

from __future__ import annotations

import re
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

_WORDS: Final = (
    ("Usage:", "Uso:"),
    ("[OPTIONS] COMMAND [ARGS]...", "[OPCIONES] ORDEN …"),
    ("[OPTIONS]", "[OPCIONES]"),
    ("COMMAND [ARGS]...", "ORDEN …"),
    ("Options:", "Opciones:"),
    ("Arguments:", "Argumentos:"),
    ("Commands:", "Órdenes:"),
    ("Show this message and exit.", "Mostrar esta ayuda."),
    ("[required]", "(obligatorio)"),
)
_TYPES: Final = re.compile(r"\s<[^<>]*>")  # «<path>», «<list[Path]>», a choice of words


def translated(text: str) -> str:
    """Return a help text with the library's words in Spanish."""
    for english, spanish in _WORDS:
        text = text.replace(english, spanish)
    return _TYPES.sub("", text)


class SpanishCommand(TyperCommand):
    """A command whose help is Spanish throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        return translated(super().get_help(ctx))


class SpanishGroup(TyperGroup):
    """A group of commands whose help is Spanish throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        return translated(super().get_help(ctx))


def commands(
    help_: str | None = None, group: type[TyperGroup] = SpanishGroup
) -> typer.Typer:
    """Return a place for commands to register in."""
    return typer.Typer(
        cls=group,
        help=help_,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
