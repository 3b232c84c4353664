"""The columns of every table in their order: how rows are written and guarded.

`schema` declares the same with types and constraints; a test holds the two together.
"""

from __future__ import annotations

from typing import Final

from cartera_xl.ledger.facts import FACTS

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "company": (
        *("id", "ledger_id", "name", "nit", "base_currency", "revision"),
        *("audit_hash", "next_id", "recorded_at"),
    ),
    "customer": (
        *("company_id", "id", "code", "name", "nit", "check_digit", "group_name"),
        *("excluded", "business", "revision"),
    ),
    "contact": (
        *("company_id", "id", "customer_id", "channel", "value", "authorized"),
        *("kind", "evidence", "opted_out", "hours", "hours_evidence", "revision"),
    ),
    "document": (
        *("company_id", "id", "kind", "side", "number", "instalment", "customer_id"),
        *("currency", "issued", "due", "total", "open", "free", "version", "concept"),
        *("reference", "edition", "revision"),
    ),
    "application": (
        *("company_id", "id", "use", "from_id", "to_id", "customer_id", "currency"),
        *("amount", "effective", "reverses", "note", "revision"),
    ),
    "operation": (
        *("company_id", "key", "request_hash", "action", "actor", "host"),
        *("recorded_at", "revision", "first_id", "result"),
    ),
    "audit": ("company_id", "sequence", "key", "body", "previous", "hash"),
    "parameter": ("company_id", "key", "value", "revision"),
    **{name: ("company_id", *fact._fields, "revision") for fact, name in FACTS.items()},
}
