"""An invoice, a note, an opening balance or a quote, summed up: never an invoice.

The electronic invoice is the file that the DIAN validated; what we hold of it are its
figures and what became of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.documents import Kind, Side
from cartera_xl.ledger.status import quote_state
from cartera_xl.outbox.documents.figures import figures, signed
from cartera_xl.outbox.documents.paper import Paper, paper, party
from cartera_xl.texts import KIND_NAMES, QUOTE_ANSWERS, USE_NAMES, count, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.facts import Taxes
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Customer

VOIDED: Final = "ANULADA"
_WARNINGS: Final = {
    Kind.INVOICE: "Resume lo que nuestra cartera sabe de la factura; no la reemplaza. "
    "La factura electrónica es el archivo que validó la DIAN.",
    Kind.QUOTE: "Es el resumen de una cotización: no obliga al pago.",
}
_OTHER_WARNING: Final = "Es un resumen de nuestra cartera, sin valor tributario."


class Settled(NamedTuple):
    """What settled a document, or used a credit up, with the name of the other end."""

    application: Application
    other: str


class Supported(NamedTuple):
    """All that is known of a document at a day."""

    item: OpenItem  # its balance is that of the day
    customer: Customer
    at: date
    settled: Sequence[Settled]
    taxes: Taxes | None = None
    answer: str = ""  # to a quote, of QUOTE_ANSWERS
    voided: bool = False


def support_paper(own: Parameters, known: Supported) -> Paper:
    """Return the summary of a document."""
    item = known.item
    shown = figures(item.currency, _amounts(known))
    name = KIND_NAMES[item.kind]
    title = name if item.kind is Kind.QUOTE else f"Resumen de {name.lower()}"
    suffix = f" (cuota {item.instalment})" if item.instalment > 1 else ""
    return paper(
        "soporte",
        own,
        known.at,
        title,
        number=f"{item.number}{suffix}",
        subtitle=(f"Al {day(known.at)}", f"Moneda {item.currency}"),
        running=f"{own.company} · {known.customer.name}",
        stamp=VOIDED if known.voided else "",
        cliente=party(known.customer),
        saldo=_balance(own, known),
        advertencia=_WARNINGS.get(item.kind, _OTHER_WARNING),
        hechos=[*_facts(known)],
        valores=[*_values(known, shown)],
        abonos=[_settlement(settled, shown) for settled in known.settled],
        **{"titulo-abonos": _HEADINGS[item.kind.side]},
        queda={"titulo": _LEFT[item.kind.side], "valor": shown(item.balance)},
        notas=[],
        **{"se-paga": item.kind.side is Side.DEBIT and item.balance > 0},
    )


_HEADINGS: Final = {
    Side.DEBIT: "Pagos, retenciones y créditos aplicados",
    Side.CREDIT: "En qué se usó",
    Side.NONE: "",
}
_LEFT: Final = {Side.DEBIT: "Saldo", Side.CREDIT: "Disponible", Side.NONE: ""}


def _amounts(known: Supported) -> list[int]:
    taxes = [known.taxes.base, known.taxes.vat] if known.taxes else []
    own = [known.item.total, known.item.balance]
    return [*own, *taxes, *(s.application.amount for s in known.settled)]


def _balance(own: Parameters, known: Supported) -> dict[str, str]:
    """Return the figure that the reader looks for first."""
    item, late = known.item, days_overdue(known.item.due, known.at)
    if item.kind.side is Side.NONE:
        return _figure("Valor", item.total, item, "azul", _state(own, known))
    if item.kind.side is Side.CREDIT:
        return _figure("Disponible a favor", item.balance, item, "verde")
    if item.balance == 0:
        return _figure("Saldo", 0, item, "verde", "Pagada")
    if late > 0:
        days = count(late, "día de mora", "días de mora")
        return _figure("Saldo", item.balance, item, "rojo", days)
    return _figure("Saldo", item.balance, item, "azul", "Por vencer")


def _figure(
    title: str, minor: int, item: OpenItem, tone: str, note: str = ""
) -> dict[str, str]:
    valor = signed(minor, item.currency)
    return {"titulo": title, "valor": valor, "tono": tone, "nota": note}


def _state(own: Parameters, known: Supported) -> str:
    if known.answer:
        return QUOTE_ANSWERS[known.answer]
    notice = own.quote_notice_days
    return quote_state(known.item.due, known.at, notice).value.capitalize()


def _facts(known: Supported) -> Iterable[dict[str, str]]:
    item = known.item
    ends = "Válida hasta" if item.kind is Kind.QUOTE else "Vence"
    facts = (
        ("Emisión", day(item.issued)),
        (ends, "" if item.kind.side is Side.CREDIT else day(item.due)),
        ("Concepto", item.concept),
        ("Se refiere a", item.reference),
    )
    return ({"titulo": title, "valor": text} for title, text in facts if text)


def _values(known: Supported, shown: Callable[[int], str]) -> Iterable[dict[str, Any]]:
    if known.taxes:
        for title, minor in (("Base", known.taxes.base), ("IVA", known.taxes.vat)):
            yield {"titulo": title, "valor": shown(minor), "fuerte": False}
    yield {"titulo": "Valor total", "valor": shown(known.item.total), "fuerte": True}


def _settlement(settled: Settled, shown: Callable[[int], str]) -> dict[str, str]:
    application = settled.application
    return {
        "fecha": day(application.effective),
        "que": USE_NAMES[application.use],
        "documento": settled.other or application.note,
        "valor": shown(application.amount),
    }
