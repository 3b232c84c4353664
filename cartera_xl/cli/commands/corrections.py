"""Documents that were wrong, and debts that are lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import (
    DAY_FORM,
    Amount,
    Base,
    Day,
    Json,
    Key,
    Reason,
    Simulate,
)
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.spanish import commands

app = commands()


@command(app)
def anular(
    context: click.Context,
    document: Annotated[
        str, Argument(metavar="RECIBO", help="El recibo, u otro documento.")
    ],
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Anular un recibo: lo que pagó vuelve a deberse."""
    from cartera_xl.actions import void_receipt as action

    asked = action.Voiding(document, reason)
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(app)
def castigar(
    context: click.Context,
    invoice: Annotated[str, Argument(metavar="FACTURA", help="La factura.")],
    reason: Reason = "",
    approver: Annotated[
        str,
        Option("--aprueba", metavar="QUIEN", help="Quién lo aprueba."),
    ] = "",
    amount: Amount = None,
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Castigar una factura que no se va a cobrar."""
    from cartera_xl.actions import write_off as action

    asked = action.Loss(invoice, day or settings.today(), reason, approver, amount)
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(app)
def corregir(
    context: click.Context,
    document: Annotated[
        str, Argument(metavar="DOCUMENTO", help="Como está registrado.")
    ],
    number: Annotated[
        str | None, Option("--numero", metavar="NUMERO", help="Su número.")
    ] = None,
    amount: Annotated[
        Decimal | None,
        Option("--valor", parser=typed.amount, metavar="VALOR", help="Su valor total."),
    ] = None,
    issued: Annotated[
        date | None,
        Option("--emision", parser=typed.day, metavar=DAY_FORM, help="Su fecha."),
    ] = None,
    due: Annotated[
        date | None,
        Option("--vence", parser=typed.day, metavar=DAY_FORM, help="Su vencimiento."),
    ] = None,
    customer: Annotated[
        str | None,
        Option("--cliente", metavar="CLIENTE", help="De quién es."),
    ] = None,
    concept: Annotated[
        str | None, Option("--concepto", metavar="TEXTO", help="Su concepto.")
    ] = None,
    currency: Annotated[
        str | None,
        Option("--moneda", parser=typed.currency, metavar="COP", help="Su moneda."),
    ] = None,
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Corregir un documento y aplicar de nuevo sus pagos."""
    from cartera_xl.actions import correct_document as action

    asked = action.Correction(
        document, reason, number, amount, issued, due, customer, concept, currency
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)
