"""Putting messages in: of each there is one, whatever is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.outgoing import NewMessage, State, Way
from cartera_xl.store.canonical import stamp
from cartera_xl.store.outbox.step import step
from cartera_xl.store.statement import chunks
from cartera_xl.store.writing import insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cartera_xl.store.store import Store
    from cartera_xl.store.transaction import Transaction

_LAST: Final = "SELECT COALESCE(MAX(id), 0) FROM {} WHERE company_id = :company"
_TAKEN: Final = """
    SELECT DISTINCT m.id, m.state
    FROM outbox_item i
    JOIN outbox_message m ON m.company_id = i.company_id AND m.id = i.message_id
    WHERE i.company_id = :company AND i.live = 1 AND i.level = :level
      AND i.round = :round AND i.contact_id = :contact
      AND i.document_id IN :document_list"""
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
    """Return the id of a message that waits; 0 where it went out."""
    taken = {
        row for ids in chunks(new.documents) for row in _taken(transaction, new, ids)
    }
    if not taken:
        return _insert(transaction, new, way, now, actor)
    waiting = [row_id for row_id, state in taken if state == State.PENDING]
    if len(taken) > 1 or not waiting:
        return 0
    transaction.change(_REDIRECT, id=waiting[0], way=str(way), now=stamp(now))
    return int(waiting[0])


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
