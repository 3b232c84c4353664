"""Renovar: a workbook that an older version made gives way to a new one.

It may stand anywhere, under any name, with or without Excel: a person who installed
nothing renews the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartera_xl import settings
from cartera_xl.errors import WorkbookMissingError
from cartera_xl.install import receipt
from cartera_xl.install.acting import Tools, perform
from cartera_xl.install.books import MACROS, judge_one
from cartera_xl.install.finding import names_in
from cartera_xl.install.modules import build as build_workbook
from cartera_xl.install.modules import mode_of
from cartera_xl.install.places import receipt_of
from cartera_xl.install.planning import (
    Ledger,
    Order,
    mode_for,
    stays_behind,
    workbook_steps,
)
from cartera_xl.install.shape import shape_of
from cartera_xl.install.staging import staged
from cartera_xl.workbook.locks import refuse_if_open

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.install.books import Book
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.modules import Builder
    from cartera_xl.install.steps import Step


@dataclass(frozen=True, slots=True)
class Renewal:
    """What was done, or what would be; without steps the workbook is up to date."""

    book: Book
    steps: tuple[Step, ...]
    simulated: bool
    notes: tuple[str, ...] = ()

    @property
    def workbook(self) -> Path | None:
        """Return the workbook that is in use afterwards."""
        return self.book.target or self.book.in_use


def run(
    workbook: Path,
    machine: Machine,
    context: Context,
    base: str | None = None,
    *,
    simulate: bool = False,
    build: Builder = build_workbook,
) -> Renewal:
    """Renew a workbook that is closed; a second time changes nothing.

    Args:
        workbook: the one to renew.
        machine: where.
        context: who asks, and when.
        base: the ledger, where neither settings nor the environment name it.
        simulate: only say what would be done.
        build: makes an empty workbook.

    Raises:
        OtherWorkbookError: it is none of ours.
        NewerWorkbookError: a later version of ours made it.
        CarteraError: it cannot be done; the workbook is as it was.
    """
    if not workbook.exists():
        raise WorkbookMissingError(workbook)
    workbook = workbook.resolve()
    refuse_if_open(workbook)
    mode = mode_of(shape_of(workbook).modules) or mode_for(
        Order(), machine, workbook.parent, receipt.read(receipt_of(machine.data))
    )
    with staged(build, mode) as empty:
        ours = shape_of(empty)
    if workbook.suffix.lower() != MACROS:  # it was saved without, on purpose
        ours = replace(ours, modules={}, ribbon=b"")
    book = judge_one(workbook, ours)
    place = settings.ledger_location(base, workbook)
    ledger = Ledger(place, exists=True, nit=settings.company(base, workbook) or "")
    beside = names_in(workbook.parent)
    steps = tuple(workbook_steps(book, mode, context.moment, beside))
    told: list[str] = []
    if not simulate:
        tools = Tools(context, ledger, build=build)
        for step in steps:
            told += perform(step, tools)
    return Renewal(book, steps, simulate, (*stays_behind(book), *told))
