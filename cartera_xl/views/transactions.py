"""Transacciones: every document and application, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.texts import KIND_NAMES, USE_NAMES, count, day
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import Snapshot

_NAMES = KIND_NAMES | USE_NAMES


def transactions(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Transacciones."""
    moves = snapshot.movements
    names = {c.id: c.name for c in snapshot.customers.values()}
    currencies = [move.currency for move in moves]
    fields: Fields = {
        "effective": [move.effective for move in moves],
        "kind": [_NAMES[move.kind] for move in moves],
        "number": [move.number for move in moves],
        "customer": [names[move.customer_id] for move in moves],
        "concept": [move.concept or None for move in moves],
        "debit": _sparse([move.debit for move in moves], currencies),
        "credit": _sparse([move.credit for move in moves], currencies),
        "currency": currencies,
        "balance": _sparse([move.balance for move in moves], currencies),
        "recorded_at": [move.recorded_at for move in moves],
        "actor": [move.actor for move in moves],
        "batch": [str(move.batch) for move in moves],
        "currency_index": currency_index(currencies, snapshot.parameters.currency),
    }
    return lay_out(TRANSACTIONS, fields, len(moves))


def omitted(snapshot: Snapshot) -> str:
    """Say what the list leaves out, so that nobody takes it for everything."""
    if not snapshot.omitted:
        return "Se muestran todos los movimientos."
    left_out = count(snapshot.omitted, "movimiento anterior", "movimientos anteriores")
    return f"No se muestran {left_out} al {day(snapshot.since)}."


def _sparse(minor: Sequence[int | None], currencies: Sequence[str]) -> list[Cell]:
    filled = amounts([value or 0 for value in minor], currencies)
    pairs = zip(minor, filled, strict=True)
    return [None if value is None else amount for value, amount in pairs]
