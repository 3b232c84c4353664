"""Batches: the operations of a ledger, what each wrote, and which were undone."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.ledger.facts import FACTS
from cartera_xl.ledger.verbs.undo import Batch
from cartera_xl.store.facts import facts_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.ledger.facts import Fact
    from cartera_xl.store.engine import Transaction

_LIST: Final = """
    SELECT o.revision, o.key, o.action, o.actor, o.host, o.recorded_at, o.result,
           u.revision
    FROM operation o
    LEFT JOIN undoing u ON u.company_id = o.company_id AND u.undone = o.revision
    WHERE o.company_id = :company {which}
    ORDER BY o.revision DESC LIMIT :most"""
_BODY: Final = """
    SELECT body FROM audit WHERE company_id = :company AND sequence = :revision"""
_COUNTERS: Final = ".ultimo"  # how the parameters end that only count numbers given


class Listed(NamedTuple):
    """A batch of the ledger's history; `undone_by` is the revision that undid it."""

    revision: int
    key: str
    action: str
    actor: str
    host: str
    recorded_at: datetime  # UTC
    documents: int
    applications: int
    undone_by: int | None


def listed(transaction: Transaction, most: int = 20) -> list[Listed]:
    """Return the newest batches, newest first."""
    found = transaction.rows(_LIST.format(which=""), most=most)
    return [
        Listed._make(
            (
                *row[:5],
                datetime.fromisoformat(row[5]),
                *_counts(json.loads(row[6])),
                row[7],
            )
        )
        for row in found
    ]


def _counts(result: dict[str, list[int]]) -> tuple[int, int]:
    documents, applications = result["documents"], result["applications"]
    return documents[1] - documents[0], applications[1] - applications[0]


def batch(transaction: Transaction, revision: int) -> Batch | None:
    """Return what an operation wrote; None where there is no such revision."""
    found = transaction.rows(
        _LIST.format(which="AND o.revision = :revision"), most=1, revision=revision
    )
    if not found:
        return None
    ids = {name: range(*ends) for name, ends in json.loads(found[0][6]).items()}
    changes, others = _changes(transaction, revision)
    return Batch(
        revision,
        tuple(ids["documents"]),
        tuple(ids["applications"]),
        tuple(_facts(transaction, ids.get("facts", range(0)))),
        changes,
        undone=found[0][7] is not None,
        kept=others,
    )


def last_undoable(transaction: Transaction) -> int | None:
    """Return the newest batch that was neither undone nor undoes another."""
    undoing = {r[0] for r in transaction.rows(_UNDOING)}
    for row in listed(transaction, 1000):
        if row.undone_by is None and row.revision not in undoing:
            return row.revision
    return None


_UNDOING: Final = "SELECT revision FROM undoing WHERE company_id = :company"


def _facts(transaction: Transaction, ids: range) -> Iterator[Fact]:
    if ids:
        for kind in FACTS:
            yield from facts_between(transaction, kind, ids)


def _changes(
    transaction: Transaction, revision: int
) -> tuple[tuple[tuple[int, str, Any, Any], ...], bool]:
    """Return the customers' changes, and whether parameters changed as well."""
    row = transaction.one(_BODY, revision=revision)
    told = json.loads(row[0])["changes"] if row else []
    customers = tuple(tuple(change) for change in told if change[0] != "parameter")
    others = any(c[0] == "parameter" and not c[1].endswith(_COUNTERS) for c in told)
    return customers, others
