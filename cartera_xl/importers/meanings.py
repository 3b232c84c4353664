"""The words of state and kind that ledgers use, in Spanish and English, as data."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from cartera_xl.importers.words import fold
from cartera_xl.ledger.documents import Kind


class State(StrEnum):
    """What a state column says of a document."""

    OPEN = "open"
    ISSUED = "issued"  # says that it was sent, and nothing about payment
    PAID = "paid"
    PARTIAL = "partial"
    DRAFT = "draft"
    VOID = "void"
    CANCELLED = "cancelled"  # «cancelada»: paid in full, by Colombian use


_STATES: Final = {
    word: state
    for state, words in {
        State.OPEN: (
            "pendiente|pendiente pago|pendiente de pago|por pagar|por cobrar|abierta|"
            "abierto|vencida|vencido|por vencer|en mora|mora|corriente|no pagada|"
            "no pagado|sin pagar|impaga|open|due|overdue|past due|unpaid|pending|"
            "outstanding|not paid|no|false|falso|n"
        ),
        State.ISSUED: (
            "vigente|activa|activo|enviada|emitida|aprobada|radicada|aceptada|"
            "confirmada|facturada|sent|unsent|viewed|approved|issued|active|accepted"
        ),
        State.PAID: (
            "pagada|pagado|pago|saldada|saldado|recaudada|recaudado|cerrada|cerrado|"
            "cobrada|cobrado|paid|paid in full|settled|closed|si|yes|true|verdadero|s"
        ),
        State.PARTIAL: (
            "parcial|pago parcial|abonada|abonado|parcialmente pagada|pagada parcial|"
            "pagada parcialmente|con abono|partial|partially paid|partial payment|"
            "part paid|partly paid"
        ),
        State.DRAFT: "borrador|draft|en borrador|sin emitir",
        State.VOID: (
            "anulada|anulado|nula|nulo|void|voided|rechazada|rejected|deleted|"
            "eliminada|cancelled|canceled|reversada|revertida"
        ),
        State.CANCELLED: "cancelada|cancelado",
    }.items()
    for word in words.split("|")
}

_KINDS: Final = {
    word: kind
    for kind, words in {
        Kind.INVOICE: (
            "factura|facturas|fv|fve|fe|fc|fac|fact|fra|factura venta|"
            "factura de venta|factura electronica|factura de venta electronica|"
            "factura electronica de venta|venta|invoice|inv|sales invoice|tax invoice"
        ),
        Kind.CREDIT_NOTE: (
            "nota credito|nota de credito|nota credito electronica|nc|nce|ncv|"
            "devolucion|credit note|credit memo|credito"
        ),
        Kind.DEBIT_NOTE: (
            "nota debito|nota de debito|nota debito electronica|nd|nde|debit note|"
            "debit memo"
        ),
        Kind.ADVANCE: (
            "anticipo|anticipos|anticipo cliente|anticipo de cliente|ant|an|advance|"
            "prepayment|deposit"
        ),
        Kind.RECEIPT: (
            "recibo|recibo caja|recibo de caja|rc|pago|abono|recaudo|payment|receipt|"
            "payment received|invoice payment|customer payment"
        ),
        Kind.OPENING_BALANCE: (
            "saldo inicial|saldos iniciales|si|apertura|opening balance|opening"
        ),
        Kind.OPENING_CREDIT: (
            "saldo inicial a favor|saldo a favor|saldo favor|sf|opening credit"
        ),
        Kind.QUOTE: (
            "cotizacion|cot|ct|presupuesto|proforma|quote|quotation|estimate|pro forma"
        ),
    }.items()
    for word in words.split("|")
}
# «Tipo documento» is as often the kind of identity card.
_IDENTITIES: Final = frozenset(
    ("nit", "cc", "ce", "ti", "pp", "rut", "cedula", "pasaporte", "passport")
)


def state_of(text: str) -> State | None:
    """Return what a state means, or None where the word is not known."""
    return _STATES.get(fold(text))


def kind_of(text: str) -> Kind | None:
    """Return what a kind means: «FV-1» is an invoice; None where it is not known."""
    folded = fold(text)
    letters = "".join(c for c in folded if not c.isdigit()).strip()
    return _KINDS.get(folded) or _KINDS.get(letters)


def is_identity(text: str) -> bool:
    """Tell whether a kind is one of identity cards rather than of documents."""
    return not _IDENTITIES.isdisjoint(fold(text).split())


def speaks_of_payment(concept: str) -> bool:
    """Tell whether a concept calls its row a payment."""
    words = set(fold(concept).split())
    return not words.isdisjoint({"pago", "abono", "recibo", "recaudo", "payment"})
