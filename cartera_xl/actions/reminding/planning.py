"""Who would be written to now, by the ledger and the outbox as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartera_xl.actions import reminder_facts
from cartera_xl.actions.choices import choices
from cartera_xl.ledger.dunning import Plan, Reason, Sent, Skipped, plan
from cartera_xl.store.outbox import reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from cartera_xl.ledger.dunning import Facts
    from cartera_xl.ledger.outgoing import Outgoing
    from cartera_xl.store.transaction import Transaction


def planned(
    ledger: Transaction, at: datetime, channel: str, customers: Collection[int] = ()
) -> Plan:
    """Return the answer for every customer, or for some of them."""
    facts = read(ledger, at)
    if customers:
        facts = only(facts, customers)
    decided = plan(facts, at, reminder_facts.policy(choices(ledger), channel))
    return _without_refused(decided, reading.refused(ledger))


def _without_refused(decided: Plan, refused: Sequence[Outgoing]) -> Plan:
    """Leave out whom the mail server refused, until the address is corrected."""
    told = {message.contact_id: message for message in refused}
    skipped = [
        Skipped(
            *(one.customer_id, one.code, one.name, one.nit, Reason.REFUSED),
            f"{told[one.contact_id].detail} Corrija el contacto del cliente, o diga "
            f"«cartera recordar --resolver {told[one.contact_id].id} --no-salio».",
        )
        for one in decided.reminders
        if one.contact_id in told
    ]
    kept = tuple(one for one in decided.reminders if one.contact_id not in told)
    return Plan(kept, (*decided.skipped, *skipped))


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
