"""Aplicar: credits that pay invoices, chosen ones or the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.finding import find_customer, find_document
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.documents import CREDIT_KINDS, DEBIT_KINDS
from cartera_xl.ledger.money import to_minor
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "aplicar"


@dataclass(frozen=True, slots=True)
class Application:
    """What was typed: what is not named is chosen, for one customer or for all."""

    day: date
    customer: str = ""  # none, and neither a credit nor an invoice: all customers
    credit: str = ""
    invoice: str = ""
    amount: Decimal | None = None  # None: as much as fits


def run(
    store: Store,
    asked: Application,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post the use of credits.

    Raises:
        NamedError: the customer or a document is not there.
        AmountError: the amount is none of its currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: _plan(ledger, asked), batch, context)


def _plan(ledger: Transaction, asked: Application) -> Asked:
    customers = tuple(customer.id for customer in queries.customers(ledger))
    owner = None
    if asked.customer:
        owner = find_customer(queries.customers(ledger), asked.customer).id
        customers = (owner,)
    credit = invoice = None
    if asked.credit:
        credit = find_document(ledger, asked.credit, CREDIT_KINDS, owner)
    if asked.invoice:
        invoice = find_document(ledger, asked.invoice, DEBIT_KINDS, owner)
    named = [item for item in (credit, invoice) if item]
    verb = Apply(
        0,
        asked.day,
        credit.id if credit else None,
        invoice.id if invoice else None,
        _amount(asked, named),
        customers,
    )
    return Asked((verb,), _needs(named, owner))


def _amount(asked: Application, named: list[OpenItem]) -> int | None:
    if asked.amount is None or not named:
        return None
    return to_minor(asked.amount, named[0].currency)


def _needs(named: list[OpenItem], owner: int | None) -> Needs:
    if not named and owner is None:
        return Needs(everything=True)
    owners = {item.customer_id for item in named} | ({owner} if owner else set())
    return Needs(documents=[item.id for item in named], customers=owners)
