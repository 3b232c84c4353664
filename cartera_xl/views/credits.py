"""Créditos a Favor: free credits, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.tabs.credits import CREDITS
from cartera_xl.texts import KIND_NAMES
from cartera_xl.views.columns import labels, names, nits
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import Snapshot


def credits_in_favour(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Créditos a Favor."""
    items = sorted(snapshot.credits, key=lambda item: (item.issued, item.id))
    currencies = [item.currency for item in items]
    totals = [item.total for item in items]
    balances = [item.balance for item in items]
    used = [total - balance for total, balance in zip(totals, balances, strict=True)]
    fields: Fields = {
        "customer": names(snapshot, items),
        "nit": nits(snapshot, items),
        "number": labels(items),
        "kind": [KIND_NAMES[item.kind] for item in items],
        "issued": [item.issued for item in items],
        "invoice": [item.reference or None for item in items],
        "concept": [item.concept or None for item in items],
        "currency": currencies,
        "total": amounts(totals, currencies),
        "used": amounts(used, currencies),
        "balance": amounts(balances, currencies),
        "version": [item.version for item in items],
        "currency_index": currency_index(currencies, snapshot.parameters.currency),
    }
    return lay_out(CREDITS, fields, len(items))
