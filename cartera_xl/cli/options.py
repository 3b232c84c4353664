"""The options that commands share, declared once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from cartera_xl.cli import typed

DAY_FORM = "AAAA-MM-DD"

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
    typer.Option("--corte", parser=typed.day, metavar=DAY_FORM, help="Fecha de corte."),
]
Known = Annotated[
    date | None,
    typer.Option(
        "--conocido-al",
        parser=typed.day,
        metavar=DAY_FORM,
        help="Con lo que estaba registrado al final de ese día.",
    ),
]
Day = Annotated[
    date | None,
    typer.Option(
        "--fecha", parser=typed.day, metavar=DAY_FORM, help="Fecha; hoy si no se dice."
    ),
]
Simulate = Annotated[
    bool, typer.Option("--simular", help="Mostrar lo que haría, sin escribir nada.")
]
Key = Annotated[
    str,
    typer.Option(
        "--clave",
        metavar="CLAVE",
        help="Con la misma clave no se registra dos veces.",
        show_default=False,
    ),
]
Reason = Annotated[
    str,
    typer.Option("--motivo", metavar="TEXTO", help="El motivo.", show_default=False),
]
Customer = Annotated[
    str, typer.Argument(metavar="CLIENTE", help="Código, NIT o nombre.")
]
CustomerOption = Annotated[
    str,
    typer.Option(
        "--cliente", metavar="CLIENTE", help="Código, NIT o nombre.", show_default=False
    ),
]
RequiredCustomer = Annotated[
    str, typer.Option("--cliente", metavar="CLIENTE", help="Código, NIT o nombre.")
]
Amount = Annotated[
    Decimal | None,
    typer.Option(
        "--valor",
        parser=typed.amount,
        metavar="VALOR",
        help="El valor; todo lo que quepa si no se dice.",
    ),
]
Currency = Annotated[
    str | None,
    typer.Option(
        "--moneda",
        parser=typed.currency,
        metavar="COP",
        help="Moneda; la de la empresa si no se dice.",
    ),
]
CashAccount = Annotated[
    str,
    typer.Option("--caja", metavar="CAJA", help="Caja o cuenta.", show_default=False),
]
Reference = Annotated[
    str,
    typer.Option(
        "--referencia",
        metavar="TEXTO",
        help="Número de la consignación, el cheque, ….",
        show_default=False,
    ),
]
Concept = Annotated[
    str,
    typer.Option("--concepto", metavar="TEXTO", help="De qué es.", show_default=False),
]
Tax = Annotated[
    str,
    typer.Argument(
        parser=typed.tax, metavar="RETENCION", help="retefuente, reteiva o reteica."
    ),
]
Town = Annotated[
    str,
    typer.Option(
        "--municipio", metavar="MUNICIPIO", help="Del reteICA.", show_default=False
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--reemplazar", help="Escribir sobre un archivo que no hizo este programa."
    ),
]
Channel = Annotated[
    str,
    typer.Option(
        "--canal",
        parser=typed.channel,
        metavar="CANAL",
        help="correo, telefono o whatsapp.",
    ),
]
Evidence = Annotated[
    str,
    typer.Option(
        "--constancia",
        metavar="TEXTO",
        help="Dónde consta: «contrato 12, cláusula 5».",
        show_default=False,
    ),
]
Kind = Annotated[
    str,
    typer.Option("--tipo", metavar="TIPO", help="De quién es: deudor o codeudor."),
]
Workbook = Annotated[
    Path, typer.Argument(metavar="LIBRO", help="El libro de Excel, cerrado.")
]
Folder = Annotated[
    Path,
    typer.Argument(metavar="CARPETA", help="Carpeta de trabajo.", show_default=False),
]
