"""Deshacer: taking a whole batch back by reversal rows, once.

What was applied is reversed, what was reversed is applied again, what was entered is
voided, what was changed is changed back. Where something later stands on the batch,
nothing is undone and the reason names it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Side, Use
from cartera_xl.ledger.facts import (
    VOIDED,
    Certificate,
    QuoteStep,
    Taxes,
    Tender,
    Undoing,
    Withholding,
    WriteOff,
)
from cartera_xl.ledger.money import MAX_MINOR
from cartera_xl.ledger.requests import Request, Reversal
from cartera_xl.ledger.verbs.verb import Rejection
from cartera_xl.ledger.verbs.void import take_out, undoing_day

if TYPE_CHECKING:
    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.facts import Fact
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy

# What goes away with the rows that it tells about, or is answered by a later fact.
_UNDOABLE: Final = (Tender, Withholding, Certificate, WriteOff, Taxes, QuoteStep)


@dataclass(frozen=True, slots=True)
class Batch:
    """What an operation wrote, as the ledger holds it."""

    revision: int
    documents: tuple[int, ...]
    applications: tuple[int, ...]
    facts: tuple[Fact, ...]
    changes: tuple[tuple[int, str, Any, Any], ...]  # customer, field, before, after
    undone: bool = False
    kept: bool = False  # it did something that has a way back of its own


@dataclass(frozen=True, slots=True)
class Undo:
    """A batch to take back; `values` are the customers' fields as they are now."""

    row: int
    batch: Batch
    reason: str
    values: dict[tuple[int, str], Any]

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Undo, books: Books, policy: Policy) -> Rejection | None:
    """Post the undoing of a batch, its newest row first."""
    batch = asked.batch
    # What was allowed when it was posted may be put back whatever the rules are now.
    policy = replace(policy, refunds=True, adjustment_limit=MAX_MINOR)
    if refusal := _broken_rule(asked):
        return Rejection(asked.row, refusal)
    if refusal := _built_upon(batch, books):
        return Rejection(asked.row, refusal)
    for application_id in reversed(batch.applications):
        application = books.applications[application_id]
        if refusal := _take_back(asked, application, books, policy):
            return Rejection(asked.row, refusal)
    for document_id in reversed(batch.documents):
        if rejection := _take_out(asked, document_id, books, policy):
            return rejection
    books.changes += [(who, field, before) for who, field, before, _ in batch.changes]
    for fact in batch.facts:
        if isinstance(fact, QuoteStep):
            books.state(_reopened(fact, asked, policy))
    books.state(Undoing(0, batch.revision))
    return None


def _broken_rule(asked: Undo) -> Refusal | None:
    batch = asked.batch
    if batch.undone:
        return refusals.already_undone(batch.revision)
    kept = batch.kept or any(not isinstance(f, _UNDOABLE) for f in batch.facts)
    touches = batch.documents or batch.applications or batch.changes
    steps = any(isinstance(f, QuoteStep) for f in batch.facts)
    if kept or not (touches or steps):
        return refusals.not_undoable(batch.revision)
    for who, field, _, after in batch.changes:
        if asked.values.get((who, field)) != after:
            return refusals.changed_since(field)
    return None


def _built_upon(batch: Batch, books: Books) -> Refusal | None:
    """Look for what later rows did with the batch's documents."""
    own = set(batch.applications)
    for document_id in batch.documents:
        for application in books.live(document_id):
            if application.id not in own:
                item = books.items[document_id]
                return refusals.built_upon_use(item, application)
    return None


def _take_back(
    asked: Undo, application: Application, books: Books, policy: Policy
) -> Refusal | None:
    """Reverse an application; a reversal's original is applied again."""
    day = undoing_day(application.effective, policy)
    if application.reverses is None:
        if application.id in books.reversed_ids:  # taken back already, one by one
            return None
        if application.use is Use.VOID and (
            item := _later_edition(asked, application, books)
        ):
            return refusals.duplicate(refusals.label(item))
        reversal = Reversal(asked.row, application.id, day, asked.reason)
        return applying.post(reversal, books, policy)
    return applying.post(
        Request(
            asked.row,
            application.use,
            application.from_id,
            application.to_id,
            -application.amount,
            day,
            asked.reason,
        ),
        books,
        policy,
    )


def _later_edition(asked: Undo, void: Application, books: Books) -> OpenItem | None:
    """Return the document that took the number of a voided one since."""
    voided = books.items[void.to_id or void.from_id or 0]
    for item in books.items.values():
        if (
            item[1:4] == voided[1:4]
            and item.id not in (voided.id, *asked.batch.documents)
            and not books.is_voided(item.id)
        ):
            return item
    return None


def _take_out(
    asked: Undo, document_id: int, books: Books, policy: Policy
) -> Rejection | None:
    item = books.items[document_id]
    if books.is_voided(document_id):
        return None
    if item.kind.side is Side.NONE:
        books.state(QuoteStep(0, document_id, policy.today, VOIDED, asked.reason, None))
        return None
    return take_out(asked.row, document_id, books, policy, asked.reason)


def _reopened(step: QuoteStep, asked: Undo, policy: Policy) -> QuoteStep:
    return QuoteStep(0, step.document_id, policy.today, "", asked.reason, None)
