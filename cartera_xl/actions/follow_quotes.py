"""Cotizaciones: making one, following it up, and the customer's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import QUOTES, find_customer, find_document
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.money import to_minor
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.quotes import FollowUp
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "cotizacion"


@dataclass(frozen=True, slots=True)
class NewQuote:
    """What was typed of a quote; without a currency it is the company's."""

    number: str
    customer: str
    amount: Decimal
    issued: date
    valid_until: date
    concept: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a quote; `state` is "" while it stays open.

    An accepted quote becomes the invoice that is named, due on `due`.
    """

    number: str
    day: date
    state: str = ""
    note: str = ""
    next_day: date | None = None
    invoice: str = ""
    due: date | None = None


def run(
    store: Store,
    asked: NewQuote | Step,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a quote, or what came of one.

    Raises:
        NamedError: the customer or the quote is not there.
        AmountError: the amount is none of its currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: plan(ledger, asked), batch, context)


def plan(ledger: Transaction, asked: NewQuote | Step) -> Asked:
    """Return what a quote, or a step of one, asks of the ledger."""
    return (
        _enter(ledger, asked) if isinstance(asked, NewQuote) else _step(ledger, asked)
    )


def _enter(ledger: Transaction, asked: NewQuote) -> Asked:
    customer = find_customer(queries.customers(ledger), asked.customer)
    currency = asked.currency or choices(ledger).currency
    quote = Document(
        0,
        Kind.QUOTE,
        asked.number,
        1,
        customer.id,
        currency,
        asked.issued,
        asked.valid_until,
        to_minor(asked.amount, currency),
        asked.concept,
    )
    return Asked((Enter(0, quote),), Needs(identities=[(Kind.QUOTE, quote.number, 1)]))


def _step(ledger: Transaction, asked: Step) -> Asked:
    quote = find_document(ledger, asked.number, QUOTES)
    verb = FollowUp(
        0,
        quote.id,
        asked.day,
        asked.state,
        asked.note,
        asked.next_day,
        asked.invoice,
        asked.due,
        queries.invoice_naming(ledger, quote.number),
    )
    identities = [(Kind.INVOICE, asked.invoice, 1)] if asked.invoice else []
    return Asked((verb,), Needs(documents=[quote.id], identities=identities))
