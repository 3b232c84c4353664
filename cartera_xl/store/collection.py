"""Reading the collection log: what was done, what became of it, who was contacted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.facts import VOIDED, ContactMade, Event, EventEnd
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store import rows
from cartera_xl.store.facts import facts
from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.documents import Application
    from cartera_xl.store.transaction import Transaction

_SETTLING: Final = f"""
    SELECT {rows.APPLICATION} FROM application a
    WHERE a.company_id = :company AND a.customer_id IN :id_list
      AND a.to_id IS NOT NULL AND a.effective >= :since
    ORDER BY a.id"""
_ACTORS: Final = """
    SELECT e.id, o.actor FROM event e
    JOIN operation o ON o.company_id = e.company_id AND o.revision = e.revision
    WHERE e.company_id = :company"""

_RECORDED: Final = """
    SELECT m.id, o.actor, o.recorded_at FROM contact_made m
    JOIN operation o ON o.company_id = m.company_id AND o.revision = m.revision
    WHERE m.company_id = :company"""


def events(transaction: Transaction, at: date) -> list[Event]:
    """Return what was logged up to a day and not undone since, oldest first."""
    void = {i for i, end in _last_ends(transaction).items() if end.outcome == VOIDED}
    return [
        event
        for event in facts(transaction, Event)
        if event.day <= at and event.id not in void
    ]


def ends(transaction: Transaction, at: date) -> dict[int, EventEnd]:
    """Return what had become of each step by a day; not of what is open again."""
    return {
        event_id: end
        for event_id, end in _last_ends(transaction, at).items()
        if end.outcome and end.outcome != VOIDED
    }


def _last_ends(transaction: Transaction, at: date | None = None) -> dict[int, EventEnd]:
    return {
        end.event_id: end
        for end in facts(transaction, EventEnd)
        if at is None or end.day <= at
    }


def contacts_made(
    transaction: Transaction, since: date | None = None
) -> list[ContactMade]:
    """Return the log of contacts, oldest first, without the calls that were undone."""
    void = {i for i, end in _last_ends(transaction).items() if end.outcome == VOIDED}
    return [
        made
        for made in facts(transaction, ContactMade)
        if made.event_id not in void and (since is None or made.day >= since)
    ]


def settling(
    transaction: Transaction, customers: Iterable[int], since: date
) -> list[Application]:
    """Return what moved the debits of some customers from a day on.

    What only took back something older stands here without it, and counts for nothing.
    """
    return [
        application
        for chunk in chunks(sorted(set(customers)))
        for application in rows.applications(
            transaction.rows(_SETTLING, id_list=chunk, since=since)
        )
    ]


def actors(transaction: Transaction) -> dict[int, str]:
    """Return who logged each step."""
    return dict(transaction.rows(_ACTORS))


def recorded(transaction: Transaction) -> dict[int, tuple[str, str]]:
    """Return who logged each contact, and the moment as the screen writes it."""
    return {
        row_id: (actor, _moment(stamp))
        for row_id, actor, stamp in transaction.rows(_RECORDED)
    }


def _moment(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp).astimezone(BOGOTA):%d/%m/%Y %H:%M}"
