"""Every verb done in a store and undone there: the state machine's own steps, by name.

Random sequences in a store are few, for each step is on the disk. These are the ones
that must not be left to chance: whatever can be undone, alone and built upon.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.documents import Kind
from tests.acceptance.collecting.oracle import EVER
from tests.acceptance.collecting.test_state_machine import FIRST, StoredMachine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Verb = Callable[[StoredMachine], Any]

EARLY, LATE = FIRST + timedelta(days=3), FIRST + timedelta(days=7)
JANUARY = date(2026, 1, 1)
INVOICE, CREDIT = 1, 2  # the papers that there are


@pytest.fixture
def machine() -> Iterator[StoredMachine]:
    """A company with an invoice and a credit of nine pesos each."""
    made = StoredMachine()
    made.begin()
    assert (enter(made, Kind.INVOICE), enter(made, Kind.ADVANCE)) == (INVOICE, CREDIT)
    yield made
    made.balances_of_the_last_day_are_right()
    made.teardown()


def enter(machine: StoredMachine, kind: Kind) -> int:
    paper: int = machine.enter(kind, 1, "COP", EARLY, 9)
    return paper


def an_invoice(machine: StoredMachine) -> Any:
    return machine.entered[enter(machine, Kind.INVOICE)]


def an_advance(machine: StoredMachine) -> Any:
    return machine.entered[enter(machine, Kind.ADVANCE)]


def money_for_nothing_yet(machine: StoredMachine) -> Any:
    """A receipt whose invoice can take nothing any more: all of it is a credit."""
    machine.write_off(paid=INVOICE, amount=9, day=EARLY)
    return a_receipt(machine, paid=5, kept=0, adjusted=0, in_favour=True)


def a_payment(machine: StoredMachine) -> Any:
    return a_receipt(machine, paid=4, kept=2, adjusted=1, in_favour=False)


def a_receipt(
    machine: StoredMachine, *, paid: int, kept: int, adjusted: int, in_favour: bool
) -> Any:
    line = (INVOICE, paid, kept, adjusted, in_favour)
    received: Any = machine.receive(who=1, day=LATE, rest=3, lines=[line])
    return machine.entered[received]


def an_application(machine: StoredMachine) -> Any:
    return machine.apply(source=CREDIT, paid=INVOICE, amount=4, day=EARLY)


def a_refund(machine: StoredMachine) -> Any:
    return machine.refund(source=CREDIT, amount=4, day=LATE)


def a_write_off(machine: StoredMachine) -> Any:
    return machine.write_off(paid=INVOICE, amount=4, day=LATE)


def taking_a_row_back(machine: StoredMachine) -> Any:
    an_application(machine)
    return machine.unapply(pick=0)


def voiding(machine: StoredMachine) -> Any:
    an_application(machine)
    return machine.void(paper=CREDIT)


def correcting(machine: StoredMachine) -> Any:
    an_application(machine)
    return machine.correct(paper=INVOICE, total=7)


def correcting_what_nothing_touched(machine: StoredMachine) -> Any:
    return machine.correct(paper=INVOICE, total=7)


VERBS: dict[str, Verb] = {
    verb.__name__: verb
    for verb in (
        an_invoice,
        an_advance,
        money_for_nothing_yet,
        a_payment,
        an_application,
        a_refund,
        a_write_off,
        taking_a_row_back,
        voiding,
        correcting,
        correcting_what_nothing_touched,
    )
}


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_undone(verb: str, machine: StoredMachine) -> None:
    done = VERBS[verb](machine)
    expected = machine.undone(done)
    assert expected is not None
    machine.take_a_batch_back(done)
    assert machine.shown(LATE) == expected.balances(LATE, EVER)


@pytest.mark.parametrize(
    "verb", ["a_payment", "taking_a_row_back", "voiding", "correcting"]
)
def test_once_its_month_is_closed_it_is_undone_as_of_today(
    verb: str, machine: StoredMachine
) -> None:
    done = VERBS[verb](machine)
    machine.close(month=JANUARY)
    before = machine.shown(JANUARY + timedelta(days=30))
    machine.take_a_batch_back(done)
    assert machine.shown(JANUARY + timedelta(days=30)) == before
    machine.reopen(month=JANUARY, reason="faltó un pago")


@pytest.mark.parametrize("verb", [an_invoice, an_advance, a_payment])
def test_what_was_built_upon_is_not_undone(verb: Verb, machine: StoredMachine) -> None:
    done = verb(machine)
    paper = done.papers[0]
    if verb is an_invoice:
        machine.apply(source=CREDIT, paid=paper, amount=1, day=LATE)
    else:
        machine.apply(source=paper, paid=INVOICE, amount=1, day=LATE)
    assert machine.undone(done) is None
    machine.take_a_batch_back(done)  # refused, as the oracle says
