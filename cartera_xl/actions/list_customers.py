"""Clientes: who they are, and all that is known of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_customer
from cartera_xl.ledger.facts import Profile
from cartera_xl.ledger.withholding import current
from cartera_xl.store import queries
from cartera_xl.store.facts import facts_of
from cartera_xl.store.families import families
from cartera_xl.store.portfolio_sums import portfolio_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cartera_xl.ledger.indicators import Indicators
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.store import Store


@dataclass(frozen=True, slots=True)
class Record:
    """A customer's record, and the customer that it shows as where it was joined."""

    customer: Customer
    shown_as: Customer | None = None


@dataclass(frozen=True, slots=True)
class File:
    """All that is known of a customer."""

    record: Record
    others: tuple[Customer, ...]  # records that show as this one
    contacts: tuple[Contact, ...]
    profile: tuple[Profile, ...]
    balances: Mapping[str, Indicators]  # by currency


def run(store: Store) -> list[Record]:
    """Return all customers by code."""
    with store.reading() as ledger:
        known = {c.id: c for c in queries.customers(ledger)}
        joined = families(ledger)
    records = (Record(c, known.get(joined.get(c.id, 0))) for c in known.values())
    return sorted(records, key=lambda record: record.customer.code)


def show(store: Store, text: str, at: date) -> File:
    """Return all that is known of one customer, with its balances at a date.

    Raises:
        NamedError: there is none, or there are several.
    """
    with store.reading() as ledger:
        known = {c.id: c for c in queries.customers(ledger)}
        own = find_customer(known.values(), text)
        joined = families(ledger)
        chosen = choices(ledger)
        found = portfolio_at(ledger, at, chosen.ranges, chosen.basis, None, own.id)
        contacts = [c for c in queries.contacts(ledger) if c.customer_id == own.id]
        profile = current(facts_of(ledger, Profile, "customer_id", [own.id]))
    others = tuple(known[i] for i, main in joined.items() if main == own.id)
    return File(
        Record(own, known.get(joined.get(own.id, 0))),
        others,
        tuple(contacts),
        tuple(profile),
        {currency: found.indicators(currency) for currency in found.currencies},
    )
