"""Estado de cuenta: what a customer owed before a period, after it, and between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.finding import find_customer
from cartera_xl.ledger.statement import View, statement
from cartera_xl.store import queries
from cartera_xl.store.accounts import account
from cartera_xl.store.facts import families
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.posting import Customer
    from cartera_xl.ledger.statement import Statement
    from cartera_xl.store import Store


@dataclass(frozen=True, slots=True)
class CustomerStatement:
    """The statement of one customer, a part for each currency that it trades in."""

    customer: Customer
    since: date
    until: date
    view: View
    revision: int
    parts: tuple[Statement, ...]


def run(
    store: Store, text: str, since: date, until: date, view: View
) -> CustomerStatement:
    """Return the statement of a customer; records that were joined are one.

    Raises:
        NamedError: there is no such customer, or there are several.
    """
    with store.reading() as ledger:
        known = {c.id: c for c in queries.customers(ledger)}
        joined = families(ledger)
        named = find_customer(known.values(), text).id
        main = joined.get(named, named)
        records = {main, *(i for i, into in joined.items() if into == main)}
        documents, applications = account(ledger, records)
        revision = head(ledger).revision
    parts = tuple(
        statement(documents, applications, currency, since, until, view)
        for currency in sorted({document.currency for document in documents})
    )
    return CustomerStatement(known[main], since, until, view, revision, parts)
