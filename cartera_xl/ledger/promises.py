"""Promises to pay: kept or broken is worked out from the money, never typed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.documents import Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from cartera_xl.ledger.documents import Application
    from cartera_xl.ledger.facts import Event

_NO_MONEY = (Use.VOID, Use.WRITE_OFF)


class Standing(StrEnum):
    """Where a promise stands, as the screen says it."""

    PENDING = "pendiente"
    KEPT = "cumplida"
    LATE = "cumplida tarde"
    BROKEN = "incumplida"
    ENDED = "retirada"


class Settlement(NamedTuple):
    """What brought a debit's balance down on a day, net of what was taken back."""

    customer_id: int
    document_id: int
    currency: str
    day: date
    amount: int  # minor units


def settlements(applications: Iterable[Application], at: date) -> list[Settlement]:
    """Return what settled debits up to a day and stands, oldest first.

    Money, credits and withholdings count; giving up on a debt is no payment of it.
    """
    known = [a for a in applications if a.effective <= at]
    taken_back = {a.reverses for a in known}
    standing = (
        Settlement(a.customer_id, a.to_id, a.currency, a.effective, a.amount)
        for a in known
        if a.to_id is not None
        and a.reverses is None
        and a.id not in taken_back
        and a.use not in _NO_MONEY
    )
    return sorted(standing, key=lambda s: s.day)


@dataclass(slots=True)
class _Money:
    """A settlement while promises draw on it: no peso keeps two of them."""

    settlement: Settlement
    left: int


def kept_on(
    promises: Iterable[Event],
    money: Iterable[Settlement],
    family: Callable[[int], int],
) -> dict[int, date]:
    """Return the day on which each promise was kept; one that is not there was not.

    The promise that falls due first is served first; one of a single document only by
    what settled that. What came in before a promise was made does not keep it.
    """
    pots: defaultdict[tuple[int, str], list[_Money]] = defaultdict(list)
    for settlement in money:
        pot = family(settlement.customer_id), settlement.currency
        pots[pot].append(_Money(settlement, settlement.amount))
    kept = {}
    for promise in sorted(promises, key=lambda p: (p.due, p.id)):
        pot = family(promise.customer_id), promise.currency
        if day := _served(promise, pots[pot]):
            kept[promise.id] = day
    return kept


def _served(promise: Event, pot: list[_Money]) -> date | None:
    """Draw a promise's amount; return the day on which the last of it came."""
    wanted = promise.amount or 0
    for money in _for(promise, pot):
        drawn = min(wanted, money.left)
        money.left -= drawn
        wanted -= drawn
        if wanted == 0:
            return money.settlement.day
    return None


def _for(promise: Event, pot: list[_Money]) -> Iterator[_Money]:
    for money in pot:
        own = promise.document_id in (None, money.settlement.document_id)
        if own and money.left > 0 and money.settlement.day >= promise.day:
            yield money


def standing(promise: Event, kept: date | None, ended: str, at: date) -> Standing:
    """Return where a promise stands at a day; on its last day it is still pending."""
    assert promise.due is not None
    if kept is not None:
        return Standing.KEPT if kept <= promise.due else Standing.LATE
    if ended:
        return Standing.ENDED
    return Standing.PENDING if at <= promise.due else Standing.BROKEN
