"""Instalar: the workbook where Excel finds its Python, the ledger where it is safe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cartera_xl import __version__
from cartera_xl.install.acting import Tools, perform, run_program
from cartera_xl.install.finding import find
from cartera_xl.install.modules import build as build_workbook
from cartera_xl.install.places import places_for
from cartera_xl.install.planning import plan
from cartera_xl.ledger.parameters import check
from cartera_xl.workbook.saving import remove_leftovers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.actions.context import Context
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.modules import Builder
    from cartera_xl.install.planning import Order, Plan


@dataclass(frozen=True, slots=True)
class Installation:
    """What was done, or what would be; `told` is what came up on the way."""

    plan: Plan
    simulated: bool
    told: tuple[str, ...] = ()


def run(
    order: Order,
    machine: Machine,
    context: Context,
    *,
    simulate: bool = False,
    run_: Callable[[Sequence[str]], None] = run_program,
    build: Builder = build_workbook,
) -> Installation:
    """Install, or complete or renew what is installed; a second time changes nothing.

    Args:
        order: what is wanted.
        machine: where.
        context: who asks, and when.
        simulate: only say what would be done.
        run_: runs programs of xlwings'.
        build: makes an empty workbook.

    Raises:
        CarteraError: it cannot be done; what is done already stays and is whole.
    """
    check("empresa.nit", order.nit)
    build = cache(build)  # looked at first, used then
    places = places_for(machine, order.folder)
    found = find(order, machine, places, build)
    planned = plan(order, machine, places, found, __version__, context.moment)
    if simulate:
        return Installation(planned, simulated=True)
    tools = Tools(context, planned.ledger, run_, build)
    for folder in (places.folder, places.data):
        remove_leftovers_in(folder)
    told: list[str] = []
    for step in planned.steps:
        told += perform(step, tools)
    return Installation(planned, simulated=False, told=tuple(told))
