"""A receipt: whose money, by which means, what it paid, and what was left over."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.parameters import Allocation
from cartera_xl.outbox.documents.figures import figures, signed
from cartera_xl.outbox.documents.paper import Paper, paper, party
from cartera_xl.texts import KIND_NAMES, USE_NAMES, day, document_label, exact
from cartera_xl.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.facts import Tender, Withholding
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Customer

KINDS: Final = frozenset({Kind.RECEIPT, Kind.ADVANCE})
VOIDED: Final = "ANULADO"
_ALLOCATIONS: Final = {
    Allocation.PRINCIPAL: "lo recibido se imputa al capital",
    Allocation.INTEREST: "lo recibido se imputa primero a los intereses",
}
_PER_MILLE: Final = 10_000  # millionths; a rate below one per cent is told per mille


class Withheld(NamedTuple):
    """What came with a receipt without being money, and how it was worked out."""

    application: Application
    behind: Withholding


class Received(NamedTuple):
    """All that a receipt says. `paid` and `withheld` are what stands of it today."""

    receipt: OpenItem
    customer: Customer
    tenders: Sequence[Tender]
    paid: Sequence[Application]
    withheld: Sequence[Withheld]
    documents: dict[int, OpenItem]  # what was paid, by id
    refunded: int = 0  # minor units, given back of it since
    voided: bool = False


def receipt_paper(own: Parameters, received: Received) -> Paper:
    """Return a receipt; it speaks of the day on which the money came."""
    item = received.receipt
    shown = figures(item.currency, _amounts(received))
    value = to_decimal(item.total, item.currency)
    return paper(
        "recibo",
        own,
        item.issued,
        KIND_NAMES[item.kind],
        number=item.number,
        subtitle=(f"Fecha {day(item.issued)}", f"Moneda {item.currency}"),
        running=f"{own.company} · {received.customer.name}",
        stamp=VOIDED if received.voided else "",
        cliente=party(received.customer),
        valor=signed(item.total, item.currency),
        letras=amount_in_words(value, item.currency),
        concepto=item.concept,
        medios=[_means(tender, shown) for tender in received.tenders],
        facturas=[*_invoices(received, shown)],
        retenciones=[_withholding(w, received, shown) for w in received.withheld],
        totales=_totals(received, shown),
        resumen=[*_summary(received)],
        imputacion=f"Imputación: {_ALLOCATIONS[own.allocation]} (C. Civil, art. 1653).",
    )


def _amounts(received: Received) -> list[int]:
    bases = (w.behind.base or 0 for w in received.withheld)
    paid = (a.amount for a in received.paid)
    withheld = (w.application.amount for w in received.withheld)
    totals = (item.total for item in received.documents.values())
    means = (tender.amount for tender in received.tenders)
    return [received.receipt.total, *means, *paid, *withheld, *bases, *totals]


def _means(tender: Tender, shown: Callable[[int], str]) -> dict[str, str]:
    return {
        "medio": tender.means,
        "caja": tender.cash_account,
        "referencia": tender.reference,
        "valor": shown(tender.amount),
    }


def _invoices(
    received: Received, shown: Callable[[int], str]
) -> Iterable[dict[str, Any]]:
    """Yield what was paid, the oldest due first, with all that settled it."""
    money, kept = _by_document(received)
    ids = money.keys() | kept.keys()
    for item in sorted((received.documents[i] for i in ids), key=_by_due):
        days = {a.effective for a in received.paid if a.to_id == item.id}
        later = sorted(days - {received.receipt.issued})
        yield {
            "nombre": f"{KIND_NAMES[item.kind]} {_label(item)}",
            "vence": day(item.due),
            "valor": shown(item.total),
            "dinero": shown(money[item.id]) if item.id in money else "",
            "retenido": shown(kept[item.id]) if item.id in kept else "",
            "abono": shown(money[item.id] + kept[item.id]),
            "notas": [f"Aplicado el {day(at)}" for at in later],
        }


def _by_document(received: Received) -> tuple[dict[int, int], dict[int, int]]:
    money: defaultdict[int, int] = defaultdict(int)
    kept: defaultdict[int, int] = defaultdict(int)
    for application in received.paid:
        money[application.to_id or 0] += application.amount
    for application, _ in received.withheld:
        kept[application.to_id or 0] += application.amount
    return money, kept


def _by_due(item: OpenItem) -> tuple[object, ...]:
    return item.due, item.number, item.instalment


def _label(item: OpenItem) -> str:
    return document_label(item.kind, item.number, item.instalment)


def _withholding(
    withheld: Withheld, received: Received, shown: Callable[[int], str]
) -> dict[str, str]:
    application, behind = withheld
    town = f" ({behind.town})" if behind.town else ""
    return {
        "concepto": f"{USE_NAMES[application.use]}{town}",
        "documento": _label(received.documents[application.to_id or 0]),
        "base": shown(behind.base) if behind.base is not None else "",
        "tarifa": rate_text(behind.rate) if behind.rate else "",
        "valor": shown(application.amount),
    }


def rate_text(millionths: int) -> str:
    """Write a rate as it is spoken of: «2,5 %», «9,66 ‰».

    >>> rate_text(25_000), rate_text(9_660)
    ('2,5 %', '9,66 ‰')
    """
    small = millionths < _PER_MILLE
    value = Decimal(millionths) / (1_000 if small else _PER_MILLE)
    return f"{exact(value.normalize() + 0)} {'‰' if small else '%'}"


def _totals(received: Received, shown: Callable[[int], str]) -> dict[str, str]:
    paid, kept = _sums(received)
    return {"dinero": shown(paid), "retenido": shown(kept), "abono": shown(paid + kept)}


def _sums(received: Received) -> tuple[int, int]:
    return (
        sum(a.amount for a in received.paid),
        sum(w.application.amount for w in received.withheld),
    )


def _summary(received: Received) -> Iterable[dict[str, Any]]:
    """Yield where the money went: received = paid + given back + in favour."""
    item, (paid, _) = received.receipt, _sums(received)
    if received.voided:
        return
    lines = [
        ("Dinero recibido", item.total, False),
        ("Aplicado a documentos", paid, False),
        ("Devuelto al cliente", received.refunded, False),
        ("A favor del cliente", item.total - paid - received.refunded, True),
    ]
    for title, minor, strong in lines:
        if minor or strong:
            valor = signed(minor, item.currency)
            yield {"titulo": title, "valor": valor, "fuerte": strong}
