"""Balances at any day, as known on any day.

Balances are kept with their documents, so that today's are one walk over what is open;
another day's are today's, rolled back by what came later. Closed history costs nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from cartera_xl.store import rows
from cartera_xl.store.bulk import bulk
from cartera_xl.store.canonical import stamp

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store.engine import Transaction

# Colombia has had no other hour since 1993; a zone database is not always installed.
_BOGOTA: Final = timezone(timedelta(hours=-5))
_NEVER: Final = 2**62
# Two walks, each along its partial index.
_OPEN_NOW: Final = " UNION ALL ".join(
    f"""SELECT {rows.ITEM} FROM document d
        WHERE d.company_id = :company AND d.{column} > 0 AND d.issued <= :at
          AND d.id < :horizon"""
    for column in ("open", "free")
)
# What was effective after the day, or recorded after the horizon: never both, so that
# nothing counts twice.
LATER: Final = """
    SELECT {columns} FROM application
    WHERE company_id = :company AND effective > :at AND {end} IS NOT NULL
    UNION ALL
    SELECT {columns} FROM application
    WHERE company_id = :company AND id >= :horizon AND effective <= :at
      AND {end} IS NOT NULL"""
_TAKEN_LATER: Final = " UNION ALL ".join(
    f"""SELECT {end}, SUM(amount) FROM (
            {LATER.format(columns=f"{end}, amount", end=end)}) later
        GROUP BY {end}"""
    for end in ("from_id", "to_id")
)
_CLOSED_SINCE: Final = f"""
    SELECT {rows.ITEM} FROM document d
    WHERE d.company_id = :company AND d.id < :horizon AND d.issued <= :at
      AND d.open + d.free = 0 AND d.id IN (
        {LATER.format(columns="from_id", end="from_id")}
        UNION ALL {LATER.format(columns="to_id", end="to_id")})"""
_HORIZON: Final = """
    SELECT MIN(first_id) FROM operation
    WHERE company_id = :company AND recorded_at > :moment"""


def open_items(
    transaction: Transaction, at: date, known: date | None = None
) -> list[OpenItem]:
    """Return the documents with a balance at the end of a day.

    Args:
        transaction: the moment of the ledger to look at.
        at: balances count what was effective up to this day.
        known: leave out what was recorded after this day in Bogotá.
    """
    horizon = horizon_of(transaction, known)
    moment: dict[str, date | int] = {"at": at, "horizon": horizon}
    with bulk():
        return _items_at(transaction, moment)


def _items_at(
    transaction: Transaction, moment: dict[str, date | int]
) -> list[OpenItem]:
    items = rows.items(transaction.rows(_OPEN_NOW, **moment))
    taken = {i: int(sum_) for i, sum_ in transaction.rows(_TAKEN_LATER, **moment)}
    if not taken:
        return items
    closed_since = rows.items(transaction.rows(_CLOSED_SINCE, **moment))
    balances = (
        item._replace(balance=item.balance + taken[item.id])
        if item.id in taken
        else item
        for items_ in (items, closed_since)
        for item in items_
    )
    return [item for item in balances if item.balance]


def horizon_of(transaction: Transaction, known: date | None) -> int:
    """Return the first id that was recorded after a day: ids grow with revisions."""
    if known is None:
        return _NEVER
    end = datetime.combine(known + timedelta(days=1), time(), _BOGOTA)
    last = stamp(end - timedelta(microseconds=1))
    row = transaction.one(_HORIZON, moment=last)
    return _NEVER if row is None or row[0] is None else int(row[0])
