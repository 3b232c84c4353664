"""The balances at the end of a day, as known on a day: one statement for all readers.

Balances are kept with their documents, so that today's are two walks over what is open,
each along its partial index; another day's are today's, rolled back by what came later.
Closed history costs nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store.days import stamp

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.store.connection import Row
    from cartera_xl.store.transaction import Transaction

_NEVER: Final = 2**62
# What the columns that readers ask for stand for, by where a document was found.
_BY_SIDE: Final = "CASE d.side WHEN 'D' THEN d.{day} END"
_MEANINGS: Final = {
    "open": {
        "balance": "d.open",
        "debit_issued": "d.issued",
        "debit_due": "d.due",
    },
    "free": {"balance": "d.free", "debit_issued": "NULL", "debit_due": "NULL"},
    "later": {
        "balance": "d.open + d.free + later.taken",
        "debit_issued": _BY_SIDE.format(day="issued"),
        "debit_due": _BY_SIDE.format(day="due"),
    },
}
_OPEN_NOW: Final = " UNION ALL ".join(
    f"""
    SELECT {{{kept}}} FROM document d
    WHERE d.company_id = :company AND d.{kept} > 0 AND d.issued <= :at
      AND d.id < :horizon{{excluded}}"""
    for kept in ("open", "free")
)
# What was effective after the day, or recorded after the horizon: never both, so that
# nothing counts twice.
_TAKEN: Final = " UNION ALL ".join(
    f"""
    SELECT {end} AS id, amount FROM application
    WHERE company_id = :company AND {end} IS NOT NULL AND {came_later}"""
    for end in ("from_id", "to_id")
    for came_later in ("effective > :at", "id >= :horizon AND effective <= :at")
)
_ANY_LATER: Final = f"SELECT 1 FROM ({_TAKEN}) later LIMIT 1"
_ROLLED_BACK: Final = f"""
    WITH later AS MATERIALIZED (
        SELECT id, CAST(SUM(amount) AS BIGINT) AS taken
        FROM ({_TAKEN}) applied GROUP BY id)
    {_OPEN_NOW}
    UNION ALL
    SELECT {{later}} FROM later
    JOIN document d ON d.company_id = :company AND d.id = later.id
    WHERE d.issued <= :at AND d.id < :horizon AND d.open + d.free + later.taken <> 0"""
_HORIZON: Final = """
    SELECT MIN(first_id) FROM operation
    WHERE company_id = :company AND recorded_at > :moment"""

_FIRST: Final = "SELECT MIN(recorded_at) FROM operation WHERE company_id = :company"


def balances_at(
    transaction: Transaction, columns: str, at: date, known: date | None = None
) -> list[Row]:
    """Return columns of the documents that have a balance at the end of a day.

    Args:
        transaction: the moment of the ledger to look at.
        columns: of a document `d`; `{balance}` stands for its balance, `{debit_due}`
            and `{debit_issued}` for a debit's days, which are NULL of a credit.
        at: balances count what was effective up to this day.
        known: leave out what was recorded after this day in Bogotá.
    """
    horizon = _horizon(transaction, known)
    later = transaction.one(_ANY_LATER, at=at, horizon=horizon) is not None
    return transaction.rows(statement(columns, later=later), at=at, horizon=horizon)


def first_record(transaction: Transaction) -> date | None:
    """Return the day, in Bogotá, on which anything was recorded first."""
    row = transaction.one(_FIRST)
    if row is None or row[0] is None:
        return None
    return datetime.fromisoformat(str(row[0])).astimezone(BOGOTA).date()


def statement(columns: str, *, later: bool) -> str:
    """Return the statement, with or without the rolling back."""
    text = _ROLLED_BACK if later else _OPEN_NOW
    excluded = " AND d.id NOT IN (SELECT id FROM later)" if later else ""
    asked = {where: columns.format(**means) for where, means in _MEANINGS.items()}
    return text.format(excluded=excluded, **asked)


def _horizon(transaction: Transaction, known: date | None) -> int:
    """Return the first id that was recorded after a day: ids grow with revisions."""
    if known is None:
        return _NEVER
    end = datetime.combine(known + timedelta(days=1), time(), BOGOTA)
    last = stamp(end - timedelta(microseconds=1))
    row = transaction.one(_HORIZON, moment=last)
    return _NEVER if row is None or row[0] is None else int(row[0])
