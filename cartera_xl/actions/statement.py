"""Estado de cuenta: what a customer owed before a period, after it, and between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartera_xl.actions.collection import steps
from cartera_xl.actions.finding import only_one
from cartera_xl.ledger.directory import Directory
from cartera_xl.ledger.facts import DISPUTE, PROMISE
from cartera_xl.ledger.statement import View, statement
from cartera_xl.store import queries
from cartera_xl.store.accounts import account
from cartera_xl.store.families import families
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.actions.collection import Step
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.ledger.statement import Statement
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CustomerStatement:
    """The statement of one customer, a part for each currency that it trades in."""

    customer: Customer
    since: date
    until: date
    view: View
    revision: int
    parts: tuple[Statement, ...]
    pending: tuple[Step, ...] = ()  # promises and disputes that wait at the end


def run(
    store: Store, text: str, since: date, until: date, view: View
) -> CustomerStatement:
    """Return the statement of a customer; records that were joined are one.

    Raises:
        NamedError: there is no such customer, or there are several.
    """
    with store.reading() as ledger:
        directory = Directory(queries.customers(ledger), families(ledger))
        customer = only_one(directory, text)
        done = of_customer(ledger, directory, customer, since, until, view)
        return replace(done, pending=_pending(ledger, customer, until))


def _pending(ledger: Transaction, customer: Customer, at: date) -> tuple[Step, ...]:
    return tuple(
        step
        for step in steps(ledger, at)
        if step.customer.id == customer.id
        and step.event.kind in (PROMISE, DISPUTE)
        and step.is_pending
    )


def of_customer(
    ledger: Transaction,
    directory: Directory,
    customer: Customer,
    since: date,
    until: date,
    view: View,
) -> CustomerStatement:
    """Return the statement of a customer, by its main record."""
    documents, applications = account(ledger, directory.records(customer.id))
    parts = tuple(
        statement(documents, applications, currency, since, until, view)
        for currency in sorted({document.currency for document in documents})
    )
    revision = head(ledger).revision
    return CustomerStatement(customer, since, until, view, revision, parts)
