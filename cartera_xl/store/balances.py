"""The documents with a balance, at any day, as known on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.store import rows
from cartera_xl.store.bulk import bulk
from cartera_xl.store.cutoff import balances_at

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store.transaction import Transaction


def open_items(
    transaction: Transaction, at: date, known: date | None = None
) -> list[OpenItem]:
    """Return the documents with a balance at the end of a day.

    Args:
        transaction: the moment of the ledger to look at.
        at: balances count what was effective up to this day.
        known: leave out what was recorded after this day in Bogotá.
    """
    with bulk():
        return rows.items(balances_at(transaction, rows.ITEM_WITH, at, known))
