"""A typesetter with the company's own letterhead and templates, and where those are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cartera_xl.outbox.documents.typesetter import Typesetter

if TYPE_CHECKING:
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store import Store


def typesetter(store: Store, own: Parameters, templates: Path | None) -> Typesetter:
    """Return what sets the company's documents; a logo's path starts at its ledger.

    Args:
        store: the ledger.
        own: what the company chose.
        templates: the folder of the company's own copies; it may not be there.
    """
    return Typesetter(templates, _logo(store, own))


def _logo(store: Store, own: Parameters) -> Path | None:
    return beside_ledger(store, own.logo) if own.logo else None


def beside_ledger(store: Store, path: str) -> Path:
    """Return a path of the parameters; one that is not whole starts at the ledger."""
    ledger = store.location.path
    return (ledger.parent if ledger else Path()) / Path(path).expanduser()
