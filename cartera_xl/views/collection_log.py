"""Gestiones: what was logged, oldest first, so that the last rows are the newest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.ledger.facts import PROMISE
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.promises import Standing
from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.views.columns import nit
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import Snapshot, Step

_WAITED_FOR = (Standing.PENDING, Standing.BROKEN)


def collection_log(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Gestiones: since Desde, and whatever is pending before."""
    steps = [s for s in snapshot.steps if s.day >= snapshot.since or s.is_pending]
    base = snapshot.parameters.currency
    shown = [snapshot.customers[step.customer_id] for step in steps]
    currencies = [step.currency or base for step in steps]
    values = amounts([step.amount or 0 for step in steps], currencies)
    fields: Fields = {
        "day": [step.day for step in steps],
        "customer": [customer.name for customer in shown],
        "nit": [nit(customer) for customer in shown],
        "kind": [texts.EVENT_NAMES[step.kind] for step in steps],
        "number": [step.document or None for step in steps],
        "detail": [step.detail or None for step in steps],
        "due": [step.due for step in steps],
        "amount": [
            None if step.amount is None else value
            for step, value in zip(steps, values, strict=True)
        ],
        "currency": [step.currency or None for step in steps],
        "state": [step.state or None for step in steps],
        "actor": [step.actor for step in steps],
        "id": [step.id for step in steps],
        "currency_index": currency_index(currencies, base),
    }
    return lay_out(COLLECTION_LOG, fields, len(steps))


def promised(snapshot: Snapshot) -> dict[int, date]:
    """Return the day of each customer's first promise that money has not kept yet."""
    days: dict[int, date] = {}
    for step in snapshot.steps:
        if step.kind == PROMISE and step.state in _WAITED_FOR and step.due:
            days[step.customer_id] = min(step.due, days.get(step.customer_id, step.due))
    return days


def last_actions(snapshot: Snapshot, items: Sequence[OpenItem]) -> list[str | None]:
    """Return what was done last about each document: «05/03/2026 · Llamada: …»."""
    last: dict[tuple[int, int | None], Step] = {}
    for step in snapshot.steps:
        last[step.customer_id, step.document_id] = step
    found: defaultdict[int, list[Step]] = defaultdict(list)
    for item in items:
        for about in (item.id, None):
            if known := last.get((item.customer_id, about)):
                found[item.id].append(known)
    return [
        _said(max(found[item.id], key=lambda s: (s.day, s.id)))
        if item.id in found
        else None
        for item in items
    ]


def _said(step: Step) -> str:
    said = f"{texts.day(step.day)} · {texts.EVENT_NAMES[step.kind]}"
    if step.amount is not None:
        amount = to_decimal(step.amount, step.currency)
        said += f" de {texts.money(amount, step.currency)}"
    if step.due:
        said += f" para el {texts.day(step.due)}"
    if step.state:
        said += f" ({step.state})"
    return f"{said}: {step.detail}" if step.detail else said
