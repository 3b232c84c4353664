"""Whether a customer may be contacted now, and if not, from when on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.actions.choices import choices
from cartera_xl.actions.consent import NoContactError
from cartera_xl.actions.contact_history import contact_of, contacts_with
from cartera_xl.actions.finding import find_customer
from cartera_xl.ledger.contact_guard import breach, has_opted_out, next_allowed
from cartera_xl.ledger.dunning import Reason
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store import queries

if TYPE_CHECKING:
    from datetime import datetime

    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_CONSENT = (Reason.OPTED_OUT, Reason.UNAUTHORIZED)  # no waiting helps


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, or why not and from when on."""

    reason: Reason | None = None
    since: datetime | None = None  # in Bogotá

    @property
    def allowed(self) -> bool:
        """Tell whether it may be done now."""
        return self.reason is None

    @property
    def sentence(self) -> str:
        """Return the answer in Spanish."""
        if self.reason is None:
            return "Sí se puede contactar ahora."
        if self.since is None:
            return self.reason.sentence
        since = f"{texts.day(self.since)} a las {self.since:%H:%M}"
        return f"{self.reason.sentence} Se puede desde el {since}."


def run(store: Store, customer: str, channel: str, kind: str, at: datetime) -> Answer:
    """Return whether Ley 2300 of 2023 lets somebody be contacted at a moment.

    Raises:
        NamedError: the customer, or a contact of it on that channel, is not there.
    """
    with store.reading() as ledger:
        found = find_customer(queries.customers(ledger), customer)
        contact = contact_of(ledger, found.id, channel, kind)
        if contact is None:
            raise NoContactError(channel)
        return answer(ledger, found, contact, at.replace(tzinfo=BOGOTA))


def answer(
    ledger: Transaction, customer: Customer, contact: Contact, at: datetime
) -> Answer:
    """Return it of a contact that is at hand; the moment knows its zone."""
    if customer.business:
        return Answer(Reason.OPTED_OUT if has_opted_out(at, contact) else None)
    person = contacts_with(ledger, customer.id, contact.kind, at)
    guard = choices(ledger).guard
    broken = breach(at, contact, person, guard)
    if broken is None:
        return Answer()
    reason = Reason(broken.value)
    if reason in _CONSENT:
        return Answer(reason)
    return Answer(reason, next_allowed(at, contact, person, guard))
