"""Devolver: a free credit, or a part of it, back in money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.finding import find_document
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.documents import CREDIT_KINDS
from cartera_xl.ledger.money import to_minor
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "devolver"


@dataclass(frozen=True, slots=True)
class Repayment:
    """What was typed: the credit, how much of it, and how the money went out."""

    credit: str
    amount: Decimal
    day: date
    means: str = ""
    cash_account: str = ""
    reference: str = ""


def run(
    store: Store,
    asked: Repayment,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a refund.

    Raises:
        NamedError: the credit is not there.
        AmountError: the amount is none of its currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: _plan(ledger, asked), batch, context)


def _plan(ledger: Transaction, asked: Repayment) -> Asked:
    credit = find_document(ledger, asked.credit, CREDIT_KINDS)
    verb = Refund(
        0,
        credit.id,
        to_minor(asked.amount, credit.currency),
        asked.day,
        asked.means,
        asked.cash_account,
        asked.reference,
    )
    return Asked((verb,), Needs(documents=[credit.id]))
