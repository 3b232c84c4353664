"""The language of a table's headings: what its program takes for granted."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from cartera_xl.importers.headings import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable


class Language(Enum):
    """A language of headings."""

    SPANISH = "español"
    ENGLISH = "inglés"


# Words that only one of the two has: «total», «no», «num», «ref» tell nothing.
_WORDS: Final = {
    Language.ENGLISH: (
        "invoice invoices customer customers client clients debtor name company date "
        "due issue issued maturity terms amount value balance outstanding open unpaid "
        "pending paid settled payment payments settlement status state currency type "
        "class kind number account installment instalment email mail phone mobile "
        "group segment description details notes memo comments reference transaction "
        "line item product quantity price rate recipient subject created voucher "
        "city country"
    ),
    Language.SPANISH: (
        "factura facturas cliente clientes tercero terceros deudor adquiriente nombre "
        "nombres razon empresa fecha emision expedicion elaboracion facturacion "
        "vencimiento vence vto venc plazo dias valor vr vlr monto importe saldo "
        "pendiente abierto abono abonos abonado pagado pagada pago pagos recaudo "
        "estado situacion moneda divisa tipo clase numero nro documento comprobante "
        "codigo cuenta cuota correo telefono celular grupo segmento concepto "
        "descripcion detalle observaciones referencia transaccion linea cantidad "
        "precio nit cedula identificacion consecutivo ciudad"
    ),
}
_LONG: Final = 7  # letters; shorter words stand within others by chance
_KNOWN: Final = {
    language: frozenset(words.split()) for language, words in _WORDS.items()
}
_ALL: Final = frozenset().union(*_KNOWN.values())


def language_of(headings: Iterable[str]) -> Language | None:
    """Return the one language that headings are in; None where they are in both."""
    written = [split_words(heading) for heading in headings]
    spoken = {
        language
        for language, known in _KNOWN.items()
        for words in written
        if any(_is_of(word, known) for word in words)
    }
    return next(iter(spoken)) if len(spoken) == 1 else None


def _is_of(word: str, known: frozenset[str]) -> bool:
    """Tell whether a word is one of a language's, or several run together."""
    if word in _ALL:
        return word in known
    return any(len(one) >= _LONG and one in word for one in known)
