"""The options that commands share, declared once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from cartera_xl.cli import typed
from cartera_xl.cli.declaring import Argument, Option

DAY_FORM = "AAAA-MM-DD"

Base = Annotated[
    str | None,
    Option(
        "--base",
        help="Dónde está la cartera: archivo o URL.",
        metavar="URL|ARCHIVO",
        named=True,
    ),
]
Json = Annotated[
    bool, Option("--json", help="Escribir solo JSON en la salida estándar.")
]
Corte = Annotated[
    date | None,
    Option(
        "--corte",
        parser=typed.cut_off,
        metavar=f"{DAY_FORM}|hoy",
        help="Fecha de corte.",
    ),
]
Known = Annotated[
    date | None,
    Option(
        "--conocido-al",
        parser=typed.day,
        metavar=DAY_FORM,
        help="Con lo que estaba registrado al final de ese día.",
    ),
]
Day = Annotated[
    date | None,
    Option(
        "--fecha", parser=typed.day, metavar=DAY_FORM, help="Fecha; hoy si no se dice."
    ),
]
Simulate = Annotated[
    bool, Option("--simular", help="Mostrar lo que haría, sin escribir nada.")
]
Key = Annotated[
    str,
    Option(
        "--clave",
        metavar="CLAVE",
        help="Con la misma clave no se registra dos veces.",
        named=True,
    ),
]
Reason = Annotated[
    str,
    Option("--motivo", metavar="TEXTO", help="El motivo."),
]
Customer = Annotated[str, Argument(metavar="CLIENTE", help="Código, NIT o nombre.")]
CustomerOption = Annotated[
    str,
    Option("--cliente", metavar="CLIENTE", help="Código, NIT o nombre."),
]
RequiredCustomer = Annotated[
    str, Option("--cliente", metavar="CLIENTE", help="Código, NIT o nombre.")
]
Amount = Annotated[
    Decimal | None,
    Option(
        "--valor",
        parser=typed.amount,
        metavar="VALOR",
        help="El valor; todo lo que quepa si no se dice.",
    ),
]
Currency = Annotated[
    str | None,
    Option(
        "--moneda",
        parser=typed.currency,
        metavar="COP",
        help="Moneda; la de la empresa si no se dice.",
    ),
]
CashAccount = Annotated[
    str,
    Option("--caja", metavar="CAJA", help="Caja o cuenta."),
]
Reference = Annotated[
    str,
    Option(
        "--referencia", metavar="TEXTO", help="Número de la consignación, el cheque, …."
    ),
]
Concept = Annotated[
    str,
    Option("--concepto", metavar="TEXTO", help="De qué es."),
]
Tax = Annotated[
    str,
    Argument(
        parser=typed.tax, metavar="RETENCION", help="retefuente, reteiva o reteica."
    ),
]
Town = Annotated[
    str,
    Option("--municipio", metavar="MUNICIPIO", help="Del reteICA."),
]
Replace = Annotated[
    bool,
    Option("--reemplazar", help="Escribir sobre un archivo que no hizo este programa."),
]
Channel = Annotated[
    str,
    Option(
        "--canal",
        parser=typed.channel,
        metavar="CANAL",
        help="correo, telefono o whatsapp.",
    ),
]
Evidence = Annotated[
    str,
    Option(
        "--constancia",
        metavar="TEXTO",
        help="Dónde consta: «contrato 12, cláusula 5».",
    ),
]
Kind = Annotated[
    str,
    Option("--tipo", metavar="TIPO", help="De quién es: deudor o codeudor."),
]
Requested = Annotated[
    str,
    Option(
        "--respuesta-a",
        metavar="TEXTO",
        help="Qué había pedido la persona: así no cuenta como cobro.",
    ),
]
Workbook = Annotated[
    Path, Argument(metavar="LIBRO", help="El libro de Excel, cerrado.")
]
Folder = Annotated[
    Path,
    Argument(metavar="CARPETA", help="Carpeta de trabajo."),
]
