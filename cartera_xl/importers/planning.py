"""Deciding an import: what a file's documents mean for the ledger as it stands.

Pure: a reading and what the ledger already holds go in; a posting and findings come
out. A document that is already there is left alone, unless the file knows of a payment
that the ledger does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.importers import comparing
from cartera_xl.importers.directory import Directory
from cartera_xl.ledger.documents import Application, Document, Kind, Side, Use
from cartera_xl.ledger.posting import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cartera_xl.importers.reading import Finding, Reading, SourceDocument
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Contact, Customer

Identity = tuple[Kind, str, int]
# What one file calls an invoice, a file that states balances alone cannot.
_OTHER_KIND: Final = {
    Kind.INVOICE: Kind.OPENING_BALANCE,
    Kind.OPENING_BALANCE: Kind.INVOICE,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing a file would do."""

    posting: Posting
    findings: tuple[Finding, ...]
    known_rows: int  # rows of documents that the ledger already holds, unchanged

    @property
    def blocked(self) -> bool:
        """Tell whether a finding forbids the import."""
        return any(finding.blocks for finding in self.findings)


def plan(
    reading: Reading,
    customers: Iterable[Customer],
    contacts: Iterable[Contact],
    known: Mapping[Identity, OpenItem],
) -> Plan:
    """Decide what a file changes; `known` covers all its documents."""
    draft = _Draft(known, Directory(customers, contacts))
    for document in reading.documents:
        draft.add(document)
    return Plan(draft.posting(), tuple(draft.findings), draft.known_rows)


def identities(documents: Iterable[SourceDocument]) -> set[Identity]:
    """Return the identities that the ledger is asked for before a file is planned."""
    own = {(d.kind, d.number, d.instalment) for d in documents}
    return own | {(_OTHER_KIND[k], n, i) for k, n, i in own if k in _OTHER_KIND}


def receipt_number(kind: Kind, number: str, version: int) -> str:
    """Return the number of the receipt that stands for a payment stated by a file.

    A document's version goes up with every change of its balance, so that it tells one
    payment from the next without asking which receipts there are.
    """
    return f"{texts.document_label(kind, number, 1)}-P{version}"


@dataclass(slots=True)
class _Draft:
    """The posting as it grows, document by document."""

    known: Mapping[Identity, OpenItem]
    directory: Directory
    documents: list[Document] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    versions: dict[int, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    drafted: set[Identity] = field(default_factory=set)
    known_rows: int = 0

    def posting(self) -> Posting:
        """Return what has been drafted."""
        return Posting(
            customers=tuple(self.directory.new),
            contacts=tuple(self.directory.new_contacts),
            documents=tuple(self.documents),
            applications=tuple(self.applications),
            updates=self.directory.updates,
            versions=self.versions,
        )

    def add(self, source: SourceDocument) -> None:
        """Draft one document of the file."""
        customer_id = self.directory.find(source.party)
        identity = source.kind, source.number, source.instalment
        existing = self.known.get(identity)
        if existing is None and self._under_another_kind(source):
            self.findings.append(comparing.other_kind(source))
        elif identity in self.drafted:
            self.findings.append(comparing.repeated(source))
        elif existing is None:
            self._add_new(source, customer_id)
        elif existing.customer_id != customer_id:
            owner = self.directory.name(existing.customer_id)
            self.findings.append(comparing.other_owner(source, owner))
        elif not comparing.same_value(source, existing):
            self.findings.append(comparing.changed(source, existing))
        else:
            self._add_payments(source, existing)

    def _under_another_kind(self, source: SourceDocument) -> bool:
        """Tell whether one debt would be counted twice, as invoice and as balance."""
        other = _OTHER_KIND.get(source.kind)
        return (other, source.number, source.instalment) in self.known

    def _add_new(self, source: SourceDocument, customer_id: int) -> None:
        if source.kind.side is Side.CREDIT:
            self._add_credit(source, customer_id)
            return
        document_id = self._document(source, customer_id, source.total)
        if paid := _paid(source, source.total):
            self._settle(source, document_id, customer_id, source.issued, paid, 1)

    def _add_credit(self, source: SourceDocument, customer_id: int) -> None:
        """Draft a credit with what is left of it: what it paid is not in the file."""
        free = source.total if source.balance is None else source.balance
        if free < source.total:
            self.findings.append(comparing.used_credit(source, free))
        if free > 0:
            self._document(source, customer_id, free)
        else:
            self.known_rows += source.rows

    def _document(self, source: SourceDocument, customer_id: int, total: int) -> int:
        return self._draft(
            Document(
                self._next_id,
                source.kind,
                source.number,
                source.instalment,
                customer_id,
                source.currency,
                source.issued,
                source.due,
                total,
                source.concept,
                source.reference,
            )
        )

    @property
    def _next_id(self) -> int:
        return -len(self.documents) - 1

    def _draft(self, document: Document) -> int:
        self.documents.append(document)
        self.drafted.add((document.kind, document.number, document.instalment))
        return document.id

    def _add_payments(self, source: SourceDocument, existing: OpenItem) -> None:
        """Draft what the file knows to be paid and the ledger does not."""
        if source.kind.side is not Side.DEBIT:
            if source.balance is not None and source.balance < existing.balance:
                self.findings.append(comparing.credit_used_since(source, existing))
            self.known_rows += source.rows
            return
        if source.due != existing.due:
            self.findings.append(comparing.other_due(source, existing))
        paid = _paid(source, existing.total) - (existing.total - existing.balance)
        if paid < 0 and source.balance is not None:
            self.findings.append(comparing.ledger_knows_more(source, existing))
        if paid <= 0:
            self.known_rows += source.rows
            return
        self.versions[existing.id] = existing.version
        self._settle(
            source,
            existing.id,
            existing.customer_id,
            existing.issued,
            paid,
            existing.version + 1,
        )

    def _settle(
        self,
        source: SourceDocument,
        document_id: int,
        customer_id: int,
        issued: date,
        paid: int,
        version: int,
    ) -> None:
        """Draft a receipt for a stated payment, and its application.

        A payment received before the invoice was an advance until the invoice was
        there: it moves the balance from the invoice's date on.
        """
        day = source.settled or issued
        if source.settled is None:
            self.findings.append(comparing.undated_payment(source, paid))
        receipt_id = self._draft(
            Document(
                self._next_id,
                Kind.RECEIPT,
                receipt_number(source.kind, source.number, version),
                source.instalment,
                customer_id,
                source.currency,
                day,
                day,
                paid,
                "Pago informado por el archivo importado",
                source.number,
            )
        )
        self.applications.append(
            Application(
                -len(self.applications) - 1,
                Use.PAYMENT,
                receipt_id,
                document_id,
                customer_id,
                source.currency,
                paid,
                max(day, issued),
            )
        )


def _paid(source: SourceDocument, total: int) -> int:
    """Return how much of a debit the file states as paid."""
    if source.kind.side is not Side.DEBIT:
        return 0
    if source.kind is Kind.OPENING_BALANCE:  # its value is what is left of it
        return total - (source.total if source.balance is None else source.balance)
    if source.balance is not None:
        return total - source.balance
    return total if source.settled else 0
