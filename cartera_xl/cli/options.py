"""The options that commands share, declared once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"«{text}» no es una fecha AAAA-MM-DD.") from None


Base = Annotated[
    str | None,
    typer.Option(
        "--base", help="Dónde está la cartera: archivo o URL.", metavar="URL|ARCHIVO"
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Escribir solo JSON en la salida estándar.")
]
Corte = Annotated[
    date | None,
    typer.Option("--corte", parser=_day, metavar="AAAA-MM-DD", help="Fecha de corte."),
]
Known = Annotated[
    date | None,
    typer.Option(
        "--conocido-al",
        parser=_day,
        metavar="AAAA-MM-DD",
        help="Con lo que estaba registrado al final de ese día.",
    ),
]
Day = Annotated[
    date | None,
    typer.Option("--fecha", parser=_day, metavar="AAAA-MM-DD", help="Fecha."),
]
Simulate = Annotated[
    bool, typer.Option("--simular", help="Mostrar lo que haría, sin escribir nada.")
]
Workbook = Annotated[
    Path, typer.Argument(metavar="LIBRO", help="El libro de Excel, cerrado.")
]
Folder = Annotated[
    Path,
    typer.Argument(metavar="CARPETA", help="Carpeta de trabajo.", show_default=False),
]
