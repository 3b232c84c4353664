"""Short ways to write what a run of reminders knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from cartera_xl.ledger.contact_guard import DEBTOR, Contacted
from cartera_xl.ledger.documents import Kind, OpenItem
from cartera_xl.ledger.dunning import Facts, Plan, Policy, Reminder, Sent, Skipped, plan
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.posting import Contact, Customer

TODAY = date(2026, 3, 31)  # a Tuesday; the Thursday and the Friday after are holy days
POLICY = Policy()


def at(days: int = 0, hour: int = 10, minute: int = 0) -> datetime:
    day = TODAY + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BOGOTA)


def late(
    id: int,  # noqa: A002 - the field's own name
    days: int,
    balance: int = 100_00,
    customer: int = 1,
    currency: str = "COP",
    kind: Kind = Kind.INVOICE,
    total: int = 100_00,
) -> OpenItem:
    due = TODAY - timedelta(days=days)
    issued = due - timedelta(days=30)
    number = f"F-{id}"
    return OpenItem(
        id, kind, number, 1, customer, currency, issued, due, total, balance, 1
    )


def credit(id: int, free: int, customer: int = 1) -> OpenItem:  # noqa: A002
    return late(id, 0, free, customer, kind=Kind.CREDIT_NOTE)


def mail(id: int = 9, customer: int = 1, **fields: Any) -> Contact:  # noqa: A002
    value = f"pagos{customer}@example.com"
    return Contact(id, customer, "email", value, TODAY)._replace(**fields)


def sent(
    days: int,
    *documents: int,
    level: str = "nivel-1",
    round_: int = 1,
    channel: str = "email",
) -> Sent:
    """Return a message of some days ago."""
    moment = at(-days, 9)
    return Sent(1, 9, level, round_, moment, frozenset(documents), channel)


def contact(days: int, channel: str = "phone", **fields: Any) -> Contacted:
    return Contacted(1, DEBTOR, channel, at(-days, 9))._replace(**fields)


def facts(*debits: OpenItem, **more: Any) -> Facts:
    """Return the facts of customer 1, with an authorised address."""
    own: dict[str, Any] = {
        "customers": [Customer(1, "C1", "Acme S.A.S.", "900123456")],
        "contacts": [mail()],
    }
    return Facts(debits=debits, **{**own, **more})


def planned(
    *debits: OpenItem,
    when: datetime | None = None,
    policy: Policy = POLICY,
    **more: Any,
) -> Plan:
    return plan(facts(*debits, **more), when or at(), policy)


def reminder(
    *debits: OpenItem,
    when: datetime | None = None,
    policy: Policy = POLICY,
    **more: Any,
) -> Reminder:
    found = planned(*debits, when=when, policy=policy, **more)
    assert found.skipped == ()
    [only] = found.reminders
    return only


def skipped(
    *debits: OpenItem,
    when: datetime | None = None,
    policy: Policy = POLICY,
    **more: Any,
) -> Skipped:
    found = planned(*debits, when=when, policy=policy, **more)
    assert found.reminders == ()
    [only] = found.skipped
    return only
