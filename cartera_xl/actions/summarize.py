"""Resumen: the four indicators and the ageing at any date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.store.cutoff import first_record
from cartera_xl.store.families import families
from cartera_xl.store.head import head
from cartera_xl.store.portfolio_sums import portfolio_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cartera_xl.ledger.aging import Ranges
    from cartera_xl.ledger.indicators import Figure, Indicators
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Summary:
    """What is owed at a date, by currency."""

    at: date
    revision: int
    ranges: Ranges
    indicators: Mapping[str, Indicators]
    ageing: Mapping[str, tuple[Figure, ...]]
    customers: int  # with an open document or a free credit at the cut-off
    known_from: date | None = None  # set where it is later than the day asked for


def run(
    store: Store,
    at: date,
    known: date | None = None,
    customer: str | None = None,
) -> Summary:
    """Add up the ledger at a date, as it is known now or was known on a day.

    Raises:
        NamedError: a customer was named and is not there, or several are.
    """
    with store.reading() as ledger:
        own = choices(ledger)
        joined = families(ledger)
        wanted = None if customer is None else _named(ledger, customer, joined)
        result = portfolio_at(ledger, at, own.ranges, own.basis, known, wanted, joined)
        revision = head(ledger).revision
        first = first_record(ledger) if known is not None else None
    return Summary(
        at,
        revision,
        own.ranges,
        {c: result.indicators(c) for c in result.currencies},
        {c: result.buckets(c) for c in result.currencies},
        result.customers,
        first if first and known and first > known else None,
    )


def _named(ledger: Transaction, customer: str, joined: Mapping[int, int]) -> int:
    """Return the id of the only customer that a person can mean."""
    from cartera_xl.actions.finding import only_one
    from cartera_xl.ledger.directory import Directory
    from cartera_xl.store.queries import customers

    return only_one(Directory(customers(ledger), joined), customer).id
