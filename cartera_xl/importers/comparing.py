"""What there is to say when a file and the ledger are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.importers.reading import Finding
from cartera_xl.ledger.documents import Kind, Side
from cartera_xl.ledger.money import to_decimal

if TYPE_CHECKING:
    from cartera_xl.importers.reading import SourceDocument
    from cartera_xl.ledger.documents import OpenItem


def same_value(source: SourceDocument, existing: OpenItem) -> bool:
    """Tell whether file and ledger state one value.

    A credit came in with what was free of it, and an opening balance is what was left
    that day: the one may be stated as larger, the other as smaller, ever after.
    """
    if existing.currency != source.currency:
        return False
    if source.kind.side is Side.CREDIT:
        return existing.total <= source.total or existing.total == source.balance
    if source.kind is Kind.OPENING_BALANCE:
        return source.total <= existing.total
    return existing.total == source.total


def other_owner(source: SourceDocument, owner: str) -> Finding:
    """Report a number that the ledger knows as another customer's."""
    return Finding(
        source.row,
        "numero_de_otro_cliente",
        f"«{_label(source)}» ya existe en la cartera y es de {owner}.",
        blocks=True,
    )


def other_kind(source: SourceDocument) -> Finding:
    """Report a debt that the ledger holds under another kind."""
    return Finding(
        source.row,
        "registrado_con_otro_tipo",
        f"«{source.number}» ya está en la cartera con otro tipo (factura o saldo "
        "inicial): sería contarlo dos veces.",
        blocks=True,
    )


def credit_used_since(source: SourceDocument, existing: OpenItem) -> Finding:
    """Report a credit that the source has used and the ledger has not."""
    return Finding(
        source.row,
        "credito_por_aplicar",
        f"A «{_label(source)}» le quedan "
        f"{_money(source.balance or 0, source.currency)} según el archivo y "
        f"{_money(existing.balance, existing.currency)} según la cartera: aplíquelo.",
    )


def other_due(source: SourceDocument, existing: OpenItem) -> Finding:
    """Report a due date that is not the ledger's, which is kept."""
    return Finding(
        source.row,
        "otro_vencimiento",
        f"«{_label(source)}» vence el {texts.day(source.due)} según el archivo y el "
        f"{texts.day(existing.due)} según la cartera, que se conserva.",
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
