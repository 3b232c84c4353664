"""What a run of reminders has to know, read in one transaction."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from cartera_xl.actions.collection import kept_promises
from cartera_xl.ledger.contact_guard import Contacted
from cartera_xl.ledger.documents import CREDIT_KINDS
from cartera_xl.ledger.dunning import Dispute, Facts, Policy, Promise
from cartera_xl.ledger.facts import DISPUTE, PROMISE
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.verbs.collection import ANSWERING
from cartera_xl.store import balances, collection, queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cartera_xl.ledger.dunning import Sent
    from cartera_xl.ledger.facts import ContactMade
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store.transaction import Transaction

_WEEK = timedelta(days=7)
_NOON = time(12)


def read(ledger: Transaction, at: datetime, sent: Sequence[Sent] = ()) -> Facts:
    """Return one moment of the ledger as reminders see it; `sent` is the outbox's."""
    day = at.astimezone(BOGOTA).date()
    items = balances.open_items(ledger, day)
    return Facts(
        customers=queries.customers(ledger),
        debits=[item for item in items if item.kind not in CREDIT_KINDS],
        credits=[item for item in items if item.kind in CREDIT_KINDS],
        contacts=queries.contacts(ledger),
        promises=list(_promises(ledger, day)),
        disputes=list(_disputes(ledger, day)),
        sent=sent,
        contacted=list(contacted(ledger, day - _WEEK)),
        families=families(ledger),
    )


def policy(parameters: Parameters, channel: str = "email") -> Policy:
    """Return what the company chose."""
    return Policy(parameters.levels, parameters.guard, channel)


def contacted(ledger: Transaction, since: date) -> Iterator[Contacted]:
    """Yield the contacts that count from a day on: an answer to a request does not."""
    for made in collection.contacts_made(ledger, since):
        if made.reason != ANSWERING:
            yield Contacted(
                made.customer_id,
                made.kind,
                made.channel,
                moment(made),
                bool(made.two_way),
            )


def moment(made: ContactMade) -> datetime:
    """Return when a contact was made, in Bogotá; at noon where nobody said the hour."""
    hour = time.fromisoformat(made.time) if made.time else _NOON
    return datetime.combine(made.day, hour, BOGOTA)


def _promises(ledger: Transaction, at: date) -> Iterator[Promise]:
    events = collection.events(ledger, at)
    ended = collection.ends(ledger, at)
    kept = kept_promises(ledger, events, at)
    for event in events:
        if event.kind == PROMISE and event.id not in ended:
            assert event.due is not None
            assert event.amount is not None
            yield Promise(
                event.customer_id,
                event.document_id,
                event.due,
                event.amount,
                event.currency,
                event.id in kept,
            )


def _disputes(ledger: Transaction, at: date) -> Iterator[Dispute]:
    ended = collection.ends(ledger, at)
    for event in collection.events(ledger, at):
        if event.kind == DISPUTE and event.id not in ended:
            yield Dispute(event.customer_id, event.document_id, event.day)
