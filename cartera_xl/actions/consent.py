"""What customers authorised or asked for: channels, opt-outs, hours of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.contact_history import contacts_of
from cartera_xl.actions.finding import NamedError, find_customer
from cartera_xl.actions.posting import Asked, Batch, Result, post
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.contact_hours import parse_hours
from cartera_xl.ledger.posting import Contact
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.consent import Consent, Told
from cartera_xl.store import queries
from cartera_xl.texts import CHANNEL_NAMES, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "autorizar"


class NoContactError(NamedError):
    """The customer has no contact on the channel."""

    code = Status.NOT_FOUND

    def __init__(self, channel: str) -> None:
        name = CHANNEL_NAMES[channel]
        super().__init__(
            f"No hay un contacto para el canal {name}: regístrelo con «cartera "
            "clientes contacto» o «cartera clientes editar»."
        )


@dataclass(frozen=True, slots=True)
class Authorization:
    """The company attests that a channel was authorised; "" means every customer.

    In bulk only those are marked who neither authorised it yet nor opted out.
    """

    customer: str
    channel: str
    day: date
    evidence: str


@dataclass(frozen=True, slots=True)
class OptOut:
    """The person does not want to be reached through a channel any more."""

    customer: str
    channel: str
    day: date


@dataclass(frozen=True, slots=True)
class OwnHours:
    """The person asked for other hours than the law's; "" goes back to those."""

    customer: str
    channel: str
    hours: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Another:
    """Another address or number of a customer, or of its co-debtor."""

    customer: str
    channel: str
    value: str
    kind: str = DEBTOR


Wish = Authorization | OptOut | OwnHours | Another


def run(
    store: Store,
    asked: Wish,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post what a person authorised or asked for.

    Raises:
        NamedError: the customer or its contact is not there.
        HoursError: hours that cannot be read.
    """
    if isinstance(asked, OwnHours) and asked.hours:
        parse_hours(asked.hours)
    batch = Batch(ACTION, repr(asked), key, simulate)
    touched: list[int] = []

    def planner(ledger: Transaction) -> Asked:
        verb = _plan(ledger, asked)
        touched[:] = [len(verb.contacts)]
        return Asked((verb,))

    done = post(store, planner, batch, context)
    if done.result is Result.REFUSED or not touched:
        return done
    told = count(touched[0], "contacto marcado.", "contactos marcados.")
    return replace(done, notes=(*done.notes, told))


def _plan(ledger: Transaction, asked: Wish) -> Consent:
    match asked:
        case Authorization():
            return _authorize(ledger, asked)
        case OptOut():
            own = _own(ledger, asked.customer, asked.channel)
            return _changed(
                Told.OPTED_OUT, own, lambda c: c._replace(opted_out=asked.day)
            )
        case OwnHours():
            own = _own(ledger, asked.customer, asked.channel)
            told = Told.HOURS if asked.hours else Told.ADDED
            return _changed(
                told,
                own,
                lambda c: c._replace(hours=asked.hours, hours_evidence=asked.evidence),
            )
        case Another():
            customer = find_customer(queries.customers(ledger), asked.customer)
            contact = Contact(
                0, customer.id, asked.channel, asked.value, kind=asked.kind
            )
            return Consent(0, Told.ADDED, (contact,))


def _authorize(ledger: Transaction, asked: Authorization) -> Consent:
    if asked.customer:
        own = _own(ledger, asked.customer, asked.channel)
    else:
        own = [
            contact
            for contact in queries.contacts(ledger)
            if contact.channel == asked.channel
            and contact.authorized is None
            and contact.opted_out is None
        ]
    return _changed(
        Told.AUTHORIZED,
        own,
        # Who authorises a channel again wants it again.
        lambda c: c._replace(
            authorized=asked.day, evidence=asked.evidence, opted_out=None
        ),
    )


def _changed(
    told: Told, own: Iterable[Contact], change: Callable[[Contact], Contact]
) -> Consent:
    pairs = ((contact, change(contact)) for contact in own)
    return Consent(0, told, tuple(new for old, new in pairs if new != old))


def _own(ledger: Transaction, customer: str, channel: str) -> list[Contact]:
    found = find_customer(queries.customers(ledger), customer)
    own = contacts_of(ledger, found.id, channel)
    if not own:
        raise NoContactError(channel)
    return own


def missing(ledger: Transaction, channel: str) -> int:
    """Return how many contacts of a channel nobody authorised: a preview says it."""
    return sum(
        contact.channel == channel and contact.authorized is None
        for contact in queries.contacts(ledger)
    )
