"""The log of contacts as a file: what a complaint under Ley 2300 is answered with.

Calls and letters that were logged, and every message that did or may have reached
somebody, with how sure it is that it went out. One of WhatsApp is there once a person
said that it was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.actions.finding import find_customer
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.outgoing import NAMES, State, Way
from cartera_xl.outbox.mail.identity import Identity, message_id
from cartera_xl.store import collection, queries
from cartera_xl.store.families import families
from cartera_xl.store.head import head
from cartera_xl.store.outbox import reading
from cartera_xl.texts import CHANNEL_NAMES
from cartera_xl.views.columns import nit
from cartera_xl.workbook import listing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from cartera_xl.ledger.facts import ContactMade
    from cartera_xl.ledger.outgoing import Outgoing
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.store import Store
    from cartera_xl.tabs.cell import Cell

HEADINGS: Final = (
    *("Fecha", "Hora", "Código", "Cliente", "NIT", "Persona", "Canal", "Dato"),
    *("Contestó", "Motivo", "Referencia", "Mensaje", "Canal autorizado el"),
    *("Constancia", "No contactar desde", "Horas pedidas", "Registró"),
    "Registrado el",
)
_ERASED: Final = "(borrado)"
_REMINDER: Final = "cobro"


def run(
    store: Store,
    path: Path,
    since: date | None = None,
    until: date | None = None,
    customer: str = "",
) -> int:
    """Write the log to a new .xlsx or .csv, oldest first; return its contacts.

    Raises:
        NamedError: the customer is not there.
        ListingError: the file was not written.
    """
    with store.reading() as ledger:
        customers = {c.id: c for c in queries.customers(ledger)}
        joined = families(ledger)
        contacts = {c.id: c for c in queries.contacts(ledger)}
        recorded = collection.recorded(ledger)
        found = collection.contacts_made(ledger, since)
        sent = [m for m in reading.written(ledger) if not _unconfirmed(m)]
        ledger_id = head(ledger).ledger_id
    rows = [
        (m.customer_id, (*_row(m, customers, contacts), *recorded[m.id])) for m in found
    ]
    rows += [
        (m.customer_id, _sent(m, ledger_id, customers, contacts))
        for m in sent
        if since is None or _moment(m).date() >= since
    ]
    if customer:
        own = find_customer(customers.values(), customer).id
        main = joined.get(own, own)
        rows = [(who, row) for who, row in rows if joined.get(who, who) == main]
    told = sorted((row for _, row in rows), key=lambda row: row[:2])
    told = [row for row in told if until is None or row[0] <= until]
    return listing.write(path, HEADINGS, told)


def _row(
    made: ContactMade,
    customers: Mapping[int, Customer],
    contacts: Mapping[int, Contact],
) -> tuple[Any, ...]:
    who = customers[made.customer_id]
    contact = contacts.get(made.contact_id or 0)
    return (
        *(made.day, made.time, who.code, who.name),
        *(nit(who), made.kind, CHANNEL_NAMES[made.channel]),
        contact.value if contact else (_ERASED if made.contact_id else None),
        "Sí" if made.two_way else "No",
        *(made.reason, made.reference, None),
        *_consent(contact),
    )


def _sent(
    message: Outgoing,
    ledger_id: str,
    customers: Mapping[int, Customer],
    contacts: Mapping[int, Contact],
) -> tuple[Any, ...]:
    """Return a message as the log has it, at the hour at which it was handed over."""
    who, contact = customers[message.customer_id], contacts.get(message.contact_id)
    at = _moment(message)
    return (
        *(at.date(), f"{at:%H:%M}", who.code, who.name, nit(who)),
        *(contact.kind if contact else DEBTOR, CHANNEL_NAMES[message.channel]),
        *(contact.value if contact else _ERASED, "No", _REMINDER),
        _reference(message, ledger_id),
        f"{NAMES[message.state]}, por {message.way}",
        *_consent(contact),
        *(message.actor, f"{message.created_at.astimezone(BOGOTA):%d/%m/%Y %H:%M}"),
    )


def _unconfirmed(message: Outgoing) -> bool:
    return message.way is Way.WHATSAPP and message.state is State.PREPARED


def _reference(message: Outgoing, ledger_id: str) -> str:
    """Return the Message-ID of a mail that we wrote; of others, the outbox's number."""
    if message.way not in (Way.DRAFTS, Way.SMTP):
        return f"mensaje {message.id}"
    who = (message.customer_id, message.contact_id)
    identity = Identity(message.id, *who, message.level, message.round)
    return message_id(identity, ledger_id)


def _moment(message: Outgoing) -> datetime:
    return (message.handed_at or message.created_at).astimezone(BOGOTA)


def _consent(contact: Contact | None) -> tuple[Cell, ...]:
    if contact is None:
        return (None,) * 4
    return (contact.authorized, contact.evidence, contact.opted_out, contact.hours)
