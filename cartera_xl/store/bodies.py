"""Audit bodies read back: what an operation says that it wrote."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.store.canonical import canonical, digest

if TYPE_CHECKING:
    from cartera_xl.store.transaction import Transaction

_BODIES: Final = "SELECT sequence, body FROM audit WHERE company_id = :company"


class Body(NamedTuple):
    """An audit body; ids are the ranges that the operation's new rows took."""

    told: tuple[Any, ...]  # what its operation's row must say
    customers: range
    documents: range
    applications: range
    facts: range
    document_digest: str
    application_digest: str
    fact_digest: str
    parameters: dict[str, str]


def read(text: str) -> Body | None:
    """Read a body; None where it is not as we write them."""
    try:
        return _read(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _read(body: dict[str, Any]) -> Body:
    ids, digests = body["ids"], body["digests"]
    own = ("revision", "action", "actor", "host", "recorded_at")
    return Body(
        (*(body[name] for name in own), ids["customers"][0], canonical(ids)),
        range(*ids["customers"]),
        range(*ids["documents"]),
        range(*ids["applications"]),
        range(*ids.get("facts", (0, 0))),
        digests["documents"],
        digests["applications"],
        digests.get("facts", digest(())),
        {key: new for whose, key, _, new in body["changes"] if whose == "parameter"},
    )


def bodies(transaction: Transaction) -> dict[int, Body]:
    """Return the readable bodies by revision, in their order."""
    found = ((row[0], read(row[1])) for row in transaction.rows(_BODIES))
    return {revision: body for revision, body in sorted(found) if body is not None}
