"""Taking messages for one sender, and the mark before one goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.ledger.outgoing import Outgoing, State, Way
from cartera_xl.store.canonical import stamp
from cartera_xl.store.head import head
from cartera_xl.store.outbox.reading import SELECT, outgoing
from cartera_xl.store.outbox.settling import settle_within
from cartera_xl.store.outbox.step import step
from cartera_xl.store.outbox.verdicts import Claimed, Drop, Go, Wait

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from cartera_xl.store.store import Store
    from cartera_xl.store.transaction import Transaction

Look: TypeAlias = (
    "Callable[[Transaction, Sequence[Outgoing]], Sequence[Go | Drop | Wait]]"
)
_READY: Final = f"""{SELECT} AND way = :way AND due_at <= :now
      AND state IN ('pending', 'claimed') ORDER BY id LIMIT :limit"""
_CLAIM: Final = """
    UPDATE outbox_message
    SET state = 'claimed', claimed_by = :who, due_at = :until, revision = :revision,
        attempts = attempts + 1, detail = ''
    WHERE company_id = :company AND id = :id AND state IN ('pending', 'claimed')"""
_HAND: Final = """
    UPDATE outbox_message
    SET state = 'handing', handed_at = :now, due_at = :until
    WHERE company_id = :company AND id = :id AND state = 'claimed'
      AND claimed_by = :who AND revision = :revision"""


class Desk(NamedTuple):
    """Who sends, and how: no two senders have one name.

    What a desk has claimed is its own for the lease; then others may take it.
    """

    way: Way
    who: str
    lease: timedelta


def claim(
    store: Store, desk: Desk, now: datetime, look: Look, limit: int = 1
) -> list[Claimed] | None:
    """Take the next messages for a sender; None where none is left.

    Args:
        store: the ledger.
        desk: the sender.
        now: messages that wait for later are left.
        look: decides in the same transaction, on the ledger as it is, whether each may
            go; those that may not are settled here, and are not in the answer.
        limit: how many at most.
    """
    with step(store) as transaction:
        revision = head(transaction).revision
        found = _ready(transaction, desk, now, limit)
        verdicts = look(transaction, found) if found else ()
        claimed = []
        for message, verdict in zip(found, verdicts, strict=True):
            if isinstance(verdict, Go):
                mine = _take(transaction, message, desk, now, revision)
                claimed.append(Claimed(mine, verdict.content))
            else:
                _put_aside(transaction, message, verdict)
    return claimed if found else None


def _ready(
    transaction: Transaction, desk: Desk, now: datetime, limit: int
) -> list[Outgoing]:
    rows = transaction.rows(_READY, way=str(desk.way), now=stamp(now), limit=limit)
    return [outgoing(row) for row in rows]


def _take(
    transaction: Transaction,
    message: Outgoing,
    desk: Desk,
    now: datetime,
    revision: int,
) -> Outgoing:
    transaction.change(
        _CLAIM,
        id=message.id,
        who=desk.who,
        until=stamp(now + desk.lease),
        revision=revision,
    )
    return message._replace(
        state=State.CLAIMED,
        claimed_by=desk.who,
        attempts=message.attempts + 1,
        revision=revision,
    )


def _put_aside(
    transaction: Transaction, message: Outgoing, verdict: Drop | Wait
) -> None:
    until = verdict.until if isinstance(verdict, Wait) else message.due_at
    state = State.PENDING if isinstance(verdict, Wait) else State.CANCELLED
    before = (State.PENDING, State.CLAIMED)
    settle_within(transaction, message, state, verdict.reason, until, before)


def hand(store: Store, message: Outgoing, now: datetime, lease: timedelta) -> bool:
    """Mark a message, on the disk, as one that may now reach its recipient.

    Returns:
        False: the ledger moved on since it was claimed, or another sender has it. It
        must not be handed over; `release` it, to be looked at again.
    """
    with step(store) as transaction:
        if head(transaction).revision != message.revision:
            return False
        met = transaction.change(
            _HAND,
            id=message.id,
            who=message.claimed_by,
            revision=message.revision,
            now=stamp(now),
            until=stamp(now + lease),
        )
    return met == 1


def release(store: Store, message: Outgoing, due: datetime) -> None:
    """Give a claimed message back: nothing of it went out."""
    with step(store) as transaction:
        settle_within(transaction, message, State.PENDING, "", due, (State.CLAIMED,))
