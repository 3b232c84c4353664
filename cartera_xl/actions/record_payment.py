"""Pagar: a payment received from one customer, typed as one order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.finding import find_customer, find_document
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.documents import DEBIT_KINDS, Use
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION = "pagar"


@dataclass(frozen=True, slots=True)
class Payment:
    """What was typed: amounts in minor units, invoices as the screen names them."""

    customer: str
    day: date
    currency: str
    money: tuple[Means, ...]
    invoices: Mapping[str, int]
    withheld: Mapping[str, tuple[Withheld, ...]]
    concept: str = ""


def run(
    store: Store,
    payment: Payment,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a payment: the oldest due first, unless invoices are named.

    What the money exceeds the named invoices by becomes a credit of the customer.

    Raises:
        CarteraError: the customer or an invoice is not there.
    """
    batch = Batch(ACTION, repr(payment), key, simulate)
    return post(store, lambda ledger: _plan(ledger, payment), batch, context)


def _plan(ledger: Transaction, payment: Payment) -> Asked:
    customer = find_customer(queries.customers(ledger), payment.customer)
    numbers = dict.fromkeys((*payment.invoices, *payment.withheld))
    found = {
        number: find_document(ledger, number, DEBIT_KINDS, customer.id)
        for number in numbers
    }
    lines = tuple(
        Line(
            0,
            item.id,
            payment.invoices.get(number, 0),
            payment.withheld.get(number, ()),
        )
        for number, item in found.items()
    )
    verb = Receive(
        0,
        customer.id,
        payment.currency,
        payment.day,
        payment.money,
        lines,
        payment.concept,
    )
    named = [item.id for item in found.values()]
    return Asked((verb,), Needs(documents=named, customers=(customer.id,)))


WITHHOLDINGS = {
    "retefuente": Use.INCOME_TAX_WITHHELD,
    "reteiva": Use.VAT_WITHHELD,
    "reteica": Use.ICA_WITHHELD,
    "otras": Use.DEDUCTION,
}
