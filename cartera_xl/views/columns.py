"""Columns that several tabs share, for many documents at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.texts import document_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.views.snapshot import Snapshot


def names(snapshot: Snapshot, items: Sequence[OpenItem]) -> list[str]:
    """Return the customer's name for each document."""
    by_id = {customer.id: customer.name for customer in snapshot.customers.values()}
    return [by_id[item.customer_id] for item in items]


def nits(snapshot: Snapshot, items: Sequence[OpenItem]) -> list[str | None]:
    """Return the customer's NIT for each document."""
    by_id = {customer.id: nit(customer) for customer in snapshot.customers.values()}
    return [by_id[item.customer_id] for item in items]


def nit(customer: Customer) -> str | None:
    """Return a NIT with its check digit, as the screen shows it."""
    return customer.tax_id or None


def labels(items: Sequence[OpenItem]) -> list[str]:
    """Return each document's name on the screen."""
    return [document_label(i.kind, i.number, i.instalment) for i in items]
