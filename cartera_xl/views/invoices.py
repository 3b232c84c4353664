"""Por Vencer and Vencidas: open invoices, the most pressing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.aging import Basis
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.views.collection_log import last_actions
from cartera_xl.views.columns import labels, names, nits
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import Snapshot


def overdue(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Vencidas, the oldest debt first."""
    late = [item for item in snapshot.debits if item.due < snapshot.at]
    return _rows(OVERDUE, sorted(late, key=_by_due), snapshot)


def not_due(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Por Vencer, what falls due next first."""
    coming = [item for item in snapshot.debits if item.due >= snapshot.at]
    return _rows(NOT_DUE, sorted(coming, key=_by_due), snapshot)


def _by_due(item: OpenItem) -> tuple[object, ...]:
    return item.due, -item.balance, item.id


def _rows(
    tab: Tab, items: Sequence[OpenItem], snapshot: Snapshot
) -> list[tuple[Cell, ...]]:
    currencies = [item.currency for item in items]
    days = [(snapshot.at - item.due).days for item in items]
    totals = [item.total for item in items]
    balances = [item.balance for item in items]
    paid = [total - balance for total, balance in zip(totals, balances, strict=True)]
    fields: Fields = {
        "customer": names(snapshot, items),
        "nit": nits(snapshot, items),
        "number": labels(items),
        "issued": [item.issued for item in items],
        "due": [item.due for item in items],
        "days": days,
        "range": _ranges(items, days, snapshot),
        "currency": currencies,
        "total": amounts(totals, currencies),
        "paid": amounts(paid, currencies),
        "balance": amounts(balances, currencies),
        "last_action": last_actions(snapshot, items),
        "version": [item.version for item in items],
        "currency_index": currency_index(currencies, snapshot.parameters.currency),
    }
    return lay_out(tab, fields, len(items))


def _ranges(
    items: Sequence[OpenItem], days: Sequence[int], snapshot: Snapshot
) -> list[str]:
    ranges = snapshot.parameters.ranges
    if snapshot.parameters.basis is Basis.ISSUE:
        days = [(snapshot.at - item.issued).days for item in items]
    label = {day: ranges.labels[ranges.index(day)] for day in set(days)}
    return [label[day] for day in days]
