"""Importación: the rows of a file, what each would become, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.tabs.import_preview import IMPORT_PREVIEW
from cartera_xl.texts import KIND_NAMES
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cartera_xl.ledger.documents import Kind
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields


class PreviewRow(NamedTuple):
    """A document of a file, or (without a kind) a row that is none.

    Amounts in minor units; `balance` is None where the file does not say.
    """

    row: int
    outcome: str
    findings: str
    customer: str = ""
    nit: str = ""
    kind: Kind | None = None
    number: str = ""
    issued: date | None = None
    due: date | None = None
    currency: str = ""
    total: int = 0
    balance: int | None = None


def preview_rows(rows: Sequence[PreviewRow], base: str) -> list[tuple[Cell, ...]]:
    """Return the rows of Importación; `base` counts the decimals of what has none."""
    currencies = [row.currency or base for row in rows]
    totals = amounts([row.total for row in rows], currencies)
    balances = amounts([row.balance or 0 for row in rows], currencies)
    known = [row.balance is not None for row in rows]
    fields: Fields = {
        "row": [row.row or None for row in rows],
        "outcome": [row.outcome for row in rows],
        "customer": [row.customer or None for row in rows],
        "nit": [row.nit or None for row in rows],
        "kind": [KIND_NAMES[row.kind] if row.kind else None for row in rows],
        "number": [row.number or None for row in rows],
        "issued": [row.issued for row in rows],
        "due": [row.due for row in rows],
        "currency": [row.currency or None for row in rows],
        "total": [t if r.kind else None for t, r in zip(totals, rows, strict=True)],
        "balance": [b if k else None for b, k in zip(balances, known, strict=True)],
        "findings": [row.findings or None for row in rows],
        "currency_index": currency_index(currencies, base),
    }
    return lay_out(IMPORT_PREVIEW, fields, len(rows))
