"""A closed workbook: written again, and what is typed in it posted."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import click

from cartera_xl.cli import report, screen
from cartera_xl.cli.declaring import Option, command
from cartera_xl.cli.options import Base, Corte, Json, Simulate, Workbook
from cartera_xl.cli.session import caller, opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE, REFUSED

app = commands()


@command(app)
def actualizar(
    context: click.Context,
    workbook: Workbook,
    corte: Corte = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Actualizar un libro cerrado con lo que hay en la cartera."""
    from cartera_xl.actions import refresh
    from cartera_xl.hosts.closed import ClosedWorkbook

    with opened(context, base, workbook) as store, screen.progress() as progress:
        host = ClosedWorkbook(workbook)
        done = refresh.run(store, host, corte, caller(), progress)
    if json:
        screen.give(report.refresh_json(done))
        return DONE
    for line in report.refresh_lines(done):
        screen.say(line)
    return DONE


@command(app)
def registrar(
    context: click.Context,
    workbook: Workbook,
    simulate: Simulate = False,
    yes: Annotated[bool, Option("--si", help="Registrar sin preguntar.")] = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar todo lo digitado en un libro cerrado, o nada."""
    from cartera_xl.actions import register
    from cartera_xl.actions.progress import silent
    from cartera_xl.cli import report_register as told
    from cartera_xl.hosts.closed import ClosedWorkbook

    asks = not (simulate or yes)
    screen.require_person(asks)
    # A bar that moves and a question do not go together.
    bar = nullcontext(silent) if asks else screen.progress()
    with opened(context, base, workbook) as store, bar as progress:
        done = register.run(
            store,
            ClosedWorkbook(workbook),
            caller(),
            screen.agreed if asks else lambda _question: True,
            simulate=simulate,
            progress=progress,
        )
    for sentence in told.refusals(done):
        screen.warn(sentence)
    if json:
        screen.give(told.register_json(done))
    else:
        for line in told.register_lines(done):
            screen.say(line)
    return REFUSED if done.ending is register.Ending.REFUSED else DONE
