"""The audit chain: each operation's body, hashed together with all that came before.

A body tells who did what and when, and proves the rows by their digests; of contacts
it holds ids and nothing else, so that personal data can be erased without a break
(Ley 1581 of 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.store.canonical import canonical, link, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.store.command import Command
    from cartera_xl.store.draft import Digests, Ranges
    from cartera_xl.store.head import Head
    from cartera_xl.store.transaction import Transaction

_INSERT: Final = """
    INSERT INTO audit (company_id, sequence, key, body, previous, hash)
    VALUES (:company, :sequence, :key, :body, :previous, :hash)"""

# A field that changed: whose, which, from what, to what.
Change = tuple[int | str, str, object, object]


def genesis(ledger_id: str) -> str:
    """Return what the chain starts from: no other ledger's chain fits."""
    return sha256(ledger_id)


def body(
    command: Command,
    actor: str,
    recorded: str,
    revision: int,
    ids: Ranges,
    hashes: Digests,
    contacts: Sequence[tuple[int, str]],
    changes: Sequence[Change],
) -> str:
    """Return an operation's body as canonical JSON."""
    content: dict[str, Any] = {
        "key": command.key,
        "action": command.action,
        "actor": actor,
        "host": command.host,
        "recorded_at": recorded,
        "revision": revision,
        "ids": {name: [r.start, r.stop] for name, r in ids._asdict().items()},
        "digests": hashes._asdict(),
        "contacts": contacts,
        "changes": changes,
    }
    if command.rows:
        content["rows"] = command.rows
    return canonical(content)


def append(transaction: Transaction, seen: Head, key: str, text: str) -> str:
    """Write the next link of the chain; return its hash."""
    hashed = link(seen.audit_hash, text)
    transaction.change(
        _INSERT,
        sequence=seen.revision + 1,
        key=key,
        body=text,
        previous=seen.audit_hash,
        hash=hashed,
    )
    return hashed
