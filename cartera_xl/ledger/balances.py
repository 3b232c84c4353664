"""Balances at any date, as the ledger knew them at any moment: the reference rule.

It is written to be obviously right, not to be fast: the store's queries are tested
against it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from cartera_xl.ledger.documents import OpenItem, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartera_xl.ledger.documents import Application, Document

# When a row became known: a ledger revision, or the day of recording.
Stamp = TypeVar("Stamp", int, date)


@dataclass(frozen=True, slots=True)
class Journal(Generic[Stamp]):
    """All rows of a ledger, each with the revision (or day) at which it came in."""

    documents: Sequence[tuple[Document, Stamp]]
    applications: Sequence[tuple[Application, Stamp]]

    def as_known(self, at: Stamp) -> Journal[Stamp]:
        """Return the journal as it stood then, later rows left out."""
        return Journal(
            [row for row in self.documents if row[1] <= at],
            [row for row in self.applications if row[1] <= at],
        )


def open_items(
    journal: Journal[Stamp], at: date, known: Stamp | None = None
) -> list[OpenItem]:
    """Return the documents with a balance at a date, in the order of the journal.

    A document counts from its issue date, an application from its effective date; a
    quote never. `known` looks at the ledger as it stood then, `None` as it stands now:
    the two dates are independent, so that the report of a month can be made again
    after back-dated rows came in.

    The version is 0: it tells about now, not about a date.
    """
    rows = journal if known is None else journal.as_known(known)
    settled = settled_amounts(a for a, _ in rows.applications if a.effective <= at)
    items = (
        open_item(document, document.total - settled.get(document.id, 0))
        for document, _ in rows.documents
        if document.issued <= at and document.kind.side is not Side.NONE
    )
    return [item for item in items if item.balance != 0]


def open_item(document: Document, balance: int) -> OpenItem:
    """Return a document as an open item with a balance."""
    return OpenItem(*document[:9], balance, 0, document.concept, document.reference)


def settled_amounts(applications: Iterable[Application]) -> dict[int, int]:
    """Return what applications take from each document; reversals net by their sign."""
    settled: defaultdict[int, int] = defaultdict(int)
    for application in applications:
        for document_id in (application.from_id, application.to_id):
            if document_id is not None:
                settled[document_id] += application.amount
    return dict(settled)


def lowest_balance(balance: int, touching: Sequence[Application], since: date) -> int:
    """Return a document's lowest balance at the end of any day from `since` on.

    It is below the latest one where something was un-applied later: what was settled
    in between cannot be settled twice, not even by a back-dated row.

    Args:
        balance: the balance after all of `touching`.
        touching: the applications from or to the document.
        since: the day from which a new application would move the balance.
    """
    days = {since, *(a.effective for a in touching if a.effective > since)}
    return min(
        balance + sum(a.amount for a in touching if a.effective > day) for day in days
    )
