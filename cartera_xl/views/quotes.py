"""Cotizaciones: quotes, those that still hold first, by how soon they run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.status import quote_state
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.views.columns import labels, names, nits
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import Snapshot


def quotes(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Cotizaciones."""
    at, notice = snapshot.at, snapshot.parameters.quote_notice_days
    items = sorted(snapshot.quotes, key=lambda q: (q.due < at, q.due, q.id))
    currencies = [item.currency for item in items]
    fields: Fields = {
        "number": labels(items),
        "customer": names(snapshot, items),
        "nit": nits(snapshot, items),
        "issued": [item.issued for item in items],
        "valid_until": [item.due for item in items],
        "currency": currencies,
        "total": amounts([item.total for item in items], currencies),
        "state": [quote_state(item.due, at, notice).value for item in items],
        "version": [item.version for item in items],
        "currency_index": currency_index(currencies),
    }
    return lay_out(QUOTES, fields, len(items))
