"""A letter to one customer: whether it may go now, its draft, and the step that it is.

It is logged as a note that reached somebody, so that the guard counts it, the evidence
lists it, and undoing takes it out of both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions import may_contact
from cartera_xl.actions.posting import Asked, Result, post
from cartera_xl.actions.write_letter import CHANNEL
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.facts import NOTE
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.requests import Outcome
from cartera_xl.ledger.verbs.collection import ANSWERING, COLLECTING, Log, Reached
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Batch, Done
    from cartera_xl.actions.write_letter import Addressee
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_NOT_NOW: Final = "no_contactable"


class Step(NamedTuple):
    """A letter as the log has it: `requested` is what the person had asked for.

    Where nobody asked for it, it is a contact like another, and known by its
    Message-ID.
    """

    detail: str
    message_id: str
    requested: str = ""


def logged(ledger: Transaction, to: Addressee, step: Step, at: datetime) -> Asked:
    """Return the step that a letter is, refused where Ley 2300 is against it now.

    What the person asked for may go at any time: it is an answer.
    """
    moment = at.replace(tzinfo=BOGOTA)
    rejected: tuple[Outcome, ...] = ()
    if not step.requested:
        answer = may_contact.answer(ledger, to.customer, to.contact, moment)
        if not answer.allowed:
            rejected = (Outcome(0, _NOT_NOW, answer.sentence),)
    reached = Reached(
        f"{moment:%H:%M}",
        CHANNEL,
        to.contact.id,
        DEBTOR,
        reason=ANSWERING if step.requested else COLLECTING,
        reference=step.requested or step.message_id,
    )
    who = to.customer.id
    verb = Log(0, who, NOTE, moment.date(), step.detail, reached=reached)
    return Asked((verb,), Needs(customers=[who]), rejected=rejected)


def write(
    store: Store,
    planner: Callable[[Transaction], Asked],
    batch: Batch,
    context: Context,
    draft: Callable[[], Path],
) -> Done:
    """Have a draft written where everything lets it, and log it.

    A key that is known gives its first answer, and no second draft.

    Raises:
        CarteraError: the draft was not written; nothing is logged.
    """
    if batch.key and store.answered(batch.key, batch.action, batch.typed) is not None:
        return post(store, planner, batch, context)
    tried = post(store, planner, replace(batch, simulate=True), context)
    if batch.simulate or tried.result is Result.REFUSED:
        return tried
    path = draft()
    done = post(store, planner, batch, context)
    told = f"Borrador: {path}. Revíselo y envíelo."
    return replace(done, notes=(*done.notes, told), draft=path)
