"""The only way to write: a command goes in, all of its rows or none stay.

Key, versions, rows, balances, audit, head, COMMIT, in this order, within one
transaction. The pure rules have accepted the posting already; what can still go wrong
is that the books moved on in between, and for that the database has the last word.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.causes import cause
from cartera_xl.errors import (
    LedgerBusyError,
    NotPostedError,
    PostingBrokenError,
    PostingForbiddenError,
    PostingUncertainError,
    StoreError,
)
from cartera_xl.store import audit, draft, operations, writing
from cartera_xl.store.breaches import breach
from cartera_xl.store.bulk import bulk
from cartera_xl.store.connection import is_forbidden
from cartera_xl.store.days import stamp
from cartera_xl.store.explaining import closed, explain, stale, unfit
from cartera_xl.store.head import advance, locked_head
from cartera_xl.store.patience import retrying
from cartera_xl.store.transaction import commit, reading
from cartera_xl.store.transaction import writing as write_transaction

if TYPE_CHECKING:
    from cartera_xl.store.audit import Change
    from cartera_xl.store.command import Command, Posted, Refused
    from cartera_xl.store.engine import Engine
    from cartera_xl.store.head import Head
    from cartera_xl.store.transaction import Transaction


class _Prepared(NamedTuple):
    """All of a command that can be made without the ledger."""

    command: Command
    rows: draft.Plain
    digests: draft.Digests
    request_hash: str
    moved: dict[int, int]


class _GuardError(Exception):
    """The database's guards refuse the rows; why is found out afterwards."""


def execute(engine: Engine, company: int, command: Command) -> Posted | Refused:
    """Post a command.

    Raises:
        LedgerBusyError: others kept the ledger for too long; nothing was written.
        NotPostedError: the disk or the server failed; nothing was written.
        PostingUncertainError: it failed, and the ledger cannot be asked.
        PostingBrokenError: the ledger refuses what its rules would allow.
        PostingForbiddenError: the server lets this person read, not post.
    """
    if command.posting.empty:
        raise PostingBrokenError("el lote está vacío")
    if refused := unfit(command.posting):
        return refused
    with bulk():
        prepared = _prepare(command)
        return _execute(engine, company, prepared)


def answered(
    engine: Engine, company: int, key: str, action: str, typed: str
) -> Posted | Refused | None:
    """Return the answer that a key has already; None: nothing was posted with it."""
    with reading(engine, company) as transaction:
        found = operations.find(transaction, key)
    return operations.answer(found, draft.typed_hash(action, typed)) if found else None


def _execute(engine: Engine, company: int, prepared: _Prepared) -> Posted | Refused:
    try:
        return retrying(lambda: _post(engine, company, prepared))
    except (engine.driver.IntegrityError, _GuardError) as refusal:
        return _explained(engine, company, prepared, refusal)
    except engine.driver.Error as fault:
        if is_forbidden(fault):
            raise PostingForbiddenError(_person(engine)) from None
        return _settled(engine, company, prepared, cause(fault))


def _prepare(command: Command) -> _Prepared:
    rows = draft.plain(command.posting)
    hashes = draft.digests(rows)
    if command.typed:
        request = draft.typed_hash(command.action, command.typed)
    else:
        request = draft.request_hash(command.action, command.posting, rows, hashes)
    return _Prepared(command, rows, hashes, request, draft.moves(rows.applications))


def _post(engine: Engine, company: int, prepared: _Prepared) -> Posted | Refused:
    command = prepared.command
    with write_transaction(engine, company) as transaction:
        seen = locked_head(transaction)
        if found := operations.find(transaction, command.key):
            return operations.answer(found, prepared.request_hash)
        if refused := stale(transaction, command.posting.versions):
            return refused
        if refused := closed(transaction, command.posting):
            return refused
        posted = _write(transaction, seen, prepared)
        commit(transaction)
        return posted


def _write(transaction: Transaction, seen: Head, prepared: _Prepared) -> Posted:
    command, rows = prepared.command, prepared.rows
    revision, ids = seen.revision + 1, draft.Ranges.of(rows, seen.next_id)
    actor = _actor(transaction, command)
    # A clock that went back must not put a row before those it builds on.
    recorded = max(stamp(command.recorded), seen.recorded_at)
    contacts, changes = _write_parties(transaction, prepared, ids, revision)
    _write_books(transaction, prepared, ids, revision)
    touched = draft.to_look_back_at(rows, ids, prepared.moved)
    if broken := breach(transaction, seen.next_id, touched):
        raise _GuardError(broken)
    posted = operations.record(
        transaction,
        command,
        actor,
        recorded,
        prepared.request_hash,
        revision,
        seen.next_id,
        ids,
    )
    body = audit.body(
        command, actor, recorded, revision, ids, prepared.digests, contacts, changes
    )
    hashed = audit.append(transaction, seen, command.key, body)
    if not advance(transaction, seen, ids.facts.stop, hashed, recorded):
        raise LedgerBusyError
    return posted


def _write_parties(
    transaction: Transaction, prepared: _Prepared, ids: draft.Ranges, revision: int
) -> tuple[list[tuple[int, str]], list[Change]]:
    posting, rows = prepared.command.posting, prepared.rows
    writing.write_customers(transaction, rows.customers, ids, revision)
    contacts = writing.write_contacts(transaction, rows.contacts, ids, revision)
    changes = [
        *writing.update_customers(transaction, posting, revision),
        *writing.write_parameters(transaction, posting, revision),
    ]
    return contacts, changes


def _write_books(
    transaction: Transaction, prepared: _Prepared, ids: draft.Ranges, revision: int
) -> None:
    rows, company = prepared.rows, transaction.company
    documents = draft.document_rows(rows, ids, prepared.moved, company, revision)
    writing.insert(transaction, "document", documents)
    if not writing.move_balances(transaction, prepared.moved):
        raise _GuardError("un saldo no alcanza")
    applications = draft.application_rows(rows, ids, company, revision)
    writing.insert(transaction, "application", applications)
    for name, facts in draft.fact_rows(rows, ids, company, revision).items():
        writing.insert(transaction, name, facts)


def _actor(transaction: Transaction, command: Command) -> str:
    """Return who posts: a server knows better than the caller."""
    return command.actor if transaction.sqlite else transaction.connection.person


def _person(engine: Engine) -> str:
    with engine.connect() as connection:
        return connection.person


def _explained(
    engine: Engine, company: int, prepared: _Prepared, refusal: Exception
) -> Posted | Refused:
    """Say why the guards refused, by the ledger's own rules on the books as they are.

    Raises:
        PostingBrokenError: the rules find nothing wrong.
    """
    with reading(engine, company) as transaction:
        if found := operations.find(transaction, prepared.command.key):
            return operations.answer(found, prepared.request_hash)
        if refused := explain(transaction, prepared.command.posting):
            return refused
    raise PostingBrokenError(str(refusal))


def _settled(
    engine: Engine, company: int, prepared: _Prepared, reason: str
) -> Posted | Refused:
    """Answer after a fault: an exception at COMMIT is no proof of a refusal.

    Of 96 places where the disk can fail, two raised although the posting was in.
    """
    engine.dispose()  # ask on a new connection: the old ones are suspect
    try:
        found = _found(engine, company, prepared.command.key)
    except (engine.driver.Error, StoreError):
        raise PostingUncertainError(reason) from None
    if found:
        return operations.answer(found, prepared.request_hash)
    raise NotPostedError(reason)


def _found(engine: Engine, company: int, key: str) -> operations.Operation | None:
    """Return the operation of a key, once nothing of ours is under way any more.

    A server may still be at a COMMIT that we lost sight of: it has the head locked.
    """
    asking = reading if engine.driver is sqlite3 else write_transaction
    with asking(engine, company) as transaction:
        if not transaction.sqlite:
            locked_head(transaction)
        return operations.find(transaction, key)
