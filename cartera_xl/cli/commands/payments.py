"""Money that comes in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import typed
from cartera_xl.cli.declaring import Option, command
from cartera_xl.cli.options import (
    Base,
    CashAccount,
    Concept,
    Currency,
    Day,
    Json,
    Key,
    Reference,
    RequiredCustomer,
    Simulate,
)
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.paying import TypedPayment
from cartera_xl.cli.spanish import commands
from cartera_xl.cli.typed import Paid, Settled, Way

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store

app = commands()

Total = Annotated[
    Decimal | None,
    Option(
        "--valor", parser=typed.amount, metavar="VALOR", help="El dinero que llegó."
    ),
]
Ways = Annotated[
    list[Way] | None,
    Option(
        "--medio",
        parser=typed.way,
        metavar="MEDIO[=VALOR]",
        help="Cómo llegó; si son varios, cada uno con su valor.",
    ),
]
Invoices = Annotated[
    list[Paid] | None,
    Option(
        "--factura",
        parser=typed.paid,
        metavar="FACTURA[=VALOR]",
        help="Cuánto paga de una factura; sin valor, con --proponer, lo que quepa.",
    ),
]
IncomeTax = Annotated[
    list[Settled] | None,
    Option(
        "--retefuente",
        parser=typed.withheld,
        metavar="FACTURA=VALOR[@BASE[:TARIFA]]",
        help="Retención en la fuente.",
    ),
]
Vat = Annotated[
    list[Settled] | None,
    Option(
        "--reteiva",
        parser=typed.withheld,
        metavar="FACTURA=VALOR[@BASE[:TARIFA]]",
        help="Retención del IVA.",
    ),
]
Ica = Annotated[
    list[Settled] | None,
    Option(
        "--reteica",
        parser=typed.withheld,
        metavar="FACTURA=VALOR[@BASE[:TARIFA[:MUNICIPIO]]]",
        help="Retención del ICA.",
    ),
]
Others = Annotated[
    list[Settled] | None,
    Option(
        "--otras",
        parser=typed.payment,
        metavar="FACTURA=VALOR",
        help="Otra deducción que hizo el cliente.",
    ),
]


Propose = Annotated[
    bool,
    Option(
        "--proponer",
        help="Proponer las retenciones que no se digitan; FACTURA=0 quita una.",
    ),
]


@command(app)
def pagar(
    context: click.Context,
    customer: RequiredCustomer,
    total: Total = None,
    day: Day = None,
    ways: Ways = None,
    cash_account: CashAccount = "",
    reference: Reference = "",
    invoices: Invoices = None,
    income_tax: IncomeTax = None,
    vat: Vat = None,
    ica: Ica = None,
    others: Others = None,
    propose: Propose = False,
    concept: Concept = "",
    currency: Currency = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Recibir un pago: por facturas, o lo más vencido primero."""
    paid = TypedPayment(
        customer,
        day or settings.today(),
        total,
        ways or (),
        cash_account,
        reference,
        invoices or (),
        {
            "retefuente": income_tax or (),
            "reteiva": vat or (),
            "reteica": ica or (),
            "otras": others or (),
        },
        concept,
        propose,
        simulate,
    )

    def ask(store: Store, who: Context) -> Done:
        from cartera_xl.actions import record_payment
        from cartera_xl.actions.choices import company_currency

        payment = paid.in_currency(currency or company_currency(store))
        return record_payment.run(store, payment, who, key, simulate=simulate)

    return Order(context, base, key, simulate, json).answer(ask)
