"""Which document a corrected one took the place of, and when their rows were posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.store.transaction import Transaction

_REVISION: Final = """
    SELECT revision FROM document WHERE company_id = :company AND id = :id"""
_CORRECTED: Final = """
    SELECT COALESCE(v.from_id, v.to_id) FROM application v
    JOIN operation o ON o.company_id = v.company_id AND o.revision = v.revision
    WHERE v.company_id = :company AND v.revision = :revision AND v.use = 'void'
      AND v.reverses IS NULL AND o.action = :action"""
_REVISIONS: Final = """
    SELECT id, revision FROM application WHERE company_id = :company AND id IN :id_list
    """


def editions(
    transaction: Transaction, document_id: int, action: str
) -> list[tuple[int, int]]:
    """Return a document and those that it corrects, newest first, with revisions.

    Args:
        transaction: where to look.
        document_id: the document as it stands.
        action: what a batch is called that corrects: it holds one correction.
    """
    found = []
    row = transaction.one(_REVISION, id=document_id)
    while row is not None:
        found.append((document_id, row[0]))
        before = transaction.one(_CORRECTED, revision=row[0], action=action)
        if before is None:
            break
        document_id = before[0]
        row = transaction.one(_REVISION, id=document_id)
    return found


def revisions(
    transaction: Transaction, application_ids: Iterable[int]
) -> dict[int, int]:
    """Return the revision of each application."""
    return {
        row_id: revision
        for chunk in chunks(sorted(application_ids))
        for row_id, revision in transaction.rows(_REVISIONS, id_list=chunk)
    }
