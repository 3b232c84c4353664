"""Proponer retenciones: what a customer is expected to keep back of an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_document
from cartera_xl.actions.tax_facts import tax_facts
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.ledger.withholding import Expected, expected

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store import Store


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
        known = tax_facts(ledger, [invoice])
    whole = invoice.balance if settled is None else settled
    return Proposed(
        invoice,
        expected(
            known.payment(invoice, whole, day),
            known.profile(invoice),
            known.rates,
            parameters.withholding_share,
            parameters.withholding_rounding,
        ),
    )
