"""A person's contacts of late: what Ley 2300 looks back on before the next one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.reminder_facts import contacted
from cartera_xl.actions.reminding.planning import sent
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store import queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from datetime import datetime

    from cartera_xl.ledger.contact_guard import Contacted
    from cartera_xl.ledger.posting import Contact
    from cartera_xl.store.transaction import Transaction

_WEEK: Final = timedelta(days=7)


def contacts_of(ledger: Transaction, customer_id: int, channel: str) -> list[Contact]:
    """Return the contacts of a customer, any record of it, on a channel."""
    joined = families(ledger)
    main = joined.get(customer_id, customer_id)
    return [
        contact
        for contact in queries.contacts(ledger)
        if joined.get(contact.customer_id, contact.customer_id) == main
        and contact.channel == channel
    ]


def contact_of(
    ledger: Transaction, customer_id: int, channel: str, kind: str
) -> Contact | None:
    """Return the first contact with one person of a customer on a channel."""
    own = contacts_of(ledger, customer_id, channel)
    return next((contact for contact in own if contact.kind == kind), None)


def contacts_with(
    ledger: Transaction, customer_id: int, kind: str, at: datetime
) -> list[Contacted]:
    """Return the contacts with one person of a week back on, reminders among them.

    Args:
        ledger: an open transaction.
        customer_id: any record of the customer.
        kind: the customer itself or its co-debtor: two persons.
        at: the moment of the next contact; it knows its zone.
    """
    joined = families(ledger)
    main = joined.get(customer_id, customer_id)
    since = at.astimezone(BOGOTA).date() - _WEEK
    messages = (message.contact for message in sent(ledger))
    return [
        made
        for made in (*contacted(ledger, since), *messages)
        if joined.get(made.customer_id, made.customer_id) == main and made.kind == kind
    ]
