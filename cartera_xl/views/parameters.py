"""Parámetros: every choice of the company, as the ledger holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.parameters import PARAMETERS as DECLARED
from cartera_xl.tabs.parameters import PARAMETERS
from cartera_xl.tabs.versions import corrections_version
from cartera_xl.views.rows import lay_out

if TYPE_CHECKING:
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.snapshot import Snapshot


def parameters(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return a row for each parameter, its default where nothing was chosen."""
    values = [snapshot.chosen.get(p.key, p.default) or None for p in DECLARED]
    return lay_out(
        PARAMETERS,
        {
            "key": [p.key for p in DECLARED],
            "description": [p.description for p in DECLARED],
            "value": values,
            "version": [corrections_version([value]) for value in values],
        },
        len(DECLARED),
    )
