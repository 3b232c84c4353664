"""Credits: used, taken back, given back in money."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import (
    Amount,
    Base,
    CashAccount,
    CustomerOption,
    Day,
    Json,
    Key,
    Reason,
    Reference,
    Simulate,
)
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.spanish import commands
from cartera_xl.cli.typed import Misuse

app = commands()

CreditOption = Annotated[
    str,
    Option("--credito", metavar="CREDITO", help="El crédito a favor.", named=True),
]
InvoiceOption = Annotated[
    str,
    Option("--factura", metavar="FACTURA", help="La factura que paga.", named=True),
]


@command(app)
def aplicar(
    context: click.Context,
    customer: CustomerOption = "",
    everybody: Annotated[
        bool, Option("--todos", help="Los créditos de todos los clientes.")
    ] = False,
    credit: CreditOption = "",
    invoice: InvoiceOption = "",
    amount: Amount = None,
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Aplicar créditos: los dichos, o lo más antiguo primero."""
    from cartera_xl.actions import apply_credits as action

    if everybody == bool(customer or credit or invoice):
        raise Misuse("Diga --todos, o de quién: --cliente, --credito o --factura.")
    if amount is not None and not (credit or invoice):
        raise Misuse("--valor va con --credito o con --factura.")
    asked = action.Application(
        day or settings.today(), customer, credit, invoice, amount
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(app)
def desaplicar(
    context: click.Context,
    document: Annotated[
        str, Argument(metavar="DOCUMENTO", help="La factura o el crédito.")
    ],
    credit: Annotated[
        str,
        Option("--de", metavar="CREDITO", help="De qué crédito.", named=True),
    ] = "",
    application: Annotated[
        int | None,
        Option("--aplicacion", metavar="ID", help="Cuál, si son varias."),
    ] = None,
    day: Day = None,
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Devolver una aplicación de un documento; las demás quedan."""
    from cartera_xl.actions import unapply as action

    asked = action.Unapplication(
        document, day or settings.today(), credit, application, reason
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)


@command(app)
def devolver(
    context: click.Context,
    credit: Annotated[str, Argument(metavar="CREDITO", help="El crédito a favor.")],
    amount: Annotated[
        Decimal,
        Argument(parser=typed.amount, metavar="VALOR", help="Cuánto se devuelve."),
    ],
    means: Annotated[
        str | None,
        Option(
            "--medio", parser=typed.means, metavar="MEDIO", help="Cómo se devuelve."
        ),
    ] = None,
    cash_account: CashAccount = "",
    reference: Reference = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Devolver en dinero un crédito a favor, o parte de él."""
    from cartera_xl.actions import refund_credits as action

    asked = action.Repayment(
        credit, amount, day or settings.today(), means or "", cash_account, reference
    )
    return Order(context, base, key, simulate, json).post(action.run, asked)
