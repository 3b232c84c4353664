"""Which invoice does a credit pay? A plan, oldest due first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.documents import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartera_xl.ledger.documents import OpenItem


class Share(NamedTuple):
    """So much of one credit for one debit, in minor units."""

    credit_id: int
    debit_id: int
    amount: int


def plan(items: Iterable[OpenItem], interest_first: bool = False) -> list[Share]:
    """Spend the credits among the items on the debits among them.

    Every credit first pays the document that it names; what is left pays the oldest
    due first (Código Civil art. 1654: debts not due do not come before those that
    are), or interest before that where it is so chosen. Customers and currencies are
    kept apart. The order of the items is of no importance.
    """
    ordered = sorted(items, key=_account)
    return [
        share
        for _, account in groupby(ordered, key=_account)
        for share in _plan_account(list(account), interest_first)
    ]


def oldest_first(
    debits: Iterable[OpenItem], interest_first: bool = False
) -> list[OpenItem]:
    """Return debits in the order in which money pays them where nobody says otherwise.

    Oldest due first. Interest before principal (Código Civil art. 1653) is the
    company's choice: trade practice is the principal. Interest is what a debit note
    of that concept bills (DIAN concept 1).
    """
    return sorted(
        debits, key=lambda i: (not (interest_first and is_interest(i)), *_age(i))
    )


def is_interest(item: OpenItem) -> bool:
    """Tell whether a debit bills interest."""
    concept = item.concept.casefold()
    return item.kind is Kind.DEBIT_NOTE and concept.startswith(("interes", "interés"))


def _plan_account(items: Sequence[OpenItem], interest_first: bool) -> list[Share]:
    left = {item.id: item.balance for item in items}
    credits_ = sorted((i for i in items if i.kind.side is Side.CREDIT), key=_age)
    own = (i for i in items if i.kind.side is Side.DEBIT)
    debits = oldest_first(own, interest_first)
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
