"""The collection log as it stands at a date: what is pending, kept, broken or over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.facts import DISPUTE, PROMISE, TASK
from cartera_xl.ledger.promises import Standing, kept_on, settlements, standing
from cartera_xl.ledger.refusals import label
from cartera_xl.store import collection, queries
from cartera_xl.store.families import families
from cartera_xl.texts import EVENT_OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.facts import Event, EventEnd
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.store.transaction import Transaction

OPEN: Final = "abierta"
PENDING: Final = "pendiente"
LATE: Final = "atrasada"


class Step(NamedTuple):
    """A step of collecting, and where it stands; the customer is the main record."""

    event: Event
    customer: Customer
    document: str  # as the screen calls it; "" for all that the customer owes
    state: str  # "" for what is over when it is logged
    end: EventEnd | None
    actor: str

    @property
    def is_pending(self) -> bool:
        """Tell whether somebody has still to do something about it."""
        return self.state in (OPEN, PENDING, LATE, Standing.BROKEN)


def steps(ledger: Transaction, at: date) -> list[Step]:
    """Return what was logged up to a day, oldest first."""
    events = collection.events(ledger, at)
    ended = collection.ends(ledger, at)
    kept = kept_promises(ledger, events, at)
    joined = families(ledger)
    customers = {c.id: c for c in queries.customers(ledger)}
    labels = _labels(ledger, events)
    actors = collection.actors(ledger)
    return [
        Step(
            event,
            customers[joined.get(event.customer_id, event.customer_id)],
            labels.get(event.document_id or 0, ""),
            _state(event, kept.get(event.id), ended.get(event.id), at),
            ended.get(event.id),
            actors[event.id],
        )
        for event in events
    ]


def kept_promises(
    ledger: Transaction, events: Sequence[Event], at: date
) -> dict[int, date]:
    """Return the day on which each promise was kept by the money that came in."""
    promises = [event for event in events if event.kind == PROMISE]
    if not promises:
        return {}
    joined = families(ledger)
    since = min(promise.day for promise in promises)
    own = _records((promise.customer_id for promise in promises), joined)
    money = settlements(collection.settling(ledger, own, since), at)
    return kept_on(promises, money, lambda c: joined.get(c, c))


def _records(customers: Iterable[int], joined: Mapping[int, int]) -> set[int]:
    mains = {joined.get(customer, customer) for customer in customers}
    return mains | {record for record, main in joined.items() if main in mains}


def _labels(ledger: Transaction, events: Sequence[Event]) -> dict[int, str]:
    ids = {e.document_id for e in events if e.document_id is not None}
    return {item.id: label(item) for item in queries.items_by_id(ledger, ids)}


def _state(event: Event, kept: date | None, end: EventEnd | None, at: date) -> str:
    if event.kind == PROMISE:
        return standing(event, kept, end.outcome if end else "", at).value
    if end:
        return EVENT_OUTCOMES[end.outcome].lower()
    if event.kind == DISPUTE:
        return OPEN
    if event.kind == TASK:
        return LATE if event.due and event.due < at else PENDING
    return ""
