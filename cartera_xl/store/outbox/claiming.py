"""Taking messages for one sender, and the mark before one goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.ledger.outgoing import WRITTEN, Outgoing, State, Way
from cartera_xl.store.days import stamp
from cartera_xl.store.head import head
from cartera_xl.store.outbox.reading import SELECT, outgoing, texts
from cartera_xl.store.outbox.settling import settle_within
from cartera_xl.store.outbox.step import step
from cartera_xl.store.outbox.verdicts import Claimed, Drop, Go, Wait

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime, timedelta

    from cartera_xl.store.store import Store
    from cartera_xl.store.transaction import Transaction

Look: TypeAlias = (
    "Callable[[Transaction, Sequence[Outgoing]], Sequence[Go | Drop | Wait]]"
)
_READY: Final = f"""{SELECT} AND way = :way AND due_at <= :now
      AND state IN ('pending', 'claimed')
      AND (:everybody = 1 OR customer_id IN :customer_list)
      ORDER BY id LIMIT :limit"""
_CLAIM: Final = """
    UPDATE outbox_message
    SET state = 'claimed', claimed_by = :who, due_at = :until, revision = :revision,
        attempts = attempts + 1, detail = ''
    WHERE company_id = :company AND id = :id AND state IN ('pending', 'claimed')"""
_HAND: Final = """
    UPDATE outbox_message
    SET state = 'handing', handed_at = :now, due_at = :until
    WHERE company_id = :company AND id = :id AND state = 'claimed'
      AND claimed_by = :who AND revision = :revision
      AND NOT EXISTS (SELECT 1 FROM outbox_message o
                      WHERE o.company_id = outbox_message.company_id
                        AND o.customer_id = outbox_message.customer_id
                        AND o.id <> outbox_message.id AND o.handed_at >= :since
                        AND o.state IN :written_list)"""
_RELEASE: Final = """
    UPDATE outbox_message
    SET state = 'pending', due_at = :due, attempts = attempts - 1
    WHERE company_id = :company AND id = :id AND claimed_by = :who
      AND state IN ('claimed', 'handing')"""


class Desk(NamedTuple):
    """Who sends, and how: no two senders have one name.

    What a desk has claimed is its own for the lease; then others may take it.
    """

    way: Way
    who: str
    lease: timedelta


def claim(
    store: Store,
    desk: Desk,
    now: datetime,
    look: Look,
    limit: int = 1,
    customers: Collection[int] = (),
) -> list[Claimed] | None:
    """Take the next messages for a sender; None where none is left.

    Args:
        store: the ledger.
        desk: the sender.
        now: messages that wait for later are left.
        look: decides in the same transaction, on the ledger as it is, whether each may
            go; those that may not are settled here, and are not in the answer.
        limit: how many at most.
        customers: of these alone; none: of all.
    """
    with step(store) as transaction:
        revision = head(transaction).revision
        found = _ready(transaction, desk, now, limit, customers)
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
    transaction: Transaction,
    desk: Desk,
    now: datetime,
    limit: int,
    customers: Collection[int],
) -> list[Outgoing]:
    rows = transaction.rows(
        _READY,
        way=str(desk.way),
        now=stamp(now),
        limit=limit,
        everybody=int(not customers),
        customer_list=[*customers] or [0],
    )
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


def hand(
    store: Store,
    messages: Sequence[Outgoing],
    now: datetime,
    lease: timedelta,
    look: Look | None = None,
) -> frozenset[int]:
    """Mark messages, on the disk, as ones that may now reach their recipients.

    Args:
        store: the ledger.
        messages: claimed, at a moment.
        now: the moment.
        lease: how long handing them over may take.
        look: decides anew; for what was claimed in another minute.

    Returns:
        The ids of those that may be handed over. Of the others the ledger or the hour
        moved on since they were claimed, another sender has them, or has written to
        the customer by another way: `release` those.
    """
    with step(store) as transaction:
        revision, until = head(transaction).revision, stamp(now + lease)
        if look and messages:
            pairs = zip(messages, look(transaction, messages), strict=True)
            messages = [
                message for message, verdict in pairs if isinstance(verdict, Go)
            ]
        return frozenset(
            message.id
            for message in messages
            if transaction.change(
                _HAND,
                id=message.id,
                who=message.claimed_by,
                revision=revision,
                now=stamp(now),
                until=until,
                since=stamp(now.replace(second=0, microsecond=0)),
                written_list=texts(WRITTEN),
            )
        )


def release(store: Store, messages: Sequence[Outgoing], due: datetime) -> None:
    """Give messages back that were not tried, those that were marked among them."""
    if messages:
        with step(store) as transaction:
            for message in messages:
                transaction.change(
                    _RELEASE, id=message.id, who=message.claimed_by, due=stamp(due)
                )
