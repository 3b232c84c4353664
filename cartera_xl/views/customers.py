"""Clientes: a row per customer and currency, who owes most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.indicators import Figure, Indicators
from cartera_xl.ledger.portfolio import CustomerBalance
from cartera_xl.tabs.columns import YES
from cartera_xl.tabs.customers import CUSTOMERS, range_field
from cartera_xl.tabs.versions import corrections_version
from cartera_xl.views.collection_log import promised
from cartera_xl.views.columns import nit
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.snapshot import Snapshot


def customers(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Clientes; a customer without a balance has a row of zeros."""
    balances = sorted(_with_idle(snapshot), key=_most_owed_first)
    shown = [snapshot.customers[balance.customer_id] for balance in balances]
    currencies = [balance.currency for balance in balances]
    emails, phones = _contacts(snapshot, "email"), _contacts(snapshot, "phone")
    paid, promises = snapshot.last_payments, promised(snapshot)
    fields: dict[str, Sequence[Cell]] = {
        "code": [c.code for c in shown],
        "nit": [nit(c) for c in shown],
        "name": [c.name for c in shown],
        "group": [c.group or None for c in shown],
        "email": [emails.get(c.id) for c in shown],
        "phone": [phones.get(c.id) for c in shown],
        "currency": currencies,
        "not_due": amounts([b.indicators.not_due.amount for b in balances], currencies),
        "overdue": amounts([b.indicators.overdue.amount for b in balances], currencies),
        "credit": amounts([b.indicators.credit.amount for b in balances], currencies),
        "net": amounts([b.indicators.net for b in balances], currencies),
        "days": [b.days_overdue for b in balances],
        "last_payment": [paid.get(c.id) for c in shown],
        "promise": [promises.get(c.id) for c in shown],
        "excluded": [YES if c.excluded else None for c in shown],
        "currency_index": currency_index(currencies, snapshot.parameters.currency),
    }
    corrected = [fields[column.field] for column in CUSTOMERS.inputs]
    fields["version"] = list(map(corrections_version, zip(*corrected, strict=True)))
    for position in range(len(snapshot.parameters.ranges.labels)):
        column = [balance.buckets[position].amount for balance in balances]
        fields[range_field(position + 1)] = amounts(column, currencies)
    return lay_out(CUSTOMERS, fields, len(balances))


def _with_idle(snapshot: Snapshot) -> list[CustomerBalance]:
    balances = list(snapshot.portfolio.balances)
    busy = {balance.customer_id for balance in balances}
    nothing = (Figure(),) * len(snapshot.parameters.ranges.labels)
    base = snapshot.parameters.currency
    idle = (
        CustomerBalance(customer_id, base, Indicators(), 0, nothing)
        for customer_id in snapshot.customers
        if customer_id not in busy
    )
    return [*balances, *idle]


def _most_owed_first(balance: CustomerBalance) -> tuple[object, ...]:
    figures = balance.indicators
    return (
        -figures.overdue.amount,
        -figures.net,
        balance.customer_id,
        balance.currency,
    )


def _contacts(snapshot: Snapshot, channel: str) -> Mapping[int, str]:
    """Return each customer's own first contact on a channel: not its co-debtor's."""
    own = [
        contact
        for contact in reversed(snapshot.contacts)
        if (contact.channel, contact.kind) == (channel, DEBTOR)
    ]
    return {contact.customer_id: contact.value for contact in own}
