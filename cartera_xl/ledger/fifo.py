"""Which invoice does a credit pay? A plan, oldest due first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.documents import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartera_xl.ledger.documents import OpenItem


class Share(NamedTuple):
    """So much of one credit for one debit, in minor units."""

    credit_id: int
    debit_id: int
    amount: int


def plan(items: Iterable[OpenItem]) -> list[Share]:
    """Spend the credits among the items on the debits among them.

    Every credit first pays the document that it names; what is left pays the oldest
    due first (Código Civil art. 1654: debts not due do not come before those that
    are). Customers and currencies are kept apart. The order of the items is of no
    importance.
    """
    ordered = sorted(items, key=_account)
    return [
        share
        for _, account in groupby(ordered, key=_account)
        for share in _plan_account(list(account))
    ]


def _plan_account(items: Sequence[OpenItem]) -> list[Share]:
    left = {item.id: item.balance for item in items}
    credits_ = sorted((i for i in items if i.kind.side is Side.CREDIT), key=_age)
    debits = sorted((i for i in items if i.kind.side is Side.DEBIT), key=_age)
    named = [(c, [d for d in debits if d.number == c.reference]) for c in credits_]
    return [
        share
        for credit, targets in [*named, *((c, debits) for c in credits_)]
        for share in _spend(credit, targets, left)
    ]


def _spend(
    credit: OpenItem, debits: Iterable[OpenItem], left: dict[int, int]
) -> Iterable[Share]:
    for debit in debits:
        amount = min(left[credit.id], left[debit.id])
        if amount > 0:
            left[credit.id] -= amount
            left[debit.id] -= amount
            yield Share(credit.id, debit.id, amount)


def _account(item: OpenItem) -> tuple[int, str]:
    return item.customer_id, item.currency


def _age(item: OpenItem) -> tuple[object, ...]:
    return item.due, item.issued, item.number, item.instalment, item.id
