"""Customers that show as one: who was joined to whom, and was not parted since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cartera_xl.store.transaction import Transaction

_JOININGS: Final = """
    SELECT customer_id, into_id FROM joining WHERE company_id = :company ORDER BY id"""


def families(transaction: Transaction) -> dict[int, int]:
    """Return the main record of every customer that is joined to another."""
    last = {row[0]: row[1] for row in transaction.rows(_JOININGS)}
    return {customer: main for customer, main in last.items() if main is not None}
