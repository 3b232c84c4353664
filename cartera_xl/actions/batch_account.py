"""What a batch of the ledger's history holds: who posted it, when, and its totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.actions.question import totals
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store import batches, queries

if TYPE_CHECKING:
    from cartera_xl.ledger.verbs.undo import Batch
    from cartera_xl.store.batches import Listed
    from cartera_xl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BatchAccount:
    """A batch as the list of batches shows it, and what it entered and applied.

    `totals` are Spanish: «2 facturas por $ 1.690.000». `contacts` counts the addresses
    that it wrote: undoing it does not put back what stood there.
    """

    listed: Listed
    totals: tuple[str, ...]
    contacts: int

    @property
    def name(self) -> str:
        """Return what it was: «lote 5 (pagar, ana, 31/03/2026 09:00)»."""
        return name(self.listed)

    @property
    def size(self) -> str:
        """Return how much it wrote: «1 documento y 2 aplicaciones»."""
        documents = texts.count(self.listed.documents, "documento", "documentos")
        applications = texts.count(
            self.listed.applications, "aplicación", "aplicaciones"
        )
        return f"{documents} y {applications}"

    @property
    def sentence(self) -> str:
        """Return all of it in one line, without its full stop."""
        return ": ".join(
            (f"{self.name}, {self.size}", *filter(None, [", ".join(self.totals)]))
        )


def name(listed: Listed) -> str:
    """Return what a batch was, with its moment in Bogotá."""
    moment = listed.recorded_at.astimezone(BOGOTA)
    return (
        f"lote {listed.revision} ({listed.action}, {listed.actor}, "
        f"{moment:%d/%m/%Y %H:%M})"
    )


def account_of(ledger: Transaction, written: Batch) -> BatchAccount:
    """Return the account of a batch that the ledger holds."""
    [listed] = batches.listed(ledger, 1, written.revision)
    documents = queries.items_by_id(ledger, written.documents)
    applications = queries.applications_by_id(ledger, written.applications)
    parts = tuple(totals(list(documents), list(applications)))
    return BatchAccount(listed, parts, written.contacts)
