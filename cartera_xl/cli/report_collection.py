"""The collection log in words and in JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cartera_xl import texts
from cartera_xl.ledger.money import plain, to_decimal
from cartera_xl.ledger.refusals import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cartera_xl.actions.collection import Step
    from cartera_xl.actions.late_interest import LateInterest
    from cartera_xl.actions.may_contact import Answer


def step_lines(steps: Iterable[Step]) -> Iterator[str]:
    """Yield a line per step; what there is none of is said too."""
    lines = [step_line(step) for step in steps]
    yield from lines or ["No hay gestiones."]


def step_line(step: Step) -> str:
    """Return a step: «12 · 05/03/2026 · Acme · Promesa de $ 500 (F-1) · pendiente»."""
    event = step.event
    words = texts.EVENT_NAMES[event.kind]
    if event.amount is not None:
        amount = to_decimal(event.amount, event.currency)
        words += f" de {texts.money(amount, event.currency)}"
    if event.due:
        words += f" para el {texts.day(event.due)}"
    if step.document:
        words += f" ({step.document})"
    parts = (
        str(event.id),
        texts.day(event.day),
        step.customer.name,
        words,
        step.state,
        event.detail,
    )
    return " · ".join(filter(None, parts))


def step_json(step: Step) -> dict[str, Any]:
    """Return a step; an amount is text with its decimals."""
    event, end = step.event, step.end
    amount = None if event.amount is None else plain(event.amount, event.currency)
    return {
        "gestion": event.id,
        "fecha": event.day.isoformat(),
        "codigo": step.customer.code,
        "cliente": step.customer.name,
        "tipo": texts.EVENT_NAMES[event.kind],
        "factura": step.document or None,
        "detalle": event.detail,
        "para": event.due.isoformat() if event.due else None,
        "valor": amount,
        "moneda": event.currency or None,
        "situacion": step.state or None,
        "cerrada": end.day.isoformat() if end else None,
        "cierre": end.detail if end else None,
        "usuario": step.actor,
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return whether somebody may be contacted, why not, and from when on."""
    return {
        "puede": answer.allowed,
        "motivo": answer.reason.value if answer.reason else None,
        "detalle": answer.sentence,
        "desde": answer.since.isoformat() if answer.since else None,
    }


def interest_lines(found: LateInterest) -> Iterator[str]:
    """Yield a line per overdue document, the totals, and that nothing was booked."""
    totals: Counter[str] = Counter()
    for line in found.lines:
        item = line.item
        totals[item.currency] += line.interest
        yield (
            f"{label(item)}  vence {texts.day(item.due)}  "
            f"{texts.count(line.days, 'día', 'días')}  "
            f"saldo {_money(item.balance, item.currency)}  "
            f"interés {_money(line.interest, item.currency)}"
        )
    if not found.lines:
        yield f"{found.customer.name} no tiene nada vencido."
        return
    sums = " y ".join(_money(total, currency) for currency, total in totals.items())
    yield f"Intereses de mora de {found.customer.name}: {sums}."
    yield "Es un cálculo: no se registró nada. Para cobrarlos, haga una nota débito."


def interest_json(found: LateInterest) -> dict[str, Any]:
    """Return late interest for a program; amounts are text with their decimals."""
    return {
        "cliente": found.customer.name,
        "documentos": [
            {
                "documento": label(line.item),
                "vence": line.item.due.isoformat(),
                "dias": line.days,
                "moneda": line.item.currency,
                "saldo": plain(line.item.balance, line.item.currency),
                "interes": plain(line.interest, line.item.currency),
            }
            for line in found.lines
        ],
    }


def _money(minor: int, currency: str) -> str:
    return texts.money(to_decimal(minor, currency), currency)


def exported(count: int, file: Path) -> str:
    """Say how many contacts were written, and where."""
    number = texts.count(count, "contacto", "contactos")
    return f"{number} en «{file}». Tiene datos personales: guárdelo como tal."
