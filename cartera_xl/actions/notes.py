"""What a person should know of a batch beyond its balances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import ACCEPTED, QuoteStep
from cartera_xl.ledger.refusals import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.ledger.documents import Document, OpenItem
    from cartera_xl.ledger.facts import Fact


def accepted(facts: Iterable[Fact]) -> set[int]:
    """Return the quotes that facts say were accepted."""
    return {
        fact.document_id
        for fact in facts
        if isinstance(fact, QuoteStep) and fact.state == ACCEPTED
    }


def notes(
    quotes: Iterable[OpenItem], documents: Iterable[Document | OpenItem]
) -> Iterator[str]:
    """Yield of each accepted quote that it became no invoice, and how it does."""
    named = {d.reference for d in documents if d.kind is Kind.INVOICE}
    for quote in quotes:
        if quote.number not in named:
            yield (
                f"{label(quote)} quedó aceptada y sin factura: «cartera cotizacion "
                f"aceptar {quote.number} --factura NUMERO» la hace."
            )
