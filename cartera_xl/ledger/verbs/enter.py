"""Entering a document by hand: an invoice, a note, an advance, a quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.checks import check_document
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import Taxes, Tender
from cartera_xl.ledger.fifo import Share
from cartera_xl.ledger.verbs.sharing import on_day, post_shares
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Document, OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy
    from cartera_xl.ledger.verbs.receive import Means

ADVANCE_PREFIX: Final = "AN-"


@dataclass(frozen=True, slots=True)
class Enter:
    """A document as it was typed; without a number it gets the next of `series`.

    `base` and `vat` are what withholdings are proposed from later.
    """

    row: int
    document: Document
    money: tuple[Means, ...] = ()  # of an advance
    base: int | None = None
    vat: int = 0
    series: str = ""
    entered_id: int = 0  # below zero: how later rows of the batch name the document

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Enter, books: Books, policy: Policy) -> Rejection | None:
    """Post a document; a credit note settles at once the invoice that it names."""
    document = asked.document
    if not document.number.strip() and asked.series:
        document = document._replace(number=books.number(asked.series))
    if refusal := broken_document(document, books, policy) or broken_due(document):
        return Rejection(asked.row, refusal)
    row_id = books.enter(document, asked.entered_id)
    for amount, means, cash_account, reference in asked.money:
        books.state(Tender(0, row_id, None, means, cash_account, reference, amount))
    if asked.base is not None:
        books.state(Taxes(0, row_id, asked.base, asked.vat))
    if document.kind is Kind.CREDIT_NOTE and document.reference:
        return _settle_named(asked, row_id, books, policy)
    return None


def broken_document(
    document: Document, books: Books, policy: Policy, replaced: OpenItem | None = None
) -> Refusal | None:
    """Return the rule that a typed document breaks.

    Args:
        document: as it would be entered.
        books: with every document of the same identity.
        policy: which days are open.
        replaced: the document that this one takes the place of.
    """
    if document.total <= 0:
        return refusals.AMOUNT_NOT_POSITIVE
    for problem in check_document(document):
        if problem.blocks:
            return refusals.broken_document(problem)
    for taken in books.same(document):
        if replaced is None or taken.id != replaced.id:
            return refusals.duplicate(refusals.label(taken))
    return applying.broken_date(document.issued, policy)


def broken_due(document: Document) -> Refusal | None:
    """Return that a typed document falls due before its date; imported ones may."""
    if document.due < document.issued:
        return refusals.due_before_issue(document)
    return None


def _settle_named(
    asked: Enter, credit_id: int, books: Books, policy: Policy
) -> Rejection | None:
    credit = books.items[credit_id]
    debits = books.debits_of(credit.customer_id, credit.currency)
    shares, left = [], credit.total
    for debit in on_day(debits, credit.issued, books):
        amount = min(left, debit.balance)
        if debit.number == credit.reference and amount > 0:
            shares.append(Share(credit_id, debit.id, amount))
            left -= amount
    return post_shares(asked.row, shares, credit.issued, books, policy)
