"""Reading the outbox, within a transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.outgoing import WRITTEN, Outgoing, State, Way
from cartera_xl.store.columns import COLUMNS
from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartera_xl.store.transaction import Transaction

_COLUMNS: Final = ", ".join(COLUMNS["outbox_message"][1:])
SELECT: Final = f"SELECT {_COLUMNS} FROM outbox_message WHERE company_id = :company"
_REFUSED: Final = f"""{SELECT} AND state = 'failed'
      AND EXISTS (SELECT 1 FROM outbox_item i
                  WHERE i.company_id = outbox_message.company_id
                    AND i.message_id = outbox_message.id AND i.live = 1)
      AND NOT EXISTS (SELECT 1 FROM contact c
                      WHERE c.company_id = outbox_message.company_id
                        AND c.id = outbox_message.contact_id
                        AND c.revision > outbox_message.revision)
    ORDER BY id"""
_ITEMS: Final = """
    SELECT message_id, document_id FROM outbox_item
    WHERE company_id = :company AND message_id IN :id_list ORDER BY id"""


def messages(transaction: Transaction, *states: State) -> list[Outgoing]:
    """Return the messages in some states, or all, oldest first."""
    wanted = texts(states or State)
    sql = f"{SELECT} AND state IN :state_list ORDER BY id"
    return [outgoing(row) for row in transaction.rows(sql, state_list=wanted)]


def refused(transaction: Transaction) -> list[Outgoing]:
    """Return the failed messages whose contact was not corrected since."""
    return [outgoing(row) for row in transaction.rows(_REFUSED)]


def written(
    transaction: Transaction, customers: Sequence[int] | None = None
) -> list[Outgoing]:
    """Return what did or may have reached somebody, of some customers or of all."""
    if customers is None:
        return messages(transaction, *WRITTEN)
    sql = f"{SELECT} AND state IN :state_list AND customer_id IN :id_list ORDER BY id"
    return [
        outgoing(row)
        for ids in chunks(customers)
        for row in transaction.rows(sql, state_list=texts(WRITTEN), id_list=ids)
    ]


def documents(
    transaction: Transaction, found: Iterable[Outgoing]
) -> dict[int, frozenset[int]]:
    """Return which documents each message lists."""
    listed: dict[int, set[int]] = {message.id: set() for message in found}
    for ids in chunks(sorted(listed)):
        for message_id, document_id in transaction.rows(_ITEMS, id_list=ids):
            listed[message_id].add(document_id)
    return {message_id: frozenset(ids) for message_id, ids in listed.items()}


def outgoing(row: tuple[Any, ...]) -> Outgoing:
    """Return a message as its row has it."""
    message = Outgoing._make(row)
    return message._replace(
        way=Way(message.way),
        state=State(message.state),
        due_at=_moment(message.due_at),
        handed_at=_moment(message.handed_at) if message.handed_at else None,
        created_at=_moment(message.created_at),
    )


def texts(states: Iterable[State]) -> list[str]:
    """Return states as the database keeps them."""
    return [str(state) for state in states]


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
