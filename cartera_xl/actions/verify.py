"""Verificar: everything that is always true of a ledger, asked of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.store import Store
    from cartera_xl.store.check import Check


def run(store: Store, at: date) -> list[Check]:
    """Run every check; one that finds something names the first offenders."""
    from cartera_xl.store.verify import verify

    with store.reading() as ledger:
        return verify(ledger, at)
