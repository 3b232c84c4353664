"""Deshacer: a whole batch back, by reversal rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.actions.finding import NamedError
from cartera_xl.actions.linking import ends, linked
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.books import identity
from cartera_xl.ledger.facts import Certificate, QuoteStep, Withholding
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.undo import Undo, can_be_undone
from cartera_xl.store import batches, queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.verbs.undo import Batch as Written
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "deshacer"


class BatchNotFoundError(NamedError):
    """No batch has this number or key."""

    code = Status.NOT_FOUND

    def __init__(self, text: str) -> None:
        super().__init__(f"No hay un lote «{text}»: vea «cartera lotes».")


class NothingToUndoError(NamedError):
    """No batch of the ledger can be undone."""

    code = Status.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("No hay un lote que deshacer: vea «cartera lotes».")


@dataclass(frozen=True, slots=True)
class Undoing:
    """What was typed: a batch's number or key; none: the last that can be undone."""

    batch: str = ""
    reason: str = ""


def run(
    store: Store,
    asked: Undoing,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post the reversal of a batch.

    Raises:
        NamedError: there is no such batch.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: _plan(ledger, asked), batch, context)


def _plan(ledger: Transaction, asked: Undoing) -> Asked:
    written = _named(ledger, asked.batch) if asked.batch else _last(ledger)
    verb = Undo(0, written, asked.reason or "lote deshecho", _values(ledger))
    return Asked((verb,), _needs(ledger, written))


def _named(ledger: Transaction, text: str) -> Written:
    revision = int(text) if text.isdecimal() and len(text) < 10 else None
    if revision is None or (written := batches.batch(ledger, revision)) is None:
        revision = batches.revision_of(ledger, text)
        written = None if revision is None else batches.batch(ledger, revision)
    if written is None:
        raise BatchNotFoundError(text)
    return written


def _last(ledger: Transaction) -> Written:
    for revision in batches.not_undone(ledger):
        written = batches.batch(ledger, revision)
        if written and can_be_undone(written):
            return written
    raise NothingToUndoError


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
    return Needs(documents, ids, identities=identities, codes=codes)


_OF_APPLICATION: Final = (Certificate, Withholding)
