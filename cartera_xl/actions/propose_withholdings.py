"""Proponer retenciones: what a customer is expected to keep back of an invoice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_document
from cartera_xl.ledger.documents import DEBIT_KINDS, WITHHOLDING_USES
from cartera_xl.ledger.facts import Profile, Rate, Taxes
from cartera_xl.ledger.withholding import Expected, Payment, expected
from cartera_xl.store import queries
from cartera_xl.store.facts import facts, facts_of

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem, Use
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Proposed:
    """An invoice and what to expect of its payment; nothing is posted."""

    invoice: OpenItem
    expected: Expected


def run(store: Store, number: str, day: date, settled: int | None = None) -> Proposed:
    """Propose the withholdings of a payment.

    Args:
        store: the ledger.
        number: the invoice, as the screen names it.
        day: of the payment: rates are dated.
        settled: what is settled of the balance, money and withholdings together, in
            minor units; None: all of it.

    Raises:
        DocumentNotFoundError: there is no such invoice.
    """
    with store.reading() as ledger:
        parameters = choices(ledger)
        invoice = find_document(ledger, number, DEBIT_KINDS)
        taxes = facts_of(ledger, Taxes, "document_id", [invoice.id])
        profile = facts_of(ledger, Profile, "customer_id", [invoice.customer_id])
        rates = facts(ledger, Rate)
        withheld = _withheld(ledger, invoice)
    payment = Payment(
        invoice.currency,
        invoice.total,
        invoice.balance if settled is None else min(settled, invoice.balance),
        taxes[-1] if taxes else None,
        day,
        withheld,
    )
    share, rounding = parameters.withholding_share, parameters.withholding_rounding
    return Proposed(invoice, expected(payment, profile, rates, share, rounding))


def _withheld(ledger: Transaction, invoice: OpenItem) -> dict[Use, int]:
    """Return what was kept back of an invoice so far, by use; reversals net."""
    kept: defaultdict[Use, int] = defaultdict(int)
    for application in queries.position(ledger, [invoice.id]).applications:
        if application.use in WITHHOLDING_USES:
            kept[application.use] += application.amount
    return dict(kept)
