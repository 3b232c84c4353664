"""The one question before a batch is posted: what it is, in numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.facts import Certificate, Event, EventEnd, QuoteStep
from cartera_xl.ledger.money import to_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cartera_xl.ledger.documents import Application, Document, OpenItem
    from cartera_xl.ledger.posting import Posting

_DOCUMENTS: Final = {
    Kind.RECEIPT: ("pago", "pagos"),
    Kind.ADVANCE: ("anticipo", "anticipos"),
    Kind.INVOICE: ("factura", "facturas"),
    Kind.CREDIT_NOTE: ("nota crédito", "notas crédito"),
    Kind.DEBIT_NOTE: ("nota débito", "notas débito"),
    Kind.QUOTE: ("cotización", "cotizaciones"),
    Kind.OPENING_BALANCE: ("saldo inicial", "saldos iniciales"),
    Kind.OPENING_CREDIT: ("saldo inicial a favor", "saldos iniciales a favor"),
}
_USES: Final = {
    Use.INCOME_TAX_WITHHELD: ("retefuente", "retefuentes"),
    Use.VAT_WITHHELD: ("reteIVA", "reteIVA"),
    Use.ICA_WITHHELD: ("reteICA", "reteICA"),
    Use.DEDUCTION: ("otra deducción", "otras deducciones"),
    Use.CREDIT: ("aplicación de crédito", "aplicaciones de crédito"),
    Use.ADJUSTMENT: ("ajuste", "ajustes"),
    Use.REFUND: ("devolución", "devoluciones"),
    Use.WRITE_OFF: ("castigo", "castigos"),
    Use.VOID: ("anulación", "anulaciones"),
}
# What a question leaves out, since the receipt tells it.
_PAID: Final = {Use.PAYMENT: ("pago aplicado", "pagos aplicados")}
_TAKEN_BACK: Final = ("aplicación reversada", "aplicaciones reversadas")


def question(posting: Posting, hidden: int) -> str:
    """Return the question: «3 pagos por $ 5.086.350, 1 ajuste por $ 40…»."""
    parts = [
        *_documents(posting.documents),
        *_applications(posting.applications, _USES),
        *_others(posting),
    ]
    said = ", ".join(parts) or "Nada que mueva dinero"
    warning = ""
    if hidden:
        rows = texts.count(hidden, "fila está oculta", "filas están ocultas")
        warning = f"; {rows} por un filtro"
    return f"{said}{warning}. ¿Registrar?"


def totals(
    documents: Sequence[OpenItem], applications: Sequence[Application]
) -> Iterator[str]:
    """Yield what some rows of the ledger are, each kind with its total."""
    yield from _documents(documents)
    made = [a for a in applications if a.reverses is None]
    yield from _applications(made, _PAID | _USES)
    back = [(a.currency, -a.amount) for a in applications if a.reverses is not None]
    yield from _counted(back, _TAKEN_BACK)


def _documents(documents: Sequence[Document | OpenItem]) -> Iterator[str]:
    for kind, words in _DOCUMENTS.items():
        own = [d for d in documents if d.kind is kind]
        yield from _counted(((d.currency, d.total) for d in own), words)


def _applications(
    applications: Sequence[Application], uses: Mapping[Use, tuple[str, str]]
) -> Iterator[str]:
    for use, words in uses.items():
        own = [a for a in applications if a.use is use]
        yield from _counted(((a.currency, a.amount) for a in own), words)


def _counted(
    amounts: Iterable[tuple[str, int]], words: tuple[str, str]
) -> Iterator[str]:
    by_currency: defaultdict[str, list[int]] = defaultdict(list)
    for currency, amount in amounts:
        by_currency[currency].append(amount)
    for currency, own in sorted(by_currency.items()):
        total = texts.money(to_decimal(sum(own), currency), currency)
        yield f"{texts.count(len(own), *words)} por {total}"


def _others(posting: Posting) -> Iterator[str]:
    changed = {*posting.updates, *(c.customer_id for c in posting.contacts)}
    for number, words in (
        (_of(posting, QuoteStep), ("seguimiento", "seguimientos")),
        (_of(posting, Certificate), ("certificado", "certificados")),
        (_of(posting, Event), ("gestión", "gestiones")),
        (_of(posting, EventEnd), ("gestión cerrada", "gestiones cerradas")),
        (len(posting.customers), ("cliente nuevo", "clientes nuevos")),
        (
            sum(row_id > 0 for row_id in changed),
            ("cliente corregido", "clientes corregidos"),
        ),
    ):
        if number:
            yield texts.count(number, *words)


def _of(posting: Posting, kind: type) -> int:
    return sum(isinstance(fact, kind) for fact in posting.facts)
