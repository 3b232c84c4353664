"""The log of contacts as a file: what a complaint under Ley 2300 is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.finding import find_customer
from cartera_xl.store import collection, queries
from cartera_xl.store.families import families
from cartera_xl.texts import CHANNEL_NAMES
from cartera_xl.views.columns import nit
from cartera_xl.workbook import listing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from cartera_xl.ledger.facts import ContactMade
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.store import Store
    from cartera_xl.tabs.cell import Cell

HEADINGS: Final = (
    *("Fecha", "Hora", "Código", "Cliente", "NIT", "Persona", "Canal", "Dato"),
    *("Contestó", "Motivo", "Referencia", "Canal autorizado el", "Constancia"),
    *("No contactar desde", "Horas pedidas", "Registró", "Registrado el"),
)
_ERASED: Final = "(borrado)"


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
    if customer:
        own = find_customer(customers.values(), customer)
        main = joined.get(own.id, own.id)
        found = [m for m in found if joined.get(m.customer_id, m.customer_id) == main]
    rows = [
        (*_row(made, customers, contacts), *recorded[made.id])
        for made in found
        if until is None or made.day <= until
    ]
    return listing.write(path, HEADINGS, rows)


def _row(
    made: ContactMade,
    customers: Mapping[int, Customer],
    contacts: Mapping[int, Contact],
) -> tuple[Cell, ...]:
    who = customers[made.customer_id]
    contact = contacts.get(made.contact_id or 0)
    return (
        *(made.day, made.time, who.code, who.name),
        *(nit(who), made.kind, CHANNEL_NAMES[made.channel]),
        contact.value if contact else (_ERASED if made.contact_id else None),
        "Sí" if made.two_way else "No",
        *(made.reason, made.reference),
        *_consent(contact),
    )


def _consent(contact: Contact | None) -> tuple[Cell, ...]:
    if contact is None:
        return (None,) * 4
    return (contact.authorized, contact.evidence, contact.opted_out, contact.hours)
