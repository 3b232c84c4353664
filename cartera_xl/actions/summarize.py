"""Resumen: the four indicators and the ageing at any date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.errors import CarteraError
from cartera_xl.ledger.nit import split
from cartera_xl.store import queries
from cartera_xl.store.head import head
from cartera_xl.store.portfolio_sums import portfolio_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cartera_xl.ledger.aging import Ranges
    from cartera_xl.ledger.indicators import Figure, Indicators
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.store import Store


class CustomerNotFoundError(CarteraError):
    """No customer has this code, NIT or name."""

    def __init__(self, text: str) -> None:
        super().__init__(f"No hay un cliente con código, NIT o nombre «{text}».")


@dataclass(frozen=True, slots=True)
class Summary:
    """What is owed at a date, by currency."""

    at: date
    revision: int
    ranges: Ranges
    indicators: Mapping[str, Indicators]
    ageing: Mapping[str, tuple[Figure, ...]]
    customers: int  # with an open document or a free credit at the cut-off


def run(
    store: Store,
    at: date,
    known: date | None = None,
    customer: str | None = None,
) -> Summary:
    """Add up the ledger at a date, as it is known now or was known on a day.

    Raises:
        CustomerNotFoundError: a customer was named that the ledger does not have.
    """
    with store.reading() as ledger:
        own = choices(ledger)
        wanted = None
        if customer is not None:
            wanted = find_customer(queries.customers(ledger), customer).id
        result = portfolio_at(ledger, at, own.ranges, own.basis, known, wanted)
        revision = head(ledger).revision
    return Summary(
        at,
        revision,
        own.ranges,
        {c: result.indicators(c) for c in result.currencies},
        {c: result.buckets(c) for c in result.currencies},
        result.customers,
    )


def find_customer(customers: Iterable[Customer], text: str) -> Customer:
    """Return the customer that a person means: by code, else by NIT, else by name.

    Raises:
        CustomerNotFoundError: there is none.
    """
    known = list(customers)
    nit = split(text).number
    for matches in (
        lambda customer: customer.code == text,
        lambda customer: customer.nit and customer.nit in (text, nit),
        lambda customer: customer.name.casefold() == text.casefold(),
    ):
        if found := next(filter(matches, known), None):
            return found
    raise CustomerNotFoundError(text)
