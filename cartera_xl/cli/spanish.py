"""Help in Spanish: the library lays it out, with English words of its own."""

from __future__ import annotations

import re
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

_WORDS: Final = (
    ("Usage: python -m cartera_xl", "Uso: cartera"),
    ("Usage:", "Uso:"),
    ("[OPTIONS] COMMAND [ARGS]...", "[OPCIONES] ORDEN …"),
    ("[OPTIONS]", "[OPCIONES]"),
    ("Options:", "Opciones:"),
    ("Arguments:", "Argumentos:"),
    ("Commands:", "Órdenes:"),
    ("Show this message and exit.", "Mostrar esta ayuda."),
    ("[required]", "(obligatorio)"),
)
_TYPES: Final = re.compile(r" <[a-z]+(\[\w+\])?>")  # «<path>», «<list[Path]>»


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
