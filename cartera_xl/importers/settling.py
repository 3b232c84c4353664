"""What a file says was taken from balances, and the rows that take as much from ours.

A file states balances, not what moved them. Where a customer's credit and invoices both
went down, the credit paid them: the invoice that it names first, then the oldest due.
What is left of an invoice's drop was money, a receipt; what is left of a credit's drop
went to no invoice of the file, and is a refund. Open and free are then the file's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl import texts
from cartera_xl.importers import comparing
from cartera_xl.ledger import fifo
from cartera_xl.ledger.documents import (
    CREDIT_KINDS,
    Application,
    Document,
    Kind,
    OpenItem,
    Use,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cartera_xl.importers.notices import Notice
    from cartera_xl.importers.reading import Finding, SourceDocument


class Drop(NamedTuple):
    """How much lower a balance is in the file than in the ledger."""

    source: SourceDocument
    document_id: int
    customer_id: int
    kind: Kind
    issued: date  # as the ledger has it
    amount: int
    version: int  # that the document will have


def settle(drops: list[Drop], entered: int) -> Settlement:
    """Settle all drops of a file, of which so many new documents were entered."""
    settlement = Settlement(entered)
    left = settlement.apply_credits(drops)
    for drop in drops:
        amount = left.get(drop.document_id, drop.amount)
        if amount <= 0:
            continue
        if drop.kind in CREDIT_KINDS:
            settlement.refund(drop, amount)
        else:
            settlement.receive(drop, amount)
    return settlement


@dataclass(slots=True)
class Settlement:
    """The rows that settle drops; receipts are numbered after the documents entered."""

    entered: int
    receipts: list[Document] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def apply_credits(self, drops: list[Drop]) -> dict[int, int]:
        """Apply credits that dropped; return what is then left of their accounts."""
        chosen = _with_credits(drops)
        left = {drop.document_id: drop.amount for drop in chosen}
        by_id = {drop.document_id: drop for drop in chosen}
        for share in fifo.plan(map(_item, chosen)):
            left[share.credit_id] -= share.amount
            left[share.debit_id] -= share.amount
            self._apply(by_id[share.credit_id], by_id[share.debit_id], share.amount)
        return left

    def _apply(self, credit: Drop, debit: Drop, amount: int) -> None:
        day = max(_day(debit), credit.issued)
        self._add(
            Use.CREDIT, credit, credit.document_id, debit.document_id, amount, day
        )
        source = debit.source
        label = texts.document_label(source.kind, source.number, source.instalment)
        self._say(comparing.CREDIT_APPLIED, credit, used=amount, debit=label)

    def receive(self, drop: Drop, paid: int) -> None:
        """Draft a receipt for a stated payment, and its application.

        A payment received before the invoice was an advance until the invoice was
        there: it moves the balance from the invoice's date on.
        """
        source = drop.source
        day = source.settled or drop.issued
        if source.settled is None:
            self._say(comparing.UNDATED_PAYMENT, drop, paid=paid)
        receipt_id = -self.entered - len(self.receipts) - 1
        self.receipts.append(
            Document(
                receipt_id,
                Kind.RECEIPT,
                receipt_number(drop.kind, source.number, drop.version),
                source.instalment,
                drop.customer_id,
                source.currency,
                day,
                day,
                paid,
                "Pago informado por el archivo importado",
                source.number,
            )
        )
        self._add(Use.PAYMENT, drop, receipt_id, drop.document_id, paid, _day(drop))

    def refund(self, drop: Drop, amount: int) -> None:
        """Draft that a credit went where the file has no invoice for it."""
        self._add(Use.REFUND, drop, drop.document_id, None, amount, _day(drop))
        self._say(comparing.CREDIT_SPENT, drop, used=amount)

    def _add(
        self,
        use: Use,
        drop: Drop,
        from_id: int,
        to_id: int | None,
        amount: int,
        day: date,
    ) -> None:
        self.applications.append(
            Application(
                -len(self.applications) - 1,
                use,
                from_id,
                to_id,
                drop.customer_id,
                drop.source.currency,
                amount,
                day,
            )
        )

    def _say(self, notice: Notice, drop: Drop, **facts: object) -> None:
        self.findings.append(comparing.say(notice, drop.source, **facts))


def receipt_number(kind: Kind, number: str, version: int) -> str:
    """Return the number of the receipt that stands for a payment stated by a file.

    A document's version goes up with every change of its balance, so that it tells one
    payment from the next without asking which receipts there are.
    """
    return f"{texts.document_label(kind, number, 1)}-P{version}"


def _with_credits(drops: Sequence[Drop]) -> list[Drop]:
    """Return the drops of customers of whom a credit dropped."""
    customers = {drop.customer_id for drop in drops if drop.kind in CREDIT_KINDS}
    return [d for d in drops if d.customer_id in customers] if customers else []


def _day(drop: Drop) -> date:
    return max(drop.source.settled or drop.issued, drop.issued)


def _item(drop: Drop) -> OpenItem:
    """Return a drop as an item that is open, or free, for as much as it dropped."""
    source = drop.source
    return OpenItem(
        drop.document_id,
        drop.kind,
        source.number,
        source.instalment,
        drop.customer_id,
        source.currency,
        drop.issued,
        source.due,
        drop.amount,
        drop.amount,
        drop.version,
        source.concept,
        source.reference,
    )
