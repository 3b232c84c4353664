"""Posting what a person asked for: exactly once, on the balances as they stand.

What was asked is decided on what the ledger says now. Where the ledger moved on before
the rows were in, it is decided again; where the key is known, the first answer holds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.choices import choices
from cartera_xl.actions.notes import accepted, notes
from cartera_xl.errors import LedgerBusyError
from cartera_xl.ledger import refusals
from cartera_xl.ledger.batch import Decided, decide
from cartera_xl.ledger.facts import QuoteStep
from cartera_xl.ledger.parameters import Allocation
from cartera_xl.ledger.posting import Posting
from cartera_xl.ledger.problems import Problem
from cartera_xl.ledger.requests import Outcome, Policy
from cartera_xl.store import batches, numbers, queries
from cartera_xl.store.command import Posted, Refused, Status
from cartera_xl.store.facts import facts_between, open_from
from cartera_xl.store.positions import Needs, position_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from cartera_xl.actions.batch_account import BatchAccount
    from cartera_xl.actions.context import Context
    from cartera_xl.ledger.batch import Verb
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.verbs.receive import Withheld
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_ATTEMPTS: Final = 5


class Result(StrEnum):
    """What became of a batch."""

    POSTED = "registrado"
    REPEATED = "ya registrado"
    SIMULATED = "simulado"
    REFUSED = "rechazado"
    CANCELLED = "cancelado"  # by the person who was asked


class Kept(NamedTuple):
    """A withholding of a payment that was worked out; amounts in minor units."""

    invoice: str  # as the screen names it
    currency: str
    name: str  # of its rate; "" where its value was typed
    withheld: Withheld


@dataclass(frozen=True, slots=True)
class Advice:
    """What was worked out for the person who asked, and what there is to know of it."""

    kept: tuple[Kept, ...] = ()
    notes: tuple[str, ...] = ()  # Spanish sentences


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch: its verbs, what they are about, and the row versions a person saw.

    `rejected` are rows that could not be read as a verb: they stop the batch, and the
    others are judged all the same.
    """

    verbs: tuple[Verb, ...]
    needs: Needs = field(default_factory=Needs)
    versions: Mapping[int, int] = field(default_factory=dict)
    rejected: tuple[Outcome, ...] = ()
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch is to be posted.

    `typed` tells what was asked in a form that does not change from one call to the
    next; with `key` it makes sure that it is posted once. `rows` say which rows of a
    workbook it is, so that they are cleared there.
    """

    action: str
    typed: str
    key: str = ""
    simulate: bool = False
    rows: tuple[tuple[str, tuple[str, ...], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A document that a batch made or moved; amounts in minor units.

    `before` is None for a document that the batch made.
    """

    item: OpenItem
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a batch comes to on the ledger as it stood; it holds until the next posting.

    `state` is the ledger's, read before the rest was.
    """

    state: str
    asked: Asked
    decided: Decided
    parameters: Parameters
    items: Mapping[int, OpenItem]


@dataclass(frozen=True, slots=True)
class Done:
    """The account of a batch."""

    result: Result
    outcomes: tuple[Outcome, ...] = ()
    posted: Posted | None = None
    moved: tuple[Moved, ...] = ()
    refused: Refused | None = None  # by the store: versions, a key that is taken
    posting: Posting = field(default_factory=Posting)  # of what was only simulated
    undone: BatchAccount | None = None  # the batch that this one takes back
    notes: tuple[str, ...] = ()  # what else there is to know, a sentence each
    advice: Advice | None = None
    decision: Decision | None = None  # of what was not written
    draft: Path | None = None  # of the mail that it logged

    @property
    def revision(self) -> int | None:
        """Return the batch's number, where it is in the ledger."""
        return self.posted.revision if self.posted else None

    @property
    def asked(self) -> int:
        """Return how many rows asked for something."""
        return len({outcome.row for outcome in self.outcomes})

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return why it was refused, a sentence each."""
        if self.refused:
            return tuple(problem.sentence for problem in self.refused.problems)
        return tuple(outcome.sentence for outcome in self.outcomes if outcome.stops)


def post(
    store: Store,
    plan: Callable[[Transaction], Asked],
    batch: Batch,
    context: Context,
    tried: Done | None = None,
) -> Done:
    """Post a batch, or say what it would do or why not.

    What the same batch came to when it was `tried` is not worked out again while nobody
    has posted since.

    Raises:
        CarteraError: what was named is not there; nothing is written.
        StoreError: the ledger is busy or broken; the sentence says what was written.
    """
    if batch.key and not batch.simulate:
        answer = store.answered(batch.key, batch.action, batch.typed)
        if answer is not None:
            return _answered(store, answer, ())
    before = tried.decision if tried else None
    for _ in range(_ATTEMPTS):
        decision = _decide(store, plan, context, before)
        asked, decided = decision.asked, decision.decided
        if asked.rejected or not decided.accepted or batch.simulate:
            unwritten = _unwritten(asked, decided, decision.items)
            return replace(unwritten, advice=asked.advice, decision=decision)
        posting = replace(
            decided.posting,
            versions=asked.versions,
            parameters=numbers.parameters(decision.parameters, decided.numbers),
        )
        command = context.command(batch.action, posting, batch.key)
        answer = store.execute(replace(command, typed=batch.typed, rows=batch.rows))
        if isinstance(answer, Posted) or answer.status in (
            Status.STALE,
            Status.KEY_TAKEN,
        ):
            done = _answered(store, answer, decided.outcomes)
            return replace(done, advice=asked.advice)
        # Somebody posted in between: decide again on what there is now.
    raise LedgerBusyError


def _decide(
    store: Store,
    plan: Callable[[Transaction], Asked],
    context: Context,
    before: Decision | None,
) -> Decision:
    state = store.state()
    if before and before.state == state:
        return before
    with store.reading() as ledger:
        parameters = choices(ledger)
        asked = plan(ledger)
        last = numbers.last_numbers(ledger, parameters)
        position = position_of(ledger, asked.needs, last)
        allowed = policy(ledger, parameters, context)
    decided = decide(asked.verbs, position, allowed)
    return Decision(state, asked, decided, parameters, position.items)


def policy(ledger: Transaction, parameters: Parameters, context: Context) -> Policy:
    """Return what the company allows today."""
    return Policy(
        today=context.today,
        open_from=open_from(ledger) or date.min,
        refunds=parameters.refunds,
        adjustment_limits=parameters.adjustment_limits,
        receipt_prefix=parameters.receipt_prefix,
        interest_first=parameters.allocation is Allocation.INTEREST,
    )


def _unwritten(asked: Asked, decided: Decided, items: Mapping[int, OpenItem]) -> Done:
    """Return the account of what was not written: refused, or only simulated."""
    moved = tuple(Moved(items[i], *ends) for i, ends in decided.moved.items())
    if decided.accepted and not asked.rejected:
        quotes = [items[i] for i in sorted(accepted(decided.posting.facts))]
        return Done(
            Result.SIMULATED,
            decided.outcomes,
            moved=moved,
            posting=decided.posting,
            notes=tuple(notes(quotes, decided.posting.documents)),
        )
    waiting = (
        o if o.stops else Outcome(o.row, *refusals.BATCH_REFUSED)
        for o in decided.outcomes
    )
    return Done(Result.REFUSED, (*asked.rejected, *waiting), moved=moved)


def _answered(
    store: Store, answer: Posted | Refused, outcomes: tuple[Outcome, ...]
) -> Done:
    if isinstance(answer, Refused):
        return Done(Result.REFUSED, outcomes, refused=answer)
    result = Result.REPEATED if answer.repeated else Result.POSTED
    with store.reading() as ledger:
        if answer.repeated and (refused := _taken_back(ledger, answer)):
            return Done(Result.REFUSED, outcomes, refused=refused)
        moved = tuple(_moved(ledger, answer))
        told = tuple(_notes(ledger, answer))
        return Done(result, outcomes, answer, moved, notes=told)


def _taken_back(ledger: Transaction, posted: Posted) -> Refused | None:
    """Return why the first answer of a key no longer holds: its batch was undone.

    Given again it would say that something is in the ledger which is not, and a
    workbook would lose what was typed.
    """
    [batch] = batches.listed(ledger, 1, posted.revision)
    if batch.undone_by is None:
        return None
    sentence = (
        f"Con esta clave ya se registró el lote {batch.revision}, y el lote "
        f"{batch.undone_by} lo deshizo: nada de él está en la cartera. Actualice el "
        "libro, que conserva lo digitado, o use otra clave."
    )
    return Refused(Status.UNDONE, (Problem(posted.key, "lote_deshecho", sentence),))


def _notes(ledger: Transaction, posted: Posted) -> Iterable[str]:
    if not posted.facts:
        return ()
    answered = accepted(facts_between(ledger, QuoteStep, posted.facts))
    quotes = queries.items_by_id(ledger, sorted(answered))
    return notes(quotes, queries.items_by_id(ledger, posted.documents))


def _moved(ledger: Transaction, posted: Posted) -> Iterable[Moved]:
    """Return what a batch made and moved, with the balances that it found and left."""
    own = queries.applications_by_id(ledger, posted.applications)
    taken = _taken(own)
    ids = {*posted.documents, *taken}
    touching = queries.position(ledger, ids).applications if posted.repeated else ()
    later = _taken(a for a in touching if a.id >= posted.applications.stop)
    for item in queries.items_by_id(ledger, ids):
        after = item.balance + later[item.id]
        before = None if item.id in posted.documents else after + taken[item.id]
        yield Moved(item, before, after)


def _taken(applications: Iterable[Application]) -> Counter[int]:
    """Return what applications took from each document's balance."""
    taken: Counter[int] = Counter()
    for application in applications:
        for end in (application.from_id, application.to_id):
            if end is not None:
                taken[end] += application.amount
    return taken
