"""Deshacer: a whole batch back, by reversal rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.actions.batch_account import account_of, name
from cartera_xl.actions.finding import NamedError
from cartera_xl.actions.linking import ends, linked
from cartera_xl.actions.posting import Asked, Batch, Result, post
from cartera_xl.ledger.books import identity
from cartera_xl.ledger.facts import Certificate, EventEnd, QuoteStep, Withholding
from cartera_xl.ledger.facts import Undoing as UndoingFact
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.undo import Undo, why_not
from cartera_xl.store import batches, queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.actions.batch_account import BatchAccount
    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.verbs.undo import Batch as Written
    from cartera_xl.store import Store
    from cartera_xl.store.batches import Listed
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "deshacer"


class BatchNotFoundError(NamedError):
    """No batch has this number or key."""

    code = Status.NOT_FOUND

    def __init__(self, text: str) -> None:
        super().__init__(f"No hay un lote «{text}»: vea «cartera lotes».")


class NothingToUndoError(NamedError):
    """Nothing was ever posted."""

    code = Status.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("No hay un lote que deshacer: vea «cartera lotes».")


class LastNotUndoableError(NamedError):
    """The last batch is none that is undone; an older one is taken only by its name."""

    code = Status.NOT_UNDOABLE

    def __init__(self, last: Listed, why: Refusal) -> None:
        super().__init__(
            f"El último es el {name(last)}. {why.sentence} Para deshacer otro, dígalo: "
            "«cartera deshacer N»; «cartera lotes» los muestra."
        )


@dataclass(frozen=True, slots=True)
class Undoing:
    """What was typed: a batch's number or key; none: the last batch."""

    batch: str = ""
    reason: str = ""


def run(
    store: Store,
    asked: Undoing,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
    confirm: Callable[[str], bool] = lambda _question: True,
) -> Done:
    """Post the reversal of a batch; the answer tells which one it was.

    The batch that `confirm` is asked about is the one that is undone, whoever posts in
    between.

    Raises:
        NamedError: there is no such batch, or the last one is none that is undone.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    if key and not simulate and store.answered(key, ACTION, batch.typed):
        return _told(store, post(store, lambda _: Asked(()), batch, context))
    with store.reading() as ledger:
        written = _written(ledger, asked)
        account = account_of(ledger, written)
    pinned = replace(asked, batch=str(written.revision))

    def planner(ledger: Transaction) -> Asked:
        return plan(ledger, pinned)

    tried = post(store, planner, replace(batch, simulate=True), context)
    if simulate or tried.result is Result.REFUSED:
        return replace(tried, undone=account)
    if not confirm(question(account)):
        return replace(tried, result=Result.CANCELLED, undone=account)
    return replace(post(store, planner, batch, context), undone=account)


def question(account: BatchAccount) -> str:
    """Return the question before a batch is undone: what it was, with its totals."""
    contacts = f" {KEPT_CONTACTS}" if account.contacts else ""
    return (
        f"Deshacer el {account.sentence}. Nada se borra: quedan el lote y su "
        f"reversión, y Ctrl-Z no deshace lo registrado.{contacts} ¿Deshacer?"
    )


KEPT_CONTACTS: Final = "Los correos y teléfonos que cambió se quedan como están."


def _told(store: Store, done: Done) -> Done:
    """Add which batch it was that a posting of before undid."""
    if done.posted is None:
        return done
    with store.reading() as ledger:
        own = named(ledger, str(done.posted.revision))
        [undone] = [f.undone for f in own.facts if isinstance(f, UndoingFact)]
        return replace(done, undone=account_of(ledger, named(ledger, str(undone))))


def plan(ledger: Transaction, asked: Undoing) -> Asked:
    """Return what undoing a batch asks of the ledger.

    Raises:
        NamedError: there is no such batch.
    """
    written = _written(ledger, asked)
    verb = Undo(0, written, asked.reason or "lote deshecho", _values(ledger))
    return Asked((verb,), _needs(ledger, written))


def _written(ledger: Transaction, asked: Undoing) -> Written:
    return named(ledger, asked.batch) if asked.batch else last(ledger)


def named(ledger: Transaction, text: str) -> Written:
    """Return the batch of a number, or of a key.

    Raises:
        BatchNotFoundError: there is none.
    """
    revision = int(text) if text.isdecimal() and len(text) < 10 else None
    if revision is None or (written := batches.batch(ledger, revision)) is None:
        revision = batches.revision_of(ledger, text)
        written = None if revision is None else batches.batch(ledger, revision)
    if written is None:
        raise BatchNotFoundError(text)
    return written


def last(ledger: Transaction) -> Written:
    """Return the last batch: never one before it, which nobody named.

    Raises:
        NothingToUndoError: there is none.
        LastNotUndoableError: it is not undone; the sentence says why.
    """
    revision = batches.last_revision(ledger)
    written = None if revision is None else batches.batch(ledger, revision)
    if written is None:
        raise NothingToUndoError
    if why := why_not(written):
        raise LastNotUndoableError(batches.listed(ledger, 1, written.revision)[0], why)
    return written


def _values(ledger: Transaction) -> dict[tuple[int, str], Any]:
    """Return the customers' fields as they are now."""
    return {
        (customer.id, field): value
        for customer in queries.customers(ledger)
        for field, value in customer._asdict().items()
    }


def _needs(ledger: Transaction, written: Written) -> Needs:
    """Return what undoing a batch moves or has to look at."""
    told = {f.application_id for f in written.facts if isinstance(f, _OF_APPLICATION)}
    ids = {*written.applications, *told}
    documents = {f.document_id for f in written.facts if isinstance(f, QuoteStep)}
    documents |= ends(queries.applications_by_id(ledger, ids))
    documents |= linked(ledger, written.documents)
    identities = [identity(i) for i in queries.items_by_id(ledger, documents)]
    codes = any(field == "code" for _, field, _, _ in written.changes)
    events = [f.event_id for f in written.facts if isinstance(f, EventEnd)]
    return Needs(documents, ids, identities=identities, codes=codes, events=events)


_OF_APPLICATION: Final = (Certificate, Withholding)
