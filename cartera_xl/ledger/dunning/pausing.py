"""Documents that are not asked for just now: in dispute, or promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.dunning.reminder import Reason
from cartera_xl.ledger.refusals import label, money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.dunning.accounts import Account
    from cartera_xl.ledger.dunning.facts import Dispute, Promise

_SHOWN = 3  # documents named in a sentence


class Why(NamedTuple):
    """Why not: the reason, what it is about, and when it may be tried again."""

    reason: Reason
    detail: str = ""
    until: date | None = None


class Asked(NamedTuple):
    """What of a customer's debt may be asked for, and what kept the rest back."""

    items: tuple[OpenItem, ...]
    paused: tuple[tuple[OpenItem, Why], ...]


def asked(account: Account, at: date) -> Asked:
    """Part a customer's open documents in those to ask for and those to leave alone."""
    pairs = [(item, _why(item, account, at)) for item in account.debits]
    return Asked(
        tuple(item for item, why in pairs if why is None),
        tuple((item, why) for item, why in pairs if why is not None),
    )


def _why(item: OpenItem, account: Account, at: date) -> Why | None:
    if any(_names(dispute, item) for dispute in account.disputes):
        return Why(Reason.DISPUTED, f"{label(item)}.")
    pending = [p for p in account.promises if _names(p, item) and p.is_pending(at)]
    if pending:
        last = max(pending, key=lambda promise: promise.day)
        return Why(Reason.PROMISED, _promise(last), last.day)
    return None


def _names(event: Dispute | Promise, item: OpenItem) -> bool:
    return event.document_id is None or event.document_id == item.id


def _promise(promise: Promise) -> str:
    amount = money(promise.amount, promise.currency)
    return f"{amount} para el {texts.day(promise.day)}."


def named(items: Iterable[OpenItem]) -> str:
    """Name documents in a sentence: the first few, and how many more."""
    labels = [label(item) for item in items]
    more = len(labels) - _SHOWN
    shown = ", ".join(labels[:_SHOWN])
    return f"{shown} y {more} más." if more > 0 else f"{shown}."
