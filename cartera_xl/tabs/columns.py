"""Columns and groups of columns that several tabs share."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.formulas import CURRENCY_INDEX_TITLE
from cartera_xl.tabs.tab import Column, Format, Limit, Mark, Tone, Total

MEANS: Final = (
    "Transferencia",
    "Consignación",
    "Efectivo",
    "Cheque",
    "Tarjeta",
    "PSE",
    "Otro",
)
YES: Final = "Sí"
IN_FAVOUR: Final = "A favor"
# How what was typed gets into the ledger, to end the hint of a tab.
POSTING: Final = (
    "oprima Cartera ▸ Registrar lo digitado (o, con el libro cerrado, use "
    "«cartera registrar»)."
)
REJECTED: Final = "✗"  # how a status of a refused row starts
ACCEPTED: Final = "✓"

CUSTOMER: Final = Column("Cliente", "customer", width=38, total=Total.COUNT)
NIT: Final = Column("NIT", "nit", width=13)
CURRENCY: Final = Column("Moneda", "currency", width=9, centred=True)
STATUS: Final = Column("Estado", "status", width=58)
VERSION: Final = Column("_version", "version", Format.COUNT, hidden=True)
CURRENCY_INDEX: Final = Column(
    CURRENCY_INDEX_TITLE,
    "currency_index",
    Format.COUNT,
    hidden=True,
    total=Total.LARGEST,
)
HIDDEN: Final = (VERSION, CURRENCY_INDEX)

STATUS_MARKS: Final = (
    Mark("status", f'LEFT({{status}},1)="{REJECTED}"', Tone.BAD),
    Mark("status", f'LEFT({{status}},1)="{ACCEPTED}"', Tone.GOOD),
)


def money(title: str, field: str, *, total: bool = True, bold: bool = False) -> Column:
    """Return a column of amounts that are only read."""
    return Column(
        title, field, Format.MONEY, 18, total=Total.SUM if total else None, bold=bold
    )


def date(title: str, field: str) -> Column:
    """Return a column of dates that are only read."""
    return Column(title, field, Format.DATE, 11.5, centred=True)


def typed_money(title: str, field: str, prompt: str = "", width: float = 15) -> Column:
    """Return a column in which amounts of zero or more are typed."""
    return Column(
        title,
        field,
        Format.MONEY,
        width,
        input=True,
        total=Total.SUM,
        limit=Limit.NOT_NEGATIVE,
        message="Digite un valor en números, de cero en adelante.",
        prompt=prompt,
    )


def typed_date(title: str, field: str, limit: Limit = Limit.NOT_FUTURE) -> Column:
    """Return a column in which dates are typed, by default none after today."""
    message = {
        Limit.NOT_FUTURE: "Digite una fecha de hoy o anterior, por ejemplo 31/01/2026.",
        Limit.ANY_DATE: "Digite una fecha, por ejemplo 31/01/2026.",
    }[limit]
    return Column(
        title,
        field,
        Format.DATE,
        14,
        input=True,
        centred=True,
        limit=limit,
        message=message,
    )


def typed_text(title: str, field: str, width: float = 14, prompt: str = "") -> Column:
    """Return a column in which any text is typed."""
    return Column(title, field, width=width, input=True, prompt=prompt)


def choice(
    title: str,
    field: str,
    choices: tuple[str, ...],
    width: float = 14,
    prompt: str = "",
) -> Column:
    """Return a column in which one of a few words is chosen."""
    listed = ", ".join(f"«{word}»" for word in choices)
    only = f"Elija {listed} o deje la celda vacía."
    return Column(
        title,
        field,
        width=width,
        input=True,
        centred=True,
        choices=choices,
        message=only if len(choices) < 9 else "Elija una opción de la lista.",
        prompt=prompt,
    )


def typed_rate(title: str, field: str) -> Column:
    """Return a column in which a rate is typed."""
    return Column(
        title,
        field,
        Format.PERCENT,
        10,
        input=True,
        limit=Limit.RATE,
        message="Digite una tarifa entre 0 % y 100 %, por ejemplo 2,5 %.",
    )


MEANS_COLUMN: Final = choice("Medio", "means", MEANS)
CASH_ACCOUNT: Final = typed_text(
    "Caja", "cash_account", 14, "Caja o banco que recibe el dinero."
)
REFERENCE: Final = typed_text(
    "Referencia",
    "reference",
    15,
    "Filas con la misma referencia, cliente y fecha son un solo recibo.",
)
REMIND: Final = choice(
    "Recordar",
    "remind",
    (YES,),
    11,
    "«Sí»: el botón Recordatorios escribe solo a los clientes así marcados.",
)
