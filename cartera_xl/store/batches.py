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
    from cartera_xl.store.transaction import Transaction

_LIST: Final = """
    SELECT o.revision, o.key, o.action, o.actor, o.host, o.recorded_at, o.result,
           u.revision
    FROM operation o
    LEFT JOIN undoing u ON u.company_id = o.company_id AND u.undone = o.revision
    WHERE o.company_id = :company {which}
    ORDER BY o.revision DESC LIMIT :most"""
_BODY: Final = """
    SELECT body FROM audit WHERE company_id = :company AND sequence = :revision"""
_BODY_OF_KEY: Final = """
    SELECT a.body FROM operation o
    JOIN audit a ON a.company_id = o.company_id AND a.sequence = o.revision
    LEFT JOIN undoing u ON u.company_id = o.company_id AND u.undone = o.revision
    WHERE o.company_id = :company AND o.key = :key AND u.undone IS NULL"""
_REVISION_OF_KEY: Final = """
    SELECT revision FROM operation WHERE company_id = :company AND key = :key"""
_LAST: Final = """
    SELECT revision FROM operation WHERE company_id = :company
    ORDER BY revision DESC LIMIT 1"""
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


def listed(
    transaction: Transaction, most: int = 20, revision: int | None = None
) -> list[Listed]:
    """Return the newest batches, newest first, or the one of a revision."""
    if revision is None:
        found = transaction.rows(_LIST.format(which=""), most=most)
    else:
        which = _LIST.format(which="AND o.revision = :revision")
        found = transaction.rows(which, most=1, revision=revision)
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
    changes, others, contacts = _told(transaction, revision)
    return Batch(
        revision,
        tuple(ids["documents"]),
        tuple(ids["applications"]),
        tuple(_facts(transaction, ids.get("facts", range(0)))),
        changes,
        undone=found[0][7] is not None,
        kept=others,
        contacts=contacts,
    )


def posted_rows(
    transaction: Transaction, key: str
) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the rows of a workbook that were posted with a key, and still are."""
    found = transaction.one(_BODY_OF_KEY, key=key)
    told = json.loads(found[0]).get("rows", []) if found else []
    return [(table, tuple(named), content) for table, named, content in told]


def last_revision(transaction: Transaction) -> int | None:
    """Return the number of the newest batch; None: nothing was ever posted."""
    found = transaction.one(_LAST)
    return found[0] if found else None


def revision_of(transaction: Transaction, key: str) -> int | None:
    """Return the number of the batch that was posted with a key."""
    found = transaction.one(_REVISION_OF_KEY, key=key)
    return found[0] if found else None


def _facts(transaction: Transaction, ids: range) -> Iterator[Fact]:
    if ids:
        for kind in FACTS:
            yield from facts_between(transaction, kind, ids)


def _told(
    transaction: Transaction, revision: int
) -> tuple[tuple[tuple[int, str, Any, Any], ...], bool, int]:
    """Return the customers' changes, whether parameters changed, and the contacts."""
    row = transaction.one(_BODY, revision=revision)
    body = json.loads(row[0]) if row else {"changes": [], "contacts": []}
    told = body["changes"]
    customers = tuple(tuple(change) for change in told if change[0] != "parameter")
    others = any(c[0] == "parameter" and not c[1].endswith(_COUNTERS) for c in told)
    return customers, others, len(body["contacts"])
