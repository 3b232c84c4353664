"""What hangs together with documents: what taking them back would touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.verbs.transfers import TRANSFERS, is_transfer
from cartera_xl.store import queries
from cartera_xl.store.positions import same_identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.ledger.documents import Application
    from cartera_xl.store.transaction import Transaction


def linked(ledger: Transaction, document_ids: Iterable[int]) -> set[int]:
    """Return documents with those at the other end of whatever settles them.

    Half of a transfer brings the other half, and what that one pays. (What came with a
    receipt without being paid from it, the position of a batch finds by itself.)
    """
    near = _with_ends(ledger, document_ids)
    return near | _with_ends(ledger, _other_halves(ledger, near))


def ends(applications: Iterable[Application]) -> set[int]:
    """Return the documents at the ends of applications."""
    both = ((a.from_id, a.to_id) for a in applications)
    return {end for pair in both for end in pair if end is not None}


def _with_ends(ledger: Transaction, document_ids: Iterable[int]) -> set[int]:
    ids = set(document_ids)
    return ids | ends(queries.position(ledger, ids).applications)


def _other_halves(ledger: Transaction, document_ids: Iterable[int]) -> set[int]:
    halves = [i for i in queries.items_by_id(ledger, document_ids) if is_transfer(i)]
    wanted = [(kind, half.number, 1) for half in halves for kind in TRANSFERS]
    return {item.id for item in same_identity(ledger, wanted)}
