"""Operations by key: what was posted, and the answer that was given."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.problems import Problem
from cartera_xl.store.canonical import canonical
from cartera_xl.store.command import Posted, Refused, Status

if TYPE_CHECKING:
    from cartera_xl.store.command import Command
    from cartera_xl.store.draft import Ranges
    from cartera_xl.store.transaction import Transaction

_BY_KEY: Final = """
    SELECT key, request_hash, action, actor, host, recorded_at, revision, first_id,
           result
    FROM operation WHERE company_id = :company AND key = :key"""
_INSERT: Final = """
    INSERT INTO operation (company_id, key, request_hash, action, actor, host,
                           recorded_at, revision, first_id, result)
    VALUES (:company, :key, :request_hash, :action, :actor, :host,
            :recorded_at, :revision, :first_id, :result)"""


class Operation(NamedTuple):
    """One posting of the ledger's history."""

    key: str
    request_hash: str
    action: str
    actor: str
    host: str
    recorded_at: str
    revision: int
    first_id: int
    result: str

    @property
    def posted(self) -> Posted:
        """Return the answer that was given when it was posted."""
        return _posted(self, repeated=True)


def find(transaction: Transaction, key: str) -> Operation | None:
    """Return the operation with a key."""
    row = transaction.one(_BY_KEY, key=key)
    return Operation(*row) if row else None


def answer(found: Operation, request_hash: str) -> Posted | Refused:
    """Answer a key that the ledger knows: the same request, or another one?"""
    if found.request_hash == request_hash:
        return found.posted
    moment = datetime.fromisoformat(found.recorded_at).astimezone(BOGOTA)
    sentence = (
        f"Con esta clave ya se registró otro lote, el {found.revision} "
        f"({found.action}, {found.actor}, {moment:%d/%m/%Y %H:%M}): actualice el "
        "libro, o use otra clave."
    )
    return Refused(Status.KEY_TAKEN, (Problem(found.key, "clave_usada", sentence),))


def record(
    transaction: Transaction,
    command: Command,
    actor: str,
    recorded: str,
    request_hash: str,
    revision: int,
    first_id: int,
    ids: Ranges,
) -> Posted:
    """Write an operation with the answer that its key will give for ever."""
    result = {name: [r.start, r.stop] for name, r in ids._asdict().items()}
    row = Operation(
        command.key,
        request_hash,
        command.action,
        actor,
        command.host,
        recorded,
        revision,
        first_id,
        canonical(result),
    )
    transaction.change(_INSERT, **row._asdict())
    return _posted(row, repeated=False)


def _posted(row: Operation, *, repeated: bool) -> Posted:
    ids = {name: range(*ends) for name, ends in json.loads(row.result).items()}
    moment = datetime.fromisoformat(row.recorded_at)
    return Posted(row.key, row.revision, moment, **ids, repeated=repeated)
