"""Castigar: an invoice, or a part of it, that will not be collected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.finding import find_document
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.ledger.money import to_minor
from cartera_xl.ledger.verbs.write_off import WriteOff
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "castigar"


@dataclass(frozen=True, slots=True)
class Loss:
    """What was typed: the invoice, why, and who approved it."""

    invoice: str
    day: date
    reason: str
    approver: str
    amount: Decimal | None = None  # None: all that is left of it


def run(
    store: Store,
    asked: Loss,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a write-off.

    Raises:
        NamedError: the invoice is not there.
        AmountError: the amount is none of its currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: _plan(ledger, asked), batch, context)


def _plan(ledger: Transaction, asked: Loss) -> Asked:
    item = find_document(ledger, asked.invoice, DEBIT_KINDS)
    amount = None if asked.amount is None else to_minor(asked.amount, item.currency)
    verb = WriteOff(0, item.id, asked.day, asked.reason, asked.approver, amount)
    return Asked((verb,), Needs(documents=[item.id]))
