"""What was posted, and taking it back."""

from __future__ import annotations

from typing import Annotated

import click

from cartera_xl.cli import report_lists as report
from cartera_xl.cli import screen, typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import Base, Json, Key, Reason, Simulate
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.session import opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE

app = commands()
SHOWN = 20


@command(app)
def lotes(
    context: click.Context,
    most: Annotated[
        int | None,
        Option(
            "--ultimos",
            parser=typed.count,
            metavar="N",
            help="Cuántos; 20 si no se dice.",
        ),
    ] = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Mostrar los últimos lotes y cuáles se deshicieron."""
    from cartera_xl.actions import list_batches

    with opened(context, base) as store:
        found = list_batches.run(store, most or SHOWN)
    if json:
        screen.give(report.batch_json(found))
        return DONE
    for line in report.batch_lines(found):
        screen.say(line)
    return DONE


@command(app)
def deshacer(
    context: click.Context,
    batch: Annotated[
        str,
        Argument(
            metavar="LOTE",
            help="Su número o su clave; el último que hay, si no se dice.",
            named=True,
        ),
    ] = "",
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    yes: Annotated[bool, Option("--si", help="Deshacer sin preguntar.")] = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Deshacer un lote entero con filas que lo reversan."""
    from cartera_xl.actions import undo as action

    # A script named the batch, or its own last one, on purpose: only people are asked.
    asks = screen.somebody_is_there() and not (simulate or yes)
    back = "un lote que deshace otro no se deshace"
    order = Order(context, base, key, simulate, json, back)
    undoing = action.Undoing(batch, reason)
    confirm = screen.agreed if asks else lambda _question: True
    return order.answer(
        lambda store, who: action.run(
            store, undoing, who, key, simulate=simulate, confirm=confirm
        )
    )
