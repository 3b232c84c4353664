"""Retenciones: what customers withheld, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.tabs.versions import corrections_version
from cartera_xl.tabs.withholdings import WITHHOLDINGS
from cartera_xl.texts import USE_NAMES
from cartera_xl.views.columns import nit
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import Snapshot, Withholding


def withholdings(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Retenciones; a certificate that came is not asked again."""
    rows = snapshot.withheld
    currencies = [row.currency for row in rows]
    owners = [snapshot.customers[row.customer_id] for row in rows]
    bases = amounts([row.base or 0 for row in rows], currencies)
    fields: Fields = {
        "customer": [owner.name for owner in owners],
        "nit": [nit(owner) for owner in owners],
        "number": [row.number for row in rows],
        "receipt": [row.receipt for row in rows],
        "date": [row.day for row in rows],
        "kind": [USE_NAMES[row.use] for row in rows],
        "currency": currencies,
        "base": [
            None if row.base is None else base
            for row, base in zip(rows, bases, strict=True)
        ],
        "rate": [None if row.rate is None else row.rate / 1_000_000 for row in rows],
        "amount": amounts([row.amount for row in rows], currencies),
        "town": [row.town or None for row in rows],
        "proof": [row.certificate or None for row in rows],
        "arrived": [row.received for row in rows],
        "id": [str(row.id) for row in rows],
        "version": [_version(row) for row in rows],
        "currency_index": currency_index(currencies, snapshot.parameters.currency),
    }
    return lay_out(WITHHOLDINGS, fields, len(rows))


def _version(row: Withholding) -> int:
    """Return a number that moves with the certificate, the only thing that may."""
    if not row.certificate and row.received is None:
        return 0
    return corrections_version((row.certificate, row.received))
