"""Balances at any day without their documents: what the portfolio adds up.

The same balances as `open_items`, as five columns a row instead of thirteen. Sums could
be made in SQL too, but SQLite takes longer to group rows than Python to add them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.aging import DEFAULT_RANGES, Basis
from cartera_xl.ledger.portfolio import portfolio_of
from cartera_xl.store.balances import LATER, horizon_of
from cartera_xl.store.bulk import bulk
from cartera_xl.store.rows import StoredDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.aging import Ranges
    from cartera_xl.ledger.portfolio import Balance, Portfolio
    from cartera_xl.store.engine import Transaction

# {start} is the column that age is counted from; a credit has none.
_OPEN_NOW: Final = """
    SELECT d.customer_id, d.currency, d.{start}, d.due, d.open FROM document d
    WHERE d.company_id = :company AND d.open > 0 AND d.issued <= :at
      AND d.id < :horizon{excluded}
    UNION ALL
    SELECT d.customer_id, d.currency, NULL, d.due, d.free FROM document d
    WHERE d.company_id = :company AND d.free > 0 AND d.issued <= :at
      AND d.id < :horizon{excluded}"""
_TAKEN: Final = " UNION ALL ".join(
    LATER.format(columns=f"{end} AS id, amount", end=end)
    for end in ("from_id", "to_id")
)
_ANY_LATER: Final = f"SELECT 1 FROM ({_TAKEN}) later LIMIT 1"
_ROLLED_BACK: Final = f"""
    WITH later AS MATERIALIZED (
        SELECT id, CAST(SUM(amount) AS BIGINT) AS taken
        FROM ({_TAKEN}) applied GROUP BY id)
    {_OPEN_NOW}
    UNION ALL
    SELECT d.customer_id, d.currency, CASE d.side WHEN 'D' THEN d.{{start}} END, d.due,
      d.open + d.free + later.taken
    FROM later JOIN document d ON d.company_id = :company AND d.id = later.id
    WHERE d.issued <= :at AND d.id < :horizon AND d.open + d.free + later.taken <> 0"""


def _statement(basis: Basis, *, later: bool) -> str:
    start = "due" if basis is Basis.DUE else "issued"
    if not later:
        return _OPEN_NOW.format(start=start, excluded="")
    apart = " AND d.id NOT IN (SELECT id FROM later)"
    return _ROLLED_BACK.format(start=start, excluded=apart)


def portfolio_at(
    transaction: Transaction,
    at: date,
    ranges: Ranges = DEFAULT_RANGES,
    basis: Basis = Basis.DUE,
    known: date | None = None,
    customer: int | None = None,
) -> Portfolio:
    """Return the portfolio at the end of a day, of all customers or of one.

    Args:
        transaction: the moment of the ledger to look at.
        at: balances count what was effective up to this day.
        ranges: the ageing ranges.
        basis: the date that age is counted from.
        known: leave out what was recorded after this day in Bogotá.
        customer: the id of the only customer to add up.
    """
    moment: dict[str, date | int] = {
        "at": at,
        "horizon": horizon_of(transaction, known),
    }
    with bulk():
        later = transaction.one(_ANY_LATER, **moment) is not None
        rows = transaction.rows(_statement(basis, later=later), **moment)
        own = rows if customer is None else [r for r in rows if r[0] == customer]
        return portfolio_of(_balances(own), at, ranges)


def _balances(rows: Sequence[tuple[Any, ...]]) -> Iterable[Balance]:
    if not rows:
        return ()
    customers, currencies, starts, dues, amounts = zip(*rows, strict=True)
    days: dict[Any, Any] = StoredDays()
    days[None] = None  # a credit's
    day = days.__getitem__
    return zip(
        customers, currencies, map(day, starts), map(day, dues), amounts, strict=True
    )
