"""Words and formats of the screen: Spanish, es-CO separators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

_LONGEST_QUOTED: Final = 200  # characters of an outside text within a sentence
_BEGINNING: Final = 60  # of those that are shown of a longer one
# Kinds of document as the screen names them, and the prefix that tells two documents
# of the same number apart.
KIND_NAMES: Final = {
    "invoice": "Factura",
    "debit_note": "Nota débito",
    "opening_balance": "Saldo inicial",
    "credit_note": "Nota crédito",
    "receipt": "Recibo de caja",
    "advance": "Anticipo",
    "opening_credit": "Saldo inicial a favor",
    "transfer_out": "Traslado a otra ficha",
    "transfer_in": "Traslado de otra ficha",
    "quote": "Cotización",
}
KIND_PREFIXES: Final = {
    "invoice": "",
    "debit_note": "ND ",
    "opening_balance": "SI ",
    "credit_note": "NC ",
    "receipt": "RC ",
    "advance": "AN ",
    "opening_credit": "SF ",
    "transfer_out": "TS ",
    "transfer_in": "TE ",
    "quote": "",
}
USE_NAMES: Final = {
    "payment": "Pago",
    "credit": "Aplicación de crédito",
    "refund": "Devolución",
    "retefuente": "Retefuente",
    "reteiva": "ReteIVA",
    "reteica": "ReteICA",
    "deduction": "Otra deducción",
    "write_off": "Castigo",
    "adjustment": "Ajuste al peso",
    "void": "Anulación",
}
# What a customer answered to a quote.
QUOTE_ANSWERS: Final = {
    "accepted": "Aceptada",
    "rejected": "Rechazada",
    "voided": "Anulada",
}
# Steps of collecting, and what became of them.
EVENT_NAMES: Final = {
    "note": "Nota",
    "call": "Llamada",
    "promise": "Promesa",
    "dispute": "Disputa",
    "task": "Tarea",
}
EVENT_OUTCOMES: Final = {
    "cancelled": "Retirada",
    "resolved": "Resuelta",
    "finished": "Hecha",
    "voided": "Anulada",
}
CHANNEL_NAMES: Final = {
    "email": "Correo",
    "phone": "Teléfono",
    "whatsapp": "WhatsApp",
}


def document_label(kind: str, number: str, instalment: int) -> str:
    """Return a document's name on the screen: the bare number for most.

    An invoice 100 and a debit note 100 are «100» and «ND 100»; a credit note whose
    number says already what it is stays «NC-7»; the second instalment of an invoice is
    «100 (2)».
    """
    prefix = KIND_PREFIXES[kind]
    if number.casefold().startswith(prefix.strip().casefold()):
        prefix = ""
    suffix = f" ({instalment})" if instalment > 1 else ""
    return f"{prefix}{number}{suffix}"


def movement_name(what: str, *, is_reversal: bool) -> str:
    """Return what moved a balance: the kind of a document, or how one was settled."""
    name = KIND_NAMES[what] if what in KIND_NAMES else USE_NAMES[what]
    return f"{name} reversada" if is_reversal else name


def amount(value: Decimal) -> str:
    """Write an amount as Colombia does: 1.234.567,89; no decimals where there are none.

    Currencies with more than two decimals keep them: a dinar of Kuwait has 1.000 fils.

    >>> amount(Decimal("1234567.5")), amount(Decimal("10.505"))
    ('1.234.567,50', '10,505')
    """
    is_whole = value == value.to_integral_value()
    digits = 0 if is_whole else max(2, -int(value.normalize().as_tuple().exponent))
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,"))


def exact(value: Decimal) -> str:
    """Write a number with all the decimals that it has.

    >>> exact(Decimal("1234.505"))
    '1.234,505'
    """
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def money(value: Decimal, currency: str) -> str:
    """Write an amount with its currency: pesos as «$», others with all their decimals.

    The value has as many decimals as its currency, as the ledger gives it.

    >>> money(Decimal("1234567.00"), "COP"), money(Decimal("1234.50"), "USD")
    ('$ 1.234.567', 'USD 1.234,50')
    """
    if currency == "COP":
        return f"$ {amount_in(value, currency)}"
    return coded(value, currency)


def coded(value: Decimal, currency: str) -> str:
    """Write an amount with its currency's code, where «$» could be another's.

    >>> coded(Decimal("1234567.00"), "COP"), coded(Decimal("900.00"), "USD")
    ('COP 1.234.567', 'USD 900,00')
    """
    return f"{currency} {amount_in(value, currency)}"


def amount_in(value: Decimal, currency: str) -> str:
    """Write an amount beside its currency: whole pesos bare, others with all decimals.

    >>> amount_in(Decimal("1234567.00"), "COP"), amount_in(Decimal("900.00"), "USD")
    ('1.234.567', '900,00')
    """
    return amount(value) if currency == "COP" else exact(value)


def day(value: date) -> str:
    """Write a date as Colombia does: dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def clipped(text: str) -> str:
    """Return an outside text for a sentence: of a very long one, its beginning.

    >>> clipped("9" * 33_000) == "9" * 60 + "…"
    True
    """
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_BEGINNING]}…"


def listed(words: Sequence[str]) -> str:
    """Write a list: «Medio», «Medio y Caja», «Medio, Caja y Referencia»."""
    return " y ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def one_stop(sentence: str) -> str:
    """End a sentence with one stop where its last word has one of its own.

    >>> one_stop("Es de Acme S.A.S..")
    'Es de Acme S.A.S.'
    """
    doubled = sentence.endswith("..") and not sentence.endswith("...")
    return sentence[:-1] if doubled else sentence


def count(number: int, singular: str, plural: str) -> str:
    """Write a count with its noun: «1 factura», «62 facturas»."""
    return f"{number:,} {singular if number == 1 else plural}".replace(",", ".")
