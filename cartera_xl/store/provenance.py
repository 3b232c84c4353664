"""Where each row comes from: an operation wrote it, and it is as it was written.

The digests in the audit bodies are derived again from the tables, so that a changed
row is found even where the triggers were dropped first.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.facts import FACTS
from cartera_xl.store import draft
from cartera_xl.store.bodies import bodies
from cartera_xl.store.canonical import digest
from cartera_xl.store.check import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cartera_xl.store.bodies import Body
    from cartera_xl.store.transaction import Transaction

Row = tuple[Any, ...]
_DOCUMENTS: Final = """
    SELECT revision, id, kind, side, number, instalment, customer_id, currency, issued,
           due, total, concept, reference, edition
    FROM document WHERE company_id = :company ORDER BY revision, id"""
_APPLICATIONS: Final = """
    SELECT revision, id, use, from_id, to_id, customer_id, currency, amount, effective,
           reverses, note
    FROM application WHERE company_id = :company ORDER BY revision, id"""
_CUSTOMERS: Final = "SELECT id FROM customer WHERE company_id = :company"
_PARAMETERS: Final = "SELECT key, value FROM parameter WHERE company_id = :company"
_TITLE: Final = "Cada fila es la que se registró"


def check_rows(transaction: Transaction) -> Check:
    """Check I15 for the rows: they are those that the operations wrote, unchanged."""
    told = bodies(transaction)
    documents = transaction.rows(_DOCUMENTS)
    applications = transaction.rows(_APPLICATIONS)
    document_digests = {r: body.document_digest for r, body in told.items()}
    application_digests = {r: body.application_digest for r, body in told.items()}
    facts = _facts(transaction)
    fact_digests = {r: body.fact_digest for r, body in told.items()}
    offenders = [
        *_differing(
            *(told, document_digests, documents, _asked_document),
            hashed=draft.document_digest,
        ),
        *_differing(told, application_digests, applications, _asked_application),
        *_differing(told, fact_digests, facts, _asked_fact),
        *_strange_customers(transaction, told),
        *_changed_parameters(transaction, told),
    ]
    rows = len(documents) + len(applications) + len(facts)
    return Check("I15", _TITLE, rows, tuple(offenders[:5]))


def _differing(
    told: Mapping[int, Body],
    digests: Mapping[int, str],
    rows: Sequence[Row],
    asked: Callable[[Row, Body], Row],
    hashed: Callable[[list[Row]], str] = digest,
) -> Iterator[str]:
    """Derive each operation's digest again from the tables."""
    derived = {
        revision: hashed([asked(row[1:], told[revision]) for row in own])
        for revision, own in groupby(rows, key=lambda row: row[0])
        if revision in told
    }
    nothing = digest(())
    for revision, expected in digests.items():
        if derived.get(revision, nothing) != expected:
            yield f"operación {revision}: sus filas no son las registradas"
    for revision in sorted({row[0] for row in rows} - told.keys()):
        yield f"operación {revision}: hay filas suyas y no está en la auditoría"


def _asked(row_id: int | None, own: range) -> int | None:
    """Return an id as the request had it: its own rows from −1 down."""
    if row_id is None or row_id not in own:
        return row_id
    return own.start - row_id - 1


def _asked_document(row: Row, body: Body) -> Row:
    return (
        *(_asked(row[0], body.documents), *row[1:5], _asked(row[5], body.customers)),
        *(row[6], str(row[7]), str(row[8]), *row[9:]),
    )


def _asked_application(row: Row, body: Body) -> Row:
    ends = _asked(row[2], body.documents), _asked(row[3], body.documents)
    return (
        *(_asked(row[0], body.applications), row[1], *ends),
        *(_asked(row[4], body.customers), row[5], row[6], str(row[7])),
        *(_asked(row[8], body.applications), row[9]),
    )


def _facts(transaction: Transaction) -> list[Row]:
    """Return the facts of all tables: revision, table, then the fields."""
    found: list[Row] = []
    for fact, name in FACTS.items():
        fields = ", ".join(fact._fields)
        sql = f"SELECT revision, {fields} FROM {name} WHERE company_id = :company"
        found += [(row[0], name, *row[1:]) for row in transaction.rows(sql)]
    return sorted(found, key=lambda row: (row[0], row[2]))


def _asked_fact(row: Row, body: Body) -> Row:
    plain = [str(v) if isinstance(v, date) else v for v in row]
    return draft.resolved(tuple(plain), body, _asked)


def _strange_customers(
    transaction: Transaction, told: Mapping[int, Body]
) -> Iterator[str]:
    present = {row[0] for row in transaction.rows(_CUSTOMERS)}
    made = {row_id for body in told.values() for row_id in body.customers}
    for row_id in sorted(made ^ present):
        yield f"cliente {row_id}: no es de los registrados"


def _changed_parameters(
    transaction: Transaction, told: Mapping[int, Body]
) -> Iterator[str]:
    """Play the recorded changes again: they must end where the parameters stand."""
    recorded: dict[str, str] = {}
    for body in told.values():
        recorded |= body.parameters
    stored = {row[0]: row[1] for row in transaction.rows(_PARAMETERS)}
    for key in sorted(recorded.keys() | stored.keys()):
        if recorded.get(key) != stored.get(key):
            yield f"parámetro {key}: no vale lo que se registró"
