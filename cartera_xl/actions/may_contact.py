"""Whether a customer may be contacted now, and if not, from when on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.actions.choices import choices
from cartera_xl.actions.consent import NoContactError
from cartera_xl.actions.finding import find_customer
from cartera_xl.actions.log_events import contact_of
from cartera_xl.actions.reminder_facts import contacted
from cartera_xl.ledger.contact_guard import breach, has_opted_out, next_allowed
from cartera_xl.ledger.dunning import Reason
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store import queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from datetime import datetime

    from cartera_xl.store import Store

_MONTH = timedelta(days=31)
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
    moment = at.replace(tzinfo=BOGOTA)
    with store.reading() as ledger:
        found = find_customer(queries.customers(ledger), customer)
        contact = contact_of(ledger, found.id, channel, kind)
        if contact is None:
            raise NoContactError(channel)
        if found.business:
            out = has_opted_out(moment, contact)
            return Answer(Reason.OPTED_OUT if out else None)
        joined = families(ledger)
        main = joined.get(found.id, found.id)
        person = [
            made
            for made in contacted(ledger, moment.date() - _MONTH)
            if joined.get(made.customer_id, made.customer_id) == main
            and made.kind == kind
        ]
        guard = choices(ledger).guard
    broken = breach(moment, contact, person, guard)
    if broken is None:
        return Answer()
    reason = Reason(broken.value)
    if reason in _CONSENT:
        return Answer(reason)
    return Answer(reason, next_allowed(moment, contact, person, guard))
