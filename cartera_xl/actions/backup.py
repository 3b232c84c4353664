"""Respaldar: a verified copy of the ledger, where nothing stands yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions.start import AlreadyThereError

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store import Store


def run(store: Store, target: Path) -> Path:
    """Copy the ledger.

    Raises:
        AlreadyThereError: something stands at the target; it stays as it is.
        BackupError: no copy was made.
    """
    if target.exists():
        raise AlreadyThereError(target)
    return store.backup(target)
