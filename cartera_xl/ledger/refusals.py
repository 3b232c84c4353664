"""Why a request is refused: a status for programs, a Spanish sentence for people.

Where a limit is what stopped the request, the sentence names the limit with its
currency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.documents import LINKING_USES, Use
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.requests import Status

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem


class Refusal(NamedTuple):
    """A rule that was broken, and how to say so."""

    status: Status
    sentence: str


AMOUNT_NOT_POSITIVE: Final = Refusal(
    Status.AMOUNT_NOT_POSITIVE, "El valor debe ser mayor que cero."
)
BATCH_REFUSED: Final = Refusal(
    Status.BATCH_REFUSED, "No se registró: otra fila del lote fue rechazada."
)
REFUNDS_NOT_ALLOWED: Final = Refusal(
    Status.REFUNDS_NOT_ALLOWED, "Los parámetros no permiten devolver dinero."
)


def money(minor: int, currency: str) -> str:
    """Write an amount with its currency: «COP 8.337.350»."""
    return f"{currency} {texts.amount(to_decimal(minor, currency))}"


def label(item: OpenItem) -> str:
    """Return a document's name on the screen."""
    return texts.document_label(item.kind, item.number, item.instalment)


def document_not_found(document_id: int) -> Refusal:
    """Refuse a document that the ledger does not hold."""
    return Refusal(
        Status.NOT_FOUND, f"El documento {document_id} no está en la cartera."
    )


def application_not_found(application_id: int) -> Refusal:
    """Refuse to take back what was never applied."""
    return Refusal(
        Status.NOT_FOUND, f"La aplicación {application_id} no está en la cartera."
    )


def wrong_document(use: Use) -> Refusal:
    """Refuse ends that a use does not have."""
    if use in LINKING_USES:
        ends = "va de un crédito a favor a una factura"
    elif use is Use.REFUND:
        ends = "sale de un crédito a favor y no va a ninguna factura"
    else:
        ends = "va a una factura y no sale de ningún crédito"
    return Refusal(Status.WRONG_DOCUMENT, f"{texts.USE_NAMES[use]}: {ends}.")


def customers_differ(credit: OpenItem, debit: OpenItem) -> Refusal:
    """Refuse to pay one customer's invoice with another's credit."""
    return Refusal(
        Status.CUSTOMERS_DIFFER,
        f"{label(credit)} y {label(debit)} son de clientes distintos.",
    )


def currencies_differ(credit: OpenItem, debit: OpenItem) -> Refusal:
    """Refuse to settle a balance in another currency."""
    return Refusal(
        Status.CURRENCIES_DIFFER,
        f"{label(credit)} está en {credit.currency} y {label(debit)} en "
        f"{debit.currency}.",
    )


def is_reversal(application_id: int) -> Refusal:
    """Refuse to take a reversal back: a reversal ends the story of its application."""
    return Refusal(
        Status.IS_REVERSAL,
        f"La aplicación {application_id} es una anulación: para deshacerla, aplique "
        "de nuevo.",
    )


def already_reversed(application_id: int) -> Refusal:
    """Refuse to take the same application back twice."""
    return Refusal(
        Status.ALREADY_REVERSED, f"La aplicación {application_id} ya fue anulada."
    )


def before_issue(item: OpenItem) -> Refusal:
    """Refuse to move a balance before its document existed."""
    return Refusal(
        Status.BEFORE_ISSUE,
        f"La fecha es anterior a la de {label(item)}: {texts.day(item.issued)}.",
    )


def before_original(original: date) -> Refusal:
    """Refuse to take an application back before it was made."""
    return Refusal(
        Status.BEFORE_ORIGINAL,
        f"La fecha es anterior a la de la aplicación: {texts.day(original)}.",
    )


def in_future(today: date) -> Refusal:
    """Refuse a date that has not come."""
    return Refusal(
        Status.IN_FUTURE, f"La fecha es posterior a hoy, {texts.day(today)}."
    )


def month_closed(open_from: date) -> Refusal:
    """Refuse a date inside a closed month."""
    return Refusal(
        Status.MONTH_CLOSED,
        f"El mes está cerrado: use una fecha desde el {texts.day(open_from)}.",
    )


def exceeds_adjustment(left: int, currency: str) -> Refusal:
    """Refuse an adjustment beyond the company's tolerance."""
    return Refusal(
        Status.EXCEEDS_ADJUSTMENT,
        f"Ajuste mayor que la tolerancia que queda: {money(left, currency)}.",
    )


def exceeds_credit(credit: OpenItem, free: int, since: date) -> Refusal:
    """Refuse to use more of a credit than is free."""
    return Refusal(
        Status.EXCEEDS_CREDIT,
        f"Valor mayor que lo disponible de {_limit(credit, free, since)}.",
    )


def exceeds_debit(debit: OpenItem, balance: int, since: date) -> Refusal:
    """Refuse to settle more than a document's balance."""
    return Refusal(
        Status.EXCEEDS_DEBIT,
        f"Valor mayor que el saldo de {_limit(debit, balance, since)}.",
    )


def _limit(item: OpenItem, limit: int, since: date) -> str:
    """Name a limit; the day too, where it is a past balance that limits."""
    day = f" con fecha {texts.day(since)}" if limit < item.balance else ""
    return f"{label(item)}{day}: {money(limit, item.currency)}"
