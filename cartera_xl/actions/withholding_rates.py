"""Tarifas: the withholding rates that the company entered, and entering one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.choices import choices
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.facts import Rate
from cartera_xl.ledger.money import to_minor
from cartera_xl.ledger.verbs.rates import SetRate
from cartera_xl.store.facts import facts

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.documents import Use
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "tarifas"


@dataclass(frozen=True, slots=True)
class NewRate:
    """What was typed: a rate in millionths, and the least base in company money."""

    use: Use
    name: str
    rate: int
    since: date
    town: str = ""
    minimum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """All rates in their order, and the currency of their least bases."""

    rates: tuple[Rate, ...]
    currency: str


def run(
    store: Store,
    asked: NewRate,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a rate.

    Raises:
        AmountError: the least base is no amount of the company's currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: _plan(ledger, asked), batch, context)


def _plan(ledger: Transaction, asked: NewRate) -> Asked:
    minimum = 0
    if asked.minimum is not None:
        minimum = to_minor(asked.minimum, choices(ledger).currency)
    verb = SetRate(
        0, asked.use, asked.name, asked.town, asked.since, asked.rate, minimum
    )
    return Asked((verb,))


def listed(store: Store) -> Rates:
    """Return every rate, by tax, name and town, the newest of each first."""
    with store.reading() as ledger:
        currency = choices(ledger).currency
        known = sorted(facts(ledger, Rate), key=lambda r: (r.since, r.id), reverse=True)
    ordered = sorted(known, key=lambda rate: (rate.use, rate.name, rate.town))
    return Rates(tuple(ordered), currency)
