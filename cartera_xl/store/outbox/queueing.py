"""Putting messages in: of each there is one, whatever is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.outgoing import NewMessage, State, Way
from cartera_xl.store.days import stamp
from cartera_xl.store.outbox.settling import replace
from cartera_xl.store.outbox.step import step
from cartera_xl.store.statement import chunks
from cartera_xl.store.writing import insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cartera_xl.store.store import Store
    from cartera_xl.store.transaction import Transaction

_LAST: Final = "SELECT COALESCE(MAX(id), 0) FROM {} WHERE company_id = :company"
# A failed message stands in the way until its contact was corrected.
_TAKEN: Final = """
    SELECT DISTINCT m.id, CASE WHEN m.state = 'failed' AND c.revision > m.revision
                               THEN 'cancelled' ELSE m.state END
    FROM outbox_item i
    JOIN outbox_message m ON m.company_id = i.company_id AND m.id = i.message_id
    LEFT JOIN contact c ON c.company_id = m.company_id AND c.id = m.contact_id
    WHERE i.company_id = :company AND i.live = 1 AND i.level = :level
      AND i.round = :round AND i.contact_id = :contact
      AND i.document_id IN :document_list"""
_FREE: Final = (State.PENDING, State.CANCELLED)
_LISTED: Final = """
    SELECT document_id FROM outbox_item
    WHERE company_id = :company AND message_id = :id AND live = 1"""
_REDIRECT: Final = """
    UPDATE outbox_message SET way = :way, due_at = :now
    WHERE company_id = :company AND id = :id AND state = 'pending'"""


def queue(
    store: Store,
    messages: Sequence[NewMessage],
    way: Way,
    now: datetime,
    actor: str,
) -> list[int]:
    """Put messages in, and return the ids of those that may now go.

    Of a document, level, round and recipient there is only one: what went out already
    is left out, what waits is told to go this way.
    """
    with step(store) as transaction:
        found = [_queue(transaction, one, way, now, actor) for one in messages]
    return [one for one in found if one]


def _queue(
    transaction: Transaction, new: NewMessage, way: Way, now: datetime, actor: str
) -> int:
    """Return the id of a message that waits; 0 where one went out, or is going."""
    taken: dict[int, str] = dict(
        row for ids in chunks(new.documents) for row in _taken(transaction, new, ids)
    )
    if any(state not in _FREE for state in taken.values()):
        return 0
    for row_id, state in taken.items():
        if state == State.PENDING and _lists(transaction, row_id, new):
            transaction.change(_REDIRECT, id=row_id, way=str(way), now=stamp(now))
            return row_id
    for row_id in taken:
        replace(transaction, row_id)
    return _insert(transaction, new, way, now, actor)


def _lists(transaction: Transaction, row_id: int, new: NewMessage) -> bool:
    rows = transaction.rows(_LISTED, id=row_id)
    return {row[0] for row in rows} == {*new.documents}


def _taken(
    transaction: Transaction, new: NewMessage, documents: Sequence[int]
) -> list[tuple[Any, ...]]:
    return transaction.rows(
        _TAKEN,
        level=new.level,
        round=new.round,
        contact=new.contact_id,
        document_list=documents,
    )


def _insert(
    transaction: Transaction, new: NewMessage, way: Way, now: datetime, actor: str
) -> int:
    own, at = _next(transaction, "outbox_message"), stamp(now)
    row = (
        *(transaction.company, own, new.customer_id, new.contact_id, new.channel),
        *(
            new.level,
            new.round,
            str(way),
            str(State.PENDING),
            0,
            "",
            at,
            None,
            0,
            "",
            at,
            actor,
        ),
    )
    insert(transaction, "outbox_message", [row])
    first = _next(transaction, "outbox_item")
    items = [
        (transaction.company, n, own, document, new.level, new.round, new.contact_id, 1)
        for n, document in enumerate(dict.fromkeys(new.documents), first)
    ]
    insert(transaction, "outbox_item", items)
    return own


def _next(transaction: Transaction, table: str) -> int:
    return int(transaction.rows(_LAST.format(table))[0][0]) + 1
