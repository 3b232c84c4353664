"""Who would be written to now, by the ledger and the outbox as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartera_xl.actions import reminder_facts
from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_customer
from cartera_xl.ledger.dunning import Plan, Sent, plan
from cartera_xl.store import queries
from cartera_xl.store.outbox import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cartera_xl.ledger.dunning import Facts
    from cartera_xl.store.transaction import Transaction


def planned(
    ledger: Transaction, at: datetime, channel: str, customer: str = ""
) -> Plan:
    """Return the answer for every customer, or for one.

    Raises:
        NamedError: no customer is called so, or several are.
    """
    facts = read(ledger, at)
    if customer:
        found = find_customer(queries.customers(ledger), customer).id
        facts = only(facts, [found])
    return plan(facts, at, reminder_facts.policy(choices(ledger), channel))


def read(ledger: Transaction, at: datetime) -> Facts:
    """Return all that reminders are decided by, messages on their way included."""
    return reminder_facts.read(ledger, at, sent(ledger))


def only(facts: Facts, customers: Iterable[int]) -> Facts:
    """Return the facts with some customers alone to be answered for."""
    main = facts.families
    wanted = {main.get(customer_id, customer_id) for customer_id in customers}
    return replace(
        facts,
        customers=[c for c in facts.customers if main.get(c.id, c.id) in wanted],
    )


def sent(ledger: Transaction) -> list[Sent]:
    """Return the messages that did or may have reached somebody."""
    found = reading.written(ledger)
    listed = reading.documents(ledger, found)
    return [
        Sent(
            message.customer_id,
            message.contact_id,
            message.level,
            message.round,
            message.handed_at or message.created_at,
            listed[message.id],
            message.channel,
        )
        for message in found
    ]
