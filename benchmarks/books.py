"""Ledgers on disk, made of the workload's postings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from cartera_xl.store import Store
from cartera_xl.store.command import Command, Company, Posted

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.ledger.posting import Posting

RECORDED: Final = datetime(2026, 6, 30, 12, tzinfo=UTC)
COMPANY: Final = Company("Banco de pruebas S.A.S.", "900373076")


def new_ledger(path: Path) -> Store:
    """Make an empty ledger."""
    return Store.create(path, COMPANY, RECORDED)


def post(store: Store, posting: Posting, key: str) -> Posted:
    """Post all rows at once."""
    command = Command(key, "importar", posting, "banco", "banco", RECORDED)
    posted = store.execute(command)
    if not isinstance(posted, Posted):
        raise TypeError(posted.sentence)
    return posted


def filled_ledger(path: Path, posting: Posting) -> Path:
    """Make a ledger that holds a posting."""
    with new_ledger(path) as store:
        post(store, posting, "carga")
    return path
