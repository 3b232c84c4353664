"""Gestiones: logging what was done to collect, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger import refusals
from cartera_xl.ledger.contact_guard import CONTACT_KINDS, DEBTOR
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.facts import (
    CALL,
    EVENT_ENDS,
    PROMISE,
    TASK,
    ContactMade,
    Event,
    EventEnd,
)
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy

COLLECTING: Final = "cobro"
ANSWERING: Final = "respuesta"  # to what the person asked: no collecting in law
PHONE: Final = "phone"
_DATED: Final = (PROMISE, TASK)


class Reached(NamedTuple):
    """How a person was reached: what the log of contacts keeps."""

    time: str  # in Bogotá: «14:05»; "" where nobody said it
    channel: str = PHONE
    contact_id: int | None = None
    kind: str = DEBTOR
    two_way: bool = False
    reason: str = COLLECTING
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """A note, a call, a promise, a dispute or a task; `reached` where it was a contact.

    A promise has an amount in minor units and a day; a task has a day.
    """

    row: int
    customer_id: int
    kind: str  # of EVENT_KINDS
    day: date
    detail: str = ""
    document_id: int | None = None
    due: date | None = None
    amount: int | None = None
    currency: str = ""
    reached: Reached | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


@dataclass(frozen=True, slots=True)
class End:
    """A promise that is taken back, a dispute resolved, a task finished."""

    row: int
    event_id: int
    day: date
    detail: str = ""

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def log(asked: Log, books: Books, policy: Policy) -> Rejection | None:
    """Post what was done, and the contact that it was."""
    refusal = (
        _broken_day(asked.day, policy)
        or _incomplete(asked)
        or _wrong_document(asked, books)
        or _too_much(asked, books)
    )
    if refusal:
        return Rejection(asked.row, refusal)
    is_promise = asked.kind == PROMISE
    event_id = books.known.state(
        Event(
            0,
            asked.customer_id,
            asked.document_id,
            asked.kind,
            asked.day,
            asked.detail.strip(),
            asked.due,
            asked.amount if is_promise else None,
            asked.currency if is_promise else "",
        )
    )
    if asked.reached:
        books.state(_contact(asked, asked.reached, event_id))
    return None


def end(asked: End, books: Books, policy: Policy) -> Rejection | None:
    """Post what became of a promise, a dispute or a task."""
    event = books.known.event(asked.event_id)
    if event is None:
        return Rejection(asked.row, refusals.event_not_found(asked.event_id))
    refusal = _broken_day(asked.day, policy)
    if event.kind not in EVENT_ENDS:
        refusal = refusals.event_has_no_end(event.id)
    elif outcome := books.known.event_outcome(event.id):
        refusal = refusals.event_ended(event.id, outcome)
    elif asked.day < event.day:
        refusal = refusals.before_event(event.day)
    if refusal:
        return Rejection(asked.row, refusal)
    outcome = EVENT_ENDS[event.kind]
    books.state(EventEnd(0, event.id, asked.day, outcome, asked.detail.strip()))
    return None


def _broken_day(day: date, policy: Policy) -> Refusal | None:
    """Return that a day has not come; closed months are of balances, not of these."""
    return refusals.in_future(policy.today) if day > policy.today else None


def _incomplete(asked: Log) -> Refusal | None:
    if asked.kind in _DATED and asked.due is None:
        return refusals.DUE_MISSING
    if asked.due is not None and asked.due < asked.day:
        return refusals.due_before_event(asked.day)
    if asked.kind == PROMISE:
        return None if (asked.amount or 0) > 0 else refusals.AMOUNT_NOT_POSITIVE
    if asked.kind != CALL and not asked.detail.strip():
        return refusals.DETAIL_MISSING
    if asked.reached and asked.reached.kind not in CONTACT_KINDS:
        return refusals.NOT_A_REFERENCE
    return None


def _wrong_document(asked: Log, books: Books) -> Refusal | None:
    if asked.document_id is None:
        return None
    item = books.items.get(asked.document_id)
    if item is None:
        return refusals.not_entered(asked.document_id)
    if item.kind.side is not Side.DEBIT:
        return refusals.not_a_credit(item, Side.DEBIT)
    if books.is_voided(item.id):
        return refusals.voided(item)
    if books.family(item.customer_id) != books.family(asked.customer_id):
        return refusals.other_customer(item)
    if asked.kind == PROMISE and item.currency != asked.currency:
        return refusals.promise_in_other_currency(item, asked.currency)
    return None


def _too_much(asked: Log, books: Books) -> Refusal | None:
    """Refuse to note a promise of more than is owed."""
    if asked.kind != PROMISE or asked.amount is None:
        return None
    if asked.document_id is not None:
        item = books.items[asked.document_id]
        owed = item.balance
    else:
        debits = books.debits_of(asked.customer_id, asked.currency)
        owed = sum(item.balance for item in debits)
    if asked.amount <= owed:
        return None
    return refusals.exceeds_owed(owed, asked.currency)


def _contact(asked: Log, reached: Reached, event_id: int) -> ContactMade:
    return ContactMade(
        0,
        asked.customer_id,
        reached.contact_id,
        event_id,
        asked.day,
        reached.time,
        reached.channel,
        reached.kind,
        int(reached.two_way),
        reached.reason,
        reached.reference,
    )
