"""What a statement says beside its figures: promises to pay, and what is disputed.

Only what the customer said or did itself: our own notes and calls are not for its eyes,
nor are the words in which a dispute was logged.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from cartera_xl.actions.collection import OPEN, steps
from cartera_xl.ledger.facts import DISPUTE, PROMISE
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.promises import Standing
from cartera_xl.texts import day, money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cartera_xl.actions.collection import Step
    from cartera_xl.store.transaction import Transaction

# By customer, by the label of a document; under "" what is about all that it owes.
Remarks: TypeAlias = "Mapping[int, Mapping[str, Sequence[str]]]"


def remarks(ledger: Transaction, at: date) -> Remarks:
    """Return what statements of a day say of promises and disputes."""
    found: defaultdict[int, defaultdict[str, list[str]]]
    found = defaultdict(lambda: defaultdict(list))
    for step in steps(ledger, at):
        if sentence := _sentence(step):
            found[step.customer.id][step.document].append(sentence)
    return found


def _sentence(step: Step) -> str:
    event = step.event
    if event.kind == DISPUTE and step.state == OPEN:
        return f"En reclamación desde el {day(event.day)}"
    if event.kind == PROMISE and step.state in (Standing.PENDING, Standing.BROKEN):
        return _promise(step)
    return ""


def _promise(step: Step) -> str:
    event = step.event
    amount = ""
    if event.amount is not None:
        amount = (
            f" de {money(to_decimal(event.amount, event.currency), event.currency)}"
        )
    until = f" para el {day(event.due)}" if event.due else ""
    return f"Promesa{amount}{until}: {step.state}"
