"""Where the settlements of a corrected document come from.

A correction that moves a document's date may have to move what settles it. Each
correction posts the settlements anew, so the day that one had first stands on the
edition of the document on which it was posted first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import pairwise
from typing import TYPE_CHECKING

from cartera_xl.ledger.verbs.correct import Origin
from cartera_xl.store import lineage, queries

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import Application
    from cartera_xl.store.transaction import Transaction


def origins(ledger: Transaction, document_id: int, action: str) -> dict[int, Origin]:
    """Return the origin of each application that ever touched a document."""
    editions = lineage.editions(ledger, document_id, action)[::-1]
    ids = [row_id for row_id, _ in editions]
    issued = {item.id: item.issued for item in queries.items_by_id(ledger, ids)}
    own: dict[int, Origin] = {}
    waiting: defaultdict[object, deque[Origin]] = defaultdict(deque)
    for (row_id, revision), (_, successor) in pairwise([*editions, (0, 0)]):
        touching = queries.position(ledger, [row_id]).applications
        posted = lineage.revisions(ledger, (a.id for a in touching))
        own = {}
        for a in touching:
            came = posted[a.id] == revision
            before = waiting[_likeness(a, row_id)] if came else None
            here = Origin(a.effective, came and a.effective == issued[row_id])
            own[a.id] = before.popleft() if before else here
        taken = {a.reverses for a in touching if posted[a.id] == successor}
        waiting = defaultdict(deque)
        for a in touching:
            if a.id in taken:
                waiting[_likeness(a, row_id)].append(own[a.id])
    return own


def _likeness(application: Application, document_id: int) -> tuple[object, ...]:
    """Return what a settlement and the one that took its place have in common."""
    a = application
    ends = (None if end == document_id else end for end in (a.from_id, a.to_id))
    return (a.use, a.from_id is None, *ends, a.amount)
