"""Every document and application between two days, newest first, with who wrote it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.store.days import StoredDays
from cartera_xl.store.rows import KINDS, USES

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import Kind, Use
    from cartera_xl.store.transaction import Transaction

# What a row does to what the customer owes. A link between a credit and a debit moves
# no total; a settlement without a credit lowers it, a refund raises it.
_DOCUMENTS: Final = """
    SELECT d.id, d.issued AS day, d.kind AS kind, d.id AS document_id,
           d.kind AS document_kind, d.number, d.instalment, d.customer_id,
           d.currency, d.total,
           CASE d.side WHEN 'D' THEN d.total WHEN 'C' THEN -d.total ELSE 0 END,
           d.concept, o.recorded_at, o.actor, o.revision
    FROM document d
    JOIN operation o ON o.company_id = d.company_id AND o.revision = d.revision
    WHERE d.company_id = :company AND d.issued BETWEEN :since AND :until"""
_APPLICATIONS: Final = """
    SELECT a.id, a.effective AS day, a.use AS kind, d.id AS document_id,
           d.kind AS document_kind, d.number, d.instalment, a.customer_id,
           a.currency, a.amount,
           CASE WHEN a.from_id IS NULL THEN -a.amount
                WHEN a.to_id IS NULL THEN a.amount ELSE 0 END,
           a.note, o.recorded_at, o.actor, o.revision
    FROM application a
    JOIN document d ON d.company_id = a.company_id
                   AND d.id = COALESCE(a.to_id, a.from_id)
    JOIN operation o ON o.company_id = a.company_id AND o.revision = a.revision
    WHERE a.company_id = :company AND a.effective BETWEEN :since AND :until"""
_BOTH: Final = f"{_DOCUMENTS} UNION ALL {_APPLICATIONS} ORDER BY 2 DESC, 1 DESC"
_COUNT: Final = """
    SELECT (SELECT COUNT(*) FROM document
            WHERE company_id = :company AND issued < :day)
         + (SELECT COUNT(*) FROM application
            WHERE company_id = :company AND effective < :day)"""


class Movement(NamedTuple):
    """A document, or an application with the document whose balance it moves.

    That is the debit of an application, where it has one, else the credit. `effect` is
    what the row adds to what the customer owes: 0 where it only links the two.
    """

    id: int
    day: date
    kind: Kind | Use
    document_id: int
    document_kind: Kind
    number: str
    instalment: int
    customer_id: int
    currency: str
    amount: int
    effect: int
    concept: str
    recorded_at: datetime  # UTC
    actor: str
    batch: int  # the revision that wrote it


def movements(transaction: Transaction, since: date, until: date) -> list[Movement]:
    """Return what was issued or effective between two days, both included."""
    days, moments, kinds = StoredDays(), _Moments(), KINDS | USES
    return [
        Movement._make(
            (
                r[0],
                days[r[1]],
                kinds[r[2]],
                r[3],
                KINDS[r[4]],
                *r[5:12],
                moments[r[12]],
                *r[13:],
            )
        )
        for r in transaction.rows(_BOTH, since=since, until=until)
    ]


def count_before(transaction: Transaction, day: date) -> int:
    """Return how many movements there are before a day."""
    row = transaction.one(_COUNT, day=day)
    return int(row[0]) if row else 0


class _Moments(dict[str, datetime]):
    """Stored moments; a batch has one for all of its rows."""

    def __missing__(self, text: str) -> datetime:
        self[text] = moment = datetime.fromisoformat(text)
        return moment
