"""What there is to say when a file and the ledger are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.importers.reading import Finding
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.money import to_decimal

if TYPE_CHECKING:
    from cartera_xl.importers.reading import SourceDocument
    from cartera_xl.ledger.documents import OpenItem


def same_value(source: SourceDocument, existing: OpenItem) -> bool:
    """Tell whether file and ledger state one value; a used credit shrinks at import."""
    smaller = source.kind.side is Side.CREDIT and existing.total <= source.total
    return existing.currency == source.currency and (
        smaller or existing.total == source.total
    )


def other_owner(source: SourceDocument, owner: str) -> Finding:
    """Report a number that the ledger knows as another customer's."""
    return Finding(
        source.row,
        "numero_de_otro_cliente",
        f"«{_label(source)}» ya existe en la cartera y es de {owner}.",
        blocks=True,
    )


def repeated(source: SourceDocument) -> Finding:
    """Report a number that the same file uses for two documents."""
    return Finding(
        source.row,
        "numero_repetido",
        f"«{_label(source)}» está dos veces en el archivo, para clientes o valores "
        "distintos: déjelo una sola vez.",
        blocks=True,
    )


def changed(source: SourceDocument, existing: OpenItem) -> Finding:
    """Report a document whose value is not what the ledger holds."""
    return Finding(
        source.row,
        "documento_cambiado",
        f"«{_label(source)}» está en la cartera por "
        f"{_money(existing.total, existing.currency)} y en el archivo por "
        f"{_money(source.total, source.currency)}: corríjalo primero.",
        blocks=True,
    )


def used_credit(source: SourceDocument, free: int) -> Finding:
    """Report a credit that was used before: only the rest comes in."""
    return Finding(
        source.row,
        "credito_usado",
        f"«{_label(source)}» ya se había aplicado en parte: entra lo que queda, "
        f"{_money(free, source.currency)} de {_money(source.total, source.currency)}.",
    )


def undated_payment(source: SourceDocument, paid: int) -> Finding:
    """Report a payment that the file states without its day."""
    return Finding(
        source.row,
        "abono_sin_fecha",
        f"«{_label(source)}» trae abonos por {_money(paid, source.currency)} sin "
        "fecha: quedan con la fecha del documento.",
    )


def ledger_knows_more(source: SourceDocument, existing: OpenItem) -> Finding:
    """Report a balance above the ledger's: the file is older than the ledger."""
    return Finding(
        source.row,
        "libro_mas_reciente",
        f"«{_label(source)}» debe {_money(source.balance or 0, source.currency)} según "
        f"el archivo y {_money(existing.balance, existing.currency)} según la cartera, "
        "que se conserva.",
    )


def _label(source: SourceDocument) -> str:
    return texts.document_label(source.kind, source.number, source.instalment)


def _money(minor: int, currency: str) -> str:
    return f"{currency} {texts.amount(to_decimal(minor, currency))}"
