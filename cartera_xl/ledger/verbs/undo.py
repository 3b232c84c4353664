"""Deshacer: taking a whole batch back by reversal rows, once.

What was applied is reversed, what was reversed is applied again, what was entered is
voided, what was changed is changed back. Where something later stands on the batch,
nothing is undone and the reason names it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cartera_xl import texts
from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.facts import (
    ACCEPTED,
    REJECTED,
    VOIDED,
    Certificate,
    Closing,
    ContactMade,
    Event,
    EventEnd,
    Joining,
    Profile,
    QuoteStep,
    Rate,
    Taxes,
    Tender,
    Undoing,
    Withholding,
    WriteOff,
)
from cartera_xl.ledger.verbs.customers import broken_code
from cartera_xl.ledger.verbs.restating import state_the_one_before
from cartera_xl.ledger.verbs.taking_back import take_back, what_to_take_back
from cartera_xl.ledger.verbs.verb import Rejection
from cartera_xl.ledger.verbs.void import take_out

if TYPE_CHECKING:
    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.facts import Fact
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy

# What goes away with the rows that it tells about, or is answered by a later fact.
_UNDOABLE: Final = (
    *(Tender, Withholding, Certificate, WriteOff, Taxes, QuoteStep),
    *(Event, EventEnd, ContactMade),
)
_ANSWERED: Final = (QuoteStep, Certificate, Event, EventEnd)
# What has a way back of its own, and which.
_OWN_WAY: Final[dict[type, str]] = {
    Closing: "cerró o reabrió un mes, y eso se cambia con «cartera cerrar»",
    Joining: "unió o separó fichas de clientes, y eso se cambia con «cartera clientes»",
    Rate: "fijó una tarifa de retención, y la corrige otra tarifa",
    Profile: "fijó qué retiene un cliente, y eso se cambia con «cartera clientes»",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """What an operation wrote, as the ledger holds it."""

    revision: int
    documents: tuple[int, ...]
    applications: tuple[int, ...]
    facts: tuple[Fact, ...]
    changes: tuple[tuple[int, str, Any, Any], ...]  # customer, field, before, after
    undone: bool = False
    kept: bool = False  # it changed parameters: they have a way back of their own
    contacts: int = 0  # addresses that it wrote: what stood there is kept nowhere


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
    policy = replace(policy, refunds=True, adjustment_limits=None)
    if refusal := _broken_rule(asked, books) or _built_upon(batch, books):
        return Rejection(asked.row, refusal)
    for application in what_to_take_back(batch, books):
        if refusal := take_back(asked, application, books, policy):
            return Rejection(asked.row, refusal)
    for document_id in reversed(batch.documents):
        if rejection := _take_out(asked, document_id, books, policy):
            return rejection
    books.changes += [(who, field, before) for who, field, before, _ in batch.changes]
    for fact in batch.facts:
        _take_back_fact(fact, asked, books, policy)
    books.state(Undoing(0, batch.revision))
    return None


def _broken_rule(asked: Undo, books: Books) -> Refusal | None:
    batch = asked.batch
    if batch.undone or batch.revision in _undone(books):
        return refusals.already_undone(batch.revision)
    if refusal := why_not(batch):
        return refusal
    for who, field, before, after in batch.changes:
        if asked.values.get((who, field)) != after:
            return refusals.changed_since(field)
        if field == "code" and (refusal := broken_code(before, books)):
            return refusal
    return None


def why_not(batch: Batch) -> Refusal | None:
    """Return why Deshacer is not the way back of what a batch did, if it is not."""
    if batch.undone:
        return refusals.already_undone(batch.revision)
    for fact in batch.facts:
        if isinstance(fact, Undoing):
            what = f"deshizo el lote {fact.undone}, y un lote deshecho no vuelve"
            return refusals.not_undoable(batch.revision, what)
        if not isinstance(fact, _UNDOABLE):
            return refusals.not_undoable(batch.revision, _OWN_WAY[type(fact)])
    if batch.kept:
        what = "cambió parámetros, y eso se cambia con «cartera parametros»"
        return refusals.not_undoable(batch.revision, what)
    answers = any(isinstance(f, _ANSWERED) for f in batch.facts)
    if batch.documents or batch.applications or batch.changes or answers:
        return None
    if batch.contacts:
        return refusals.contacts_not_undone(batch.revision)
    if any(isinstance(f, Taxes) for f in batch.facts):
        what = "solo agregó bases e IVA: no mueve saldos, y una base no se borra"
        return refusals.not_undoable(batch.revision, what)
    what = "solo creó clientes: no mueve saldos, y un cliente no se borra"
    return refusals.not_undoable(batch.revision, what)


def _undone(books: Books) -> list[int]:
    """Return what the same batch of verbs has undone already."""
    return [f.undone for f in books.facts if isinstance(f, Undoing)]


def _built_upon(batch: Batch, books: Books) -> Refusal | None:
    """Look for what later rows did with the batch's documents."""
    own = set(batch.applications)
    for document_id in batch.documents:
        item = books.items[document_id]
        for application in books.live(document_id):
            if application.id not in own:
                return refusals.built_upon_use(item, application)
        state = books.known.quote_state(document_id)
        if state in (ACCEPTED, REJECTED) and not _answers(batch, document_id):
            return refusals.built_upon(item, texts.QUOTE_ANSWERS[state].lower())
    return None


def _answers(batch: Batch, quote_id: int) -> bool:
    """Tell whether a batch holds the customer's answer to a quote."""
    return any(
        isinstance(f, QuoteStep) and f.document_id == quote_id and f.state
        for f in batch.facts
    )


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


def _take_back_fact(fact: Fact, asked: Undo, books: Books, policy: Policy) -> None:
    """State what was known before a fact; most go with the row that they tell about."""
    batch = asked.batch
    if isinstance(fact, QuoteStep):
        if fact.state and fact.document_id not in batch.documents:
            books.state(
                QuoteStep(0, fact.document_id, policy.today, "", asked.reason, None)
            )
    elif isinstance(fact, Event):
        # Also what had ended by then: what was logged by mistake is void.
        books.state(EventEnd(0, fact.id, policy.today, VOIDED, asked.reason))
    elif isinstance(fact, EventEnd):
        if not _is_own(fact, batch) and not _is_void(fact, books):
            books.state(EventEnd(0, fact.event_id, policy.today, "", asked.reason))
    elif (
        isinstance(fact, Certificate | Withholding)
        and fact.application_id not in batch.applications
    ):
        state_the_one_before(fact, books)


def _is_own(end: EventEnd, batch: Batch) -> bool:
    """Tell whether the batch that ended a step of collecting had logged it too."""
    return any(isinstance(f, Event) and f.id == end.event_id for f in batch.facts)


def _is_void(end: EventEnd, books: Books) -> bool:
    """Tell whether what was ended was undone later: it stays so."""
    return books.known.event_outcome(end.event_id) == VOIDED
