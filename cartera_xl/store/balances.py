"""The documents with a balance, at any day, as known on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.store import rows
from cartera_xl.store.bulk import bulk
from cartera_xl.store.cutoff import balances_at
from cartera_xl.store.days import StoredDays

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store.transaction import Transaction

_DUES: Final = "d.customer_id, d.currency, {debit_due}, {balance}"


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


def dues(transaction: Transaction, at: date) -> list[tuple[int, str, date, int]]:
    """Return customer, currency, due day and balance of every open debit of a day."""
    day = StoredDays()
    with bulk():
        found = balances_at(transaction, _DUES, at)
        return [(r[0], r[1], day[r[2]], r[3]) for r in found if r[2] is not None]


def left(transaction: Transaction, at: date) -> dict[int, int]:
    """Return what is left, open or free, of every document at the end of a day.

    By id, in minor units; a document that is not there is settled, or not yet issued.
    """
    with bulk():
        return dict(balances_at(transaction, "d.id, {balance}", at))
