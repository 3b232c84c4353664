"""Deciding an import: what a file's documents mean for the ledger as it stands.

Pure: a reading and what the ledger already holds go in; a posting and findings come
out. A document that is already there is left alone, unless the file knows of a lower
balance than the ledger's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.importers import comparing, notices
from cartera_xl.importers.comparing import OPENINGS
from cartera_xl.importers.directory import Directory
from cartera_xl.importers.reading import SourceDocument
from cartera_xl.importers.settling import Drop, settle
from cartera_xl.ledger.documents import (
    CREDIT_KINDS,
    DEBIT_KINDS,
    Document,
    Kind,
    Side,
)
from cartera_xl.ledger.facts import Taxes
from cartera_xl.ledger.posting import Posting
from cartera_xl.ledger.refusals import money
from cartera_xl.ledger.tuples import tuples

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cartera_xl.importers.notices import Notice
    from cartera_xl.importers.reading import Finding, Reading
    from cartera_xl.importers.settling import Settlement
    from cartera_xl.ledger.documents import Identity, OpenItem
    from cartera_xl.ledger.posting import Contact, Customer

# What one file calls an invoice, a file that states balances alone cannot.
_OTHER_KIND: Final = {
    Kind.INVOICE: Kind.OPENING_BALANCE,
    Kind.OPENING_BALANCE: Kind.INVOICE,
}
# A balance that changed sides is zero on the side where it was.
_OPPOSITE: Final = dict(zip(OPENINGS, reversed(OPENINGS), strict=True))


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
    taxed: Collection[int] = (),
) -> Plan:
    """Decide what a file changes.

    Args:
        reading: what the file holds.
        customers: all of the ledger's.
        contacts: theirs.
        known: the ledger's documents of the `identities` of the file's.
        taxed: the ids of those whose taxable base the ledger knows.
    """
    directory = Directory(customers, contacts)
    draft = _Draft(reading.documents, directory, known, taxed)
    settlement = settle(draft.drops, len(draft.documents))
    findings = (*draft.findings, *settlement.findings)
    return Plan(draft.posting(settlement), findings, draft.known_rows)


def identities(
    documents: Iterable[SourceDocument], kinds: Collection[Kind]
) -> set[Identity]:
    """Return the identities that the ledger is asked for before a file is planned.

    Args:
        documents: those of the file; each may be there under another kind.
        kinds: of the documents that the ledger has: it is not asked for others.
    """
    asked: dict[Kind, list[Kind]] = {}
    for kind in Kind:
        names = (kind, _OTHER_KIND.get(kind), _OPPOSITE.get(kind))
        asked[kind] = [name for name in names if name is not None and name in kinds]
    debits = [kind for kind in DEBIT_KINDS if kind in kinds]
    return {
        (kind, d.number, d.instalment) for d in documents for kind in asked[d.kind]
    }.union(
        (kind, d.reference, 1)
        for d in documents
        if _names_its_own_number(d)
        for kind in debits
    )


def _names_its_own_number(source: SourceDocument) -> bool:
    """Tell whether a credit was a negative row, which goes by an invoice's number."""
    return source.kind in CREDIT_KINDS and source.reference == source.number != ""


class _Draft:
    """The posting as it grows: known documents one by one, new ones at once."""

    def __init__(
        self,
        documents: Sequence[SourceDocument],
        directory: Directory,
        known: Mapping[Identity, OpenItem],
        taxed: Collection[int],
    ) -> None:
        self.known, self.taxed = known, taxed
        parties = dict.fromkeys(document.party for document in documents)
        self.customer_ids = {party: directory.find(party) for party in parties}
        self.directory = directory
        self.openings = {d[1:4] for d in documents if d.kind in OPENINGS}
        self.drops: list[Drop] = []
        self.versions: dict[int, int] = {}
        self.findings: list[Finding] = []
        self.known_rows = 0
        self.taxes: list[Taxes] = []
        new = [d for d in documents if not self._is_known(d)] if known else documents
        if self.taxes:
            added = comparing.TAXES_ADDED.at(0, count=len(self.taxes))
            self.findings.append(added)
        named = {d.number for d in documents if d.kind in DEBIT_KINDS}
        self.invoices = named | {n for kind, n, _ in known if kind in DEBIT_KINDS}
        self.documents = self._enter(self._worth(self._once(new)))

    def posting(self, settlement: Settlement) -> Posting:
        """Return what has been drafted, and what settles it."""
        return Posting(
            customers=tuple(self.directory.new),
            contacts=tuple(self.directory.new_contacts),
            documents=(*self.documents, *settlement.receipts),
            applications=tuple(settlement.applications),
            facts=tuple(self.taxes),
            updates=self.directory.updates,
            versions=self.versions,
        )

    def _say(self, notice: Notice, source: SourceDocument, **facts: object) -> None:
        self.findings.append(comparing.say(notice, source, **facts))

    def _is_known(self, source: SourceDocument) -> bool:
        """Tell whether the ledger knows a document; note what the file knows better."""
        existing = self.known.get(source[1:4])
        if source.kind in OPENINGS:
            self._drop_opposite(source)
        if existing is not None:
            self._compare(source, existing)
            return True
        if source.total and self._under_another_kind(source):
            self._say(comparing.OTHER_KIND, source)
            return True
        return False

    def _under_another_kind(self, source: SourceDocument) -> bool:
        """Tell whether one debt would be counted twice, as invoice and as balance."""
        other = _OTHER_KIND.get(source.kind)
        if other is None:
            return False
        return (other, source.number, source.instalment) in self.known

    def _drop_opposite(self, source: SourceDocument) -> None:
        """Take out what the ledger has on the side of which the file says nothing."""
        identity = (_OPPOSITE[source.kind], source.number, source.instalment)
        existing = None if identity in self.openings else self.known.get(identity)
        if existing is None or existing.customer_id != self.customer_ids[source.party]:
            return
        if existing.balance > 0:
            self._drop(source, existing, existing.balance)

    def _compare(self, source: SourceDocument, existing: OpenItem) -> None:
        if existing.customer_id != self.customer_ids[source.party]:
            owner = self.directory.name(existing.customer_id)
            self._say(comparing.OTHER_OWNER, source, owner=owner)
        elif not comparing.same_value(source, existing):
            ours = money(existing.total, existing.currency)
            self._say(comparing.CHANGED, source, ours=ours)
        else:
            self._compare_balances(source, existing)

    def _compare_balances(self, source: SourceDocument, existing: OpenItem) -> None:
        if source.kind.side is Side.DEBIT and source.due != existing.due:
            our_due = texts.day(existing.due)
            self._say(comparing.OTHER_DUE, source, our_due=our_due)
        if existing.id not in self.taxed:
            self._tax(existing.id, source)
        drop = existing.balance - _balance(source, existing.balance)
        if drop > 0:
            self._drop(source, existing, drop)
            return
        self.known_rows += source.rows
        if drop < 0:
            self._say(comparing.LEDGER_KNOWS_MORE, source, ours=existing.balance)

    def _drop(self, source: SourceDocument, existing: OpenItem, amount: int) -> None:
        self.versions[existing.id] = existing.version
        self.drops.append(
            Drop(
                source,
                existing.id,
                existing.customer_id,
                existing.kind,
                existing.issued,
                amount,
                existing.version + 1,
            )
        )

    def _once(self, new: Sequence[SourceDocument]) -> Sequence[SourceDocument]:
        """Leave out documents that the file has twice, and say so."""
        if len({source[1:4] for source in new}) == len(new):
            return new
        seen: dict[Identity, SourceDocument] = {}
        for source in new:
            if seen.setdefault(source[1:4], source) is not source:
                self._say(comparing.REPEATED, source)
        return list(seen.values())

    def _worth(self, new: Sequence[SourceDocument]) -> Sequence[SourceDocument]:
        """Return what is worth entering: credits with what is left of them."""
        kept: list[SourceDocument] = []
        for source in new:
            if source.total and source.kind not in CREDIT_KINDS:
                kept.append(source)
            elif left := self._left(source):
                kept.append(source._replace(total=left, balance=left))
            else:
                self.known_rows += source.rows
        return kept

    def _left(self, source: SourceDocument) -> int:
        """Return what is left of a credit: what it paid is not in the file."""
        if source.total == 0:
            zero = notices.AMOUNT_ZERO.at(source.row, number=source.number)
            self.findings.append(zero)
            return 0
        left = _balance(source, source.total)
        if left < source.total:
            self._say(comparing.USED_CREDIT, source)
        return left

    def _enter(self, new: Sequence[SourceDocument]) -> list[Document]:
        """Return new documents; note which of them the file states as paid."""
        documents = self._documents(new)
        for document, source in zip(documents, new, strict=True):
            if source.base is not None:
                self._tax(document.id, source)
            if source.settled is None and source.balance is None:
                continue
            if paid := source.total - _balance(source, source.total):
                self.drops.append(
                    Drop(
                        source,
                        document.id,
                        document.customer_id,
                        source.kind,
                        source.issued,
                        paid,
                        version=1,
                    )
                )
        return documents

    def _documents(self, new: Sequence[SourceDocument]) -> list[Document]:
        if not new:
            return []
        stated = dict(zip(SourceDocument._fields, zip(*new, strict=True), strict=True))
        ids = range(-1, -len(new) - 1, -1)
        customers = map(self.customer_ids.__getitem__, stated["party"])
        columns = {
            **stated,
            "id": ids,
            "customer_id": customers,
            "edition": repeat(1, len(new)),
            "reference": map(self._reference, new),
        }
        return list(tuples(Document, *(columns[name] for name in Document._fields)))

    def _tax(self, document_id: int, source: SourceDocument) -> None:
        if source.base is not None and source.vat is not None:
            own = (document_id, source.base, source.vat)
            self.taxes.append(Taxes(-len(self.taxes) - 1, *own))

    def _reference(self, source: SourceDocument) -> str:
        """Return the invoice that a credit names; its own number names none."""
        if _names_its_own_number(source) and source.number not in self.invoices:
            return ""
        return source.reference


def _balance(source: SourceDocument, unless_stated: int) -> int:
    """Return how much a file says is left of a document."""
    if source.kind.side is Side.NONE:
        return unless_stated
    if source.kind in OPENINGS:  # their value is what is left, unless there is a lower
        return source.total if source.balance is None else source.balance
    if source.balance is not None:
        return source.balance
    return 0 if source.settled and source.kind.side is Side.DEBIT else unless_stated
