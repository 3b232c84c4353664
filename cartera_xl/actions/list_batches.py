"""Lotes: what was posted, by whom, and what of it was undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.store import batches

if TYPE_CHECKING:
    from cartera_xl.store import Store
    from cartera_xl.store.batches import Listed


def run(store: Store, most: int = 20) -> list[Listed]:
    """Return the newest batches, newest first."""
    with store.reading() as ledger:
        return batches.listed(ledger, most)
