"""Corregir: a document that was typed or imported with a mistake."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cartera_xl import texts
from cartera_xl.actions.finding import MONEY_KINDS, find_customer, find_document
from cartera_xl.actions.linking import linked
from cartera_xl.actions.origins import origins
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.money import to_decimal, to_minor
from cartera_xl.ledger.refusals import label
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.documents import Document, OpenItem
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "corregir"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed: the document, and what it should have said; None stays."""

    document: str
    reason: str
    number: str | None = None
    amount: Decimal | None = None
    issued: date | None = None
    due: date | None = None
    customer: str | None = None
    concept: str | None = None
    currency: str | None = None


def run(
    store: Store,
    asked: Correction,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a correction: reverse, enter again, apply again.

    Raises:
        NamedError: the document or the customer is not there.
        AmountError: the amount is none of its currency.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    done = post(store, lambda ledger: _plan(ledger, asked), batch, context)
    if asked.issued is None and (notes := tuple(_since(done))):
        return replace(done, notes=notes)
    return done


def _since(done: Done) -> Iterator[str]:
    """Yield that a document of a closed month counts anew from another day on."""
    made: list[Document | OpenItem]
    made = [*done.posting.documents, *(m.item for m in done.moved if m.before is None)]
    for old in (m.item for m in done.moved if m.before is not None):
        for new in made:
            if new.kind is old.kind and new.issued > old.issued:
                yield (
                    f"{label(old)} es de un mes cerrado, que no cambia: cuenta hasta "
                    f"hoy, y la corregida desde el {texts.day(new.issued)}."
                )


def _plan(ledger: Transaction, asked: Correction) -> Asked:
    item = find_document(ledger, asked.document, MONEY_KINDS)
    fields = _fields(ledger, asked, item)
    moves = asked.issued is not None
    known = origins(ledger, item.id, ACTION) if moves else {}
    verb = Correct(0, item.id, fields, asked.reason, known)
    identities = [
        (item.kind, number, item.instalment)
        for number in {item.number, fields.get("number", item.number)}
    ]
    needs = Needs(documents=linked(ledger, [item.id]), identities=identities)
    return Asked((verb,), needs)


def _fields(ledger: Transaction, asked: Correction, item: OpenItem) -> dict[str, Any]:
    """Return the document's fields that change, as the ledger keeps them."""
    currency = asked.currency or item.currency
    amount = asked.amount
    if amount is None:  # of a currency with other minor units it is another number
        amount = to_decimal(item.total, item.currency)
    customer = None
    if asked.customer is not None:
        customer = find_customer(queries.customers(ledger), asked.customer).id
    typed = {
        "number": asked.number,
        "customer_id": customer,
        "currency": asked.currency,
        "issued": asked.issued,
        "due": asked.due,
        "total": to_minor(amount, currency),
        "concept": asked.concept,
    }
    return {name: value for name, value in typed.items() if value is not None}
