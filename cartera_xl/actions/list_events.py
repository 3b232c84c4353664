"""Gestiones: what was logged, and where each step stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions.collection import Step, steps
from cartera_xl.actions.finding import find_customer
from cartera_xl.store import queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.store import Store


def run(
    store: Store, at: date, customer: str = "", *, pending_only: bool = False
) -> list[Step]:
    """Return the steps up to a day, newest first.

    Raises:
        NamedError: the customer is not there.
    """
    with store.reading() as ledger:
        found = steps(ledger, at)
        if customer:
            own = find_customer(queries.customers(ledger), customer)
            main = families(ledger).get(own.id, own.id)
            found = [step for step in found if step.customer.id == main]
    return [s for s in reversed(found) if s.is_pending or not pending_only]
