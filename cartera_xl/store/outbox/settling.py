"""How messages ended, as their sender or a person knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.outgoing import RESOLVABLE, Outgoing, State
from cartera_xl.store.days import stamp
from cartera_xl.store.outbox.reading import texts
from cartera_xl.store.outbox.step import step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cartera_xl.store.store import Store
    from cartera_xl.store.transaction import Transaction

_SETTLE: Final = """
    UPDATE outbox_message SET state = :state, detail = :detail, due_at = :due
    WHERE company_id = :company AND id = :id AND claimed_by = :who
      AND state IN :from_list"""
_DROP: Final = """
    UPDATE outbox_item SET live = NULL
    WHERE company_id = :company AND message_id = :id AND live = 1"""
_CUT_OFF: Final = """
    UPDATE outbox_message
    SET state = CASE way WHEN 'borradores' THEN 'pending' ELSE 'uncertain' END,
        detail = CASE way WHEN 'borradores' THEN '' ELSE :detail END
    WHERE company_id = :company AND state = 'handing' AND due_at <= :now"""
_RESOLVE: Final = """
    UPDATE outbox_message SET state = :state, detail = :detail
    WHERE company_id = :company AND id = :id AND state IN :from_list"""
_REPLACE: Final = """
    UPDATE outbox_message SET state = 'cancelled', detail = :detail
    WHERE company_id = :company AND id = :id AND state = 'pending'"""
REPLACED: Final = "Lo reemplazó otro mensaje, con lo que debe ahora."
CUT_OFF: Final = "Se interrumpió mientras se entregaba: puede haber llegado o no."


class Ending(NamedTuple):
    """How a message ended; `due` is when it may be tried again, if it may."""

    message: Outgoing
    state: State
    due: datetime
    detail: str = ""


def settle(store: Store, endings: Iterable[Ending]) -> int:
    """Write down how messages of a sender ended; return how many were still its own.

    What was called uncertain meanwhile is settled by the sender that knows.
    """
    before = (State.CLAIMED, State.HANDING, State.UNCERTAIN)
    with step(store) as transaction:
        return sum(
            settle_within(
                transaction, one.message, one.state, one.detail, one.due, before
            )
            for one in endings
        )


def recover(store: Store, now: datetime) -> int:
    """Call uncertain what was being handed over when its sender ended.

    A draft is written again: its file is the same one.
    """
    with step(store) as transaction:
        return transaction.change(_CUT_OFF, now=stamp(now), detail=CUT_OFF)


def resolve(store: Store, message_id: int, *, went_out: bool, detail: str) -> bool:
    """Write down what a person found out of a message; false where it is settled."""
    state = State.SENT if went_out else State.CANCELLED
    with step(store) as transaction:
        met = transaction.change(
            _RESOLVE,
            id=message_id,
            state=str(state),
            detail=detail,
            from_list=texts(RESOLVABLE),
        )
        if met and not went_out:
            transaction.change(_DROP, id=message_id)
    return met == 1


def replace(transaction: Transaction, message_id: int) -> None:
    """Take a message out of another's way: it waits, or failed with an old address."""
    transaction.change(_REPLACE, id=message_id, detail=REPLACED)
    transaction.change(_DROP, id=message_id)


def settle_within(
    transaction: Transaction,
    message: Outgoing,
    state: State,
    detail: str,
    due: datetime,
    before: tuple[State, ...],
) -> int:
    """Write down how a message ended, if it is still its sender's."""
    met = transaction.change(
        _SETTLE,
        id=message.id,
        who=message.claimed_by,
        state=str(state),
        detail=detail,
        due=stamp(due),
        from_list=texts(before),
    )
    if met and state is State.CANCELLED:
        transaction.change(_DROP, id=message.id)
    return met
