"""Gestiones: logging a note, a call, a promise, a dispute or a task, and its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions.choices import choices
from cartera_xl.actions.contact_history import contact_of, contacts_with
from cartera_xl.actions.finding import find_customer, find_document
from cartera_xl.actions.posting import Asked, Batch, Result, post
from cartera_xl.actions.reminder_facts import moment
from cartera_xl.ledger.contact_guard import breach
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.ledger.dunning import Reason
from cartera_xl.ledger.facts import CALL, ContactMade, Event
from cartera_xl.ledger.money import to_decimal, to_minor
from cartera_xl.ledger.verbs.collection import End, Log, Reached
from cartera_xl.store import queries
from cartera_xl.store.facts import facts_between
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "gestion"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What was typed of a step of collecting; without a currency it is the company's.

    A call has the hour at which it was made, in Bogotá; `reason` and `reference` say
    where it only answered what the person had asked.
    """

    kind: str
    customer: str
    day: date
    detail: str = ""
    document: str = ""
    due: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    hour: time | None = None
    channel: str = "phone"
    contact_kind: str = "deudor"
    two_way: bool = False
    reason: str = "cobro"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """A promise that is taken back, a dispute resolved, a task finished."""

    event_id: int
    day: date
    detail: str = ""


def run(
    store: Store,
    asked: NewEvent | Ending,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a step of collecting, or its end; the notes tell what the law says of it.

    Raises:
        NamedError: the customer, the invoice or the step is not there.
        AmountError: the amount is none of its currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    warned: list[str] = []

    def planner(ledger: Transaction) -> Asked:
        if isinstance(asked, Ending):
            return _end(asked)
        warned[:] = warnings(ledger, asked)
        return _log(ledger, asked)

    done = post(store, planner, batch, context)
    if done.result is Result.REFUSED:
        return done
    return replace(done, notes=(*done.notes, *_told(store, done), *warned))


def _log(ledger: Transaction, asked: NewEvent) -> Asked:
    customer = find_customer(queries.customers(ledger), asked.customer)
    document = None
    if asked.document:
        document = find_document(ledger, asked.document, DEBIT_KINDS, customer.id)
    currency = asked.currency or (document.currency if document else "")
    currency = currency or choices(ledger).currency
    amount = None if asked.amount is None else to_minor(asked.amount, currency)
    verb = Log(
        0,
        customer.id,
        asked.kind,
        asked.day,
        asked.detail,
        document.id if document else None,
        asked.due,
        amount,
        currency,
        _reached(ledger, asked, customer.id),
    )
    documents = [document.id] if document else []
    return Asked((verb,), Needs(documents, customers=[customer.id]))


def _reached(ledger: Transaction, asked: NewEvent, customer_id: int) -> Reached | None:
    if asked.kind != CALL or asked.hour is None:
        return None
    contact = contact_of(ledger, customer_id, asked.channel, asked.contact_kind)
    return Reached(
        f"{asked.hour:%H:%M}",
        asked.channel,
        contact.id if contact else None,
        asked.contact_kind,
        asked.two_way,
        asked.reason,
        asked.reference,
    )


def _end(asked: Ending) -> Asked:
    verb = End(0, asked.event_id, asked.day, asked.detail)
    return Asked((verb,), Needs(events=[asked.event_id]))


def warnings(ledger: Transaction, asked: NewEvent) -> list[str]:
    """Return what Ley 2300 says of a call; it was made, so it is logged anyhow."""
    customer = find_customer(queries.customers(ledger), asked.customer)
    if asked.kind != CALL or asked.hour is None or customer.business:
        return []
    contact = contact_of(ledger, customer.id, asked.channel, asked.contact_kind)
    if contact is None:
        return ["No hay un contacto registrado para ese canal."]
    at = moment(
        ContactMade(
            *(0, customer.id, None, None, asked.day, f"{asked.hour:%H:%M}"),
            *(asked.channel, asked.contact_kind, 0, "", ""),
        )
    )
    person = contacts_with(ledger, customer.id, asked.contact_kind, at)
    broken = breach(at, contact, person, choices(ledger).guard)
    return [f"Atención: {Reason(broken.value).sentence}"] if broken else []


def _told(store: Store, done: Done) -> Iterator[str]:
    """Yield the number that a step got: it is ended by that."""
    if done.posted is None:
        return
    with store.reading() as ledger:
        for event in facts_between(ledger, Event, done.posted.facts):
            yield f"Gestión {event.id}: {summary(event)}."


def summary(event: Event) -> str:
    """Return a step in a few words: «Promesa de $ 500.000 para el 05/12/2026»."""
    words = texts.EVENT_NAMES[event.kind]
    if event.amount is not None:
        amount = to_decimal(event.amount, event.currency)
        words += f" de {texts.money(amount, event.currency)}"
    return f"{words} para el {texts.day(event.due)}" if event.due else words
