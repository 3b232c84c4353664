"""What must not be in the books once a posting's rows are in: asked before COMMIT.

CHECKs, keys and guarded updates see one row at a time; these look at how rows stand to
each other. They decide nothing politely: `explain` finds the sentence afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.store.transaction import Transaction

_NEW: Final = "a.company_id = :company AND a.id >= :first"


def _end(column: str, side: str) -> str:
    return f"""
        SELECT '{column} del otro lado o antes de su emisión', a.id FROM application a
        JOIN document d ON d.company_id = a.company_id AND d.id = a.{column}
        WHERE {_NEW} AND (d.side <> '{side}' OR a.effective < d.issued)"""


_REVERSED: Final = f"""
    SELECT 'una reversión que no es el reflejo de la original', a.id
    FROM application a
    JOIN application o ON o.company_id = a.company_id AND o.id = a.reverses
    WHERE {_NEW} AND (
        o.reverses IS NOT NULL OR a.amount <> -o.amount OR a.effective < o.effective
        OR a.use <> o.use OR a.customer_id <> o.customer_id
        OR a.currency <> o.currency
        OR COALESCE(a.from_id, 0) <> COALESCE(o.from_id, 0)
        OR COALESCE(a.to_id, 0) <> COALESCE(o.to_id, 0))"""
# Which rule, and the application that breaks it. One statement: each costs as much as
# writing a row.
_ENDS: Final = f"{_end('from_id', 'C')} UNION ALL {_end('to_id', 'D')}"
_ROWS: Final = f"{_ENDS} UNION ALL {_REVERSED} LIMIT 1"
# The end of a day on which a balance was out of bounds.
_PAST: Final = (
    " UNION ALL ".join(
        f"""SELECT 'un saldo pasado fuera de límites', s.id FROM (
            SELECT e.{end} AS id, d.total, SUM(e.amount) OVER (
                PARTITION BY e.{end} ORDER BY e.effective) AS settled
            FROM application e
            JOIN document d ON d.company_id = e.company_id AND d.id = e.{end}
            WHERE e.company_id = :company AND e.{end} IN :id_list
        ) s WHERE s.settled NOT BETWEEN 0 AND s.total"""
        for end in ("from_id", "to_id")
    )
    + " LIMIT 1"
)


def breach(transaction: Transaction, first: int, touched: Iterable[int]) -> str:
    """Return what a posting's rows break; empty where all is well.

    Args:
        transaction: with the rows written.
        first: the posting's first id.
        touched: the documents whose past balances the posting may have moved.
    """
    if found := transaction.one(_ROWS, first=first):
        return f"{found[0]}: {found[1]}"
    for ids in chunks(touched):
        if found := transaction.one(_PAST, id_list=ids):
            return f"{found[0]}: {found[1]}"
    return ""
