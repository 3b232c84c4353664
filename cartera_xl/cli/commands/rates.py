"""Withholding rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import click

from cartera_xl.cli import report_lists as report
from cartera_xl.cli import screen, typed
from cartera_xl.cli.declaring import Argument, Option, before, command
from cartera_xl.cli.options import DAY_FORM, Base, Json, Key, Simulate, Tax, Town
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.session import opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE
from cartera_xl.ledger.documents import Use

app = commands()
rates = commands("Ver las tarifas de retención, o agregar una.", alone=True)
app.add_command(rates, "tarifas")


@before(rates)
def tarifas(context: click.Context, json: Json = False, base: Base = None) -> int:
    """Ver las tarifas de retención, o agregar una."""
    if context.invoked_subcommand:
        context.obj = base or context.obj
        return DONE
    from cartera_xl.actions import withholding_rates

    with opened(context, base) as store:
        found = withholding_rates.listed(store)
    if json:
        screen.give(report.rate_json(found))
        return DONE
    for line in report.rate_lines(found):
        screen.say(line)
    return DONE


@command(rates)
def agregar(
    context: click.Context,
    tax: Tax,
    name: Annotated[
        str, Argument(metavar="NOMBRE", help="De qué: servicios, compras, ….")
    ],
    rate: Annotated[
        int, Argument(parser=typed.rate, metavar="TARIFA", help="2,5% o 9,66‰.")
    ],
    since: Annotated[
        date,
        Option("--desde", parser=typed.day, metavar=DAY_FORM, help="Desde cuándo."),
    ],
    town: Town = "",
    minimum: Annotated[
        Decimal | None,
        Option(
            "--minimo",
            parser=typed.amount,
            metavar="BASE",
            help="Base desde la cual se retiene.",
        ),
    ] = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Agregar una tarifa desde un día; cero la termina."""
    from cartera_xl.actions import withholding_rates as action

    asked = action.NewRate(Use(tax), name, rate, since, town, minimum)
    back = "otra tarifa desde el mismo día la reemplaza"
    return Order(context, base, key, simulate, json, back).post(action.run, asked)
