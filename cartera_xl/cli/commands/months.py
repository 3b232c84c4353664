"""Closing a month, and opening it again."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import click

from cartera_xl.cli import screen, typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import Base, Json, Key, Reason, Simulate
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.session import caller, opened
from cartera_xl.cli.spanish import commands

app = commands()


@command(app)
def cerrar(
    context: click.Context,
    month: Annotated[
        date, Argument(parser=typed.month, metavar="AAAA-MM", help="El mes.")
    ],
    reopen: Annotated[
        bool, Option("--reabrir", help="Abrirlo otra vez, con su motivo.")
    ] = False,
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Cerrar un mes y los anteriores; antes se copia la cartera."""
    from cartera_xl.actions import close_month as action

    asked = action.Closing(month, reopen, reason)
    with opened(context, base) as store:
        closed = action.run(store, asked, caller(), key, simulate=simulate)
    other = "" if reopen else " --reabrir --motivo …"
    back = f"«cartera cerrar {month:%Y-%m}{other}» lo devuelve"
    order = Order(context, base, key, simulate, json, back)
    if closed.copy is None:
        return order.tell(closed.done)
    if not json:
        screen.say(f"Copia de la cartera antes de cerrar: {closed.copy}")
    return order.tell(closed.done, copia=str(closed.copy))
