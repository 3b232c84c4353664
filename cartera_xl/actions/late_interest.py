"""Intereses de mora: what a customer's overdue documents would bear; never booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.actions.finding import find_customer
from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.dunning import charges, nominal
from cartera_xl.store import balances, queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


class Charged(NamedTuple):
    """An overdue document, how late it is, and its interest in minor units."""

    item: OpenItem
    days: int
    interest: int


class LateInterest(NamedTuple):
    """A customer's overdue documents, the latest first."""

    customer: Customer
    lines: tuple[Charged, ...]


def run(store: Store, customer: str, effective: Decimal, at: date) -> LateInterest:
    """Return the interest up to a day, at a yearly effective rate: 0.25 is 25 % EA.

    Raises:
        NamedError: no customer is called so, or several are.
    """
    yearly = nominal(effective)
    with store.reading() as ledger:
        found = find_customer(queries.customers(ledger), customer)
        late = sorted(_late(ledger, found, at), key=lambda item: item.due)
    lines = (
        Charged(i, days_overdue(i.due, at), charges([i], at, yearly=yearly).interest)
        for i in late
    )
    return LateInterest(found, tuple(lines))


def _late(ledger: Transaction, customer: Customer, at: date) -> Iterator[OpenItem]:
    main = families(ledger)
    own = main.get(customer.id, customer.id)
    for item in balances.open_items(ledger, at):
        is_own = main.get(item.customer_id, item.customer_id) == own
        if is_own and item.kind.side is Side.DEBIT and item.due < at:
            yield item
