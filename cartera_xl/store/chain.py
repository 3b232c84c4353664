"""Going through the audit chain again, from its first link to the head of the ledger.

Every body is hashed again, every row's digest derived again from the tables, so that a
changed row is found even where the triggers were dropped first. Who cuts off the last
operations and sets the head back leaves a shorter, valid chain: that is found only
with a hash that was kept elsewhere (`anchor`).
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.store.audit import genesis
from cartera_xl.store.canonical import canonical, digest, link
from cartera_xl.store.check import Check
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cartera_xl.store.engine import Transaction

_LINKS: Final = """
    SELECT a.sequence, a.key, a.body, a.previous, a.hash, o.revision, o.action,
           o.actor, o.host, o.recorded_at, o.first_id, o.result
    FROM audit a
    LEFT JOIN operation o ON o.company_id = a.company_id AND o.key = a.key
    WHERE a.company_id = :company ORDER BY a.sequence"""
_BODIES: Final = "SELECT sequence, body FROM audit WHERE company_id = :company"
_DOCUMENTS: Final = """
    SELECT revision, id, kind, side, number, instalment, customer_id, currency, issued,
           due, total, concept, reference
    FROM document WHERE company_id = :company ORDER BY revision, id"""
_APPLICATIONS: Final = """
    SELECT revision, id, use, from_id, to_id, customer_id, currency, amount, effective,
           reverses, note
    FROM application WHERE company_id = :company ORDER BY revision, id"""
_CUSTOMERS: Final = "SELECT id FROM customer WHERE company_id = :company"
_PARAMETERS: Final = "SELECT key, value FROM parameter WHERE company_id = :company"
_OPERATIONS: Final = "SELECT COUNT(*) FROM operation WHERE company_id = :company"


Body = dict[str, Any]
Row = tuple[Any, ...]


class _Link(NamedTuple):
    sequence: int
    key: str
    body: str
    previous: str
    hash: str
    operation: Row  # revision, action, actor, host, recorded_at, first, …


def check_chain(transaction: Transaction, anchor: str | None = None) -> Check:
    """Check I15: the chain holds and ends at the head; a kept hash is part of it."""
    links = [
        _Link._make((*row[:5], tuple(row[5:]))) for row in transaction.rows(_LINKS)
    ]
    offenders = [*_breaks(transaction, links)]
    if anchor and anchor not in {item.hash for item in links}:
        offenders.append("la huella guardada no está en la cadena: falta historia")
    title = "La cadena de auditoría está completa y termina en la huella del libro"
    return Check("I15", title, len(links), tuple(offenders[:5]))


def _breaks(transaction: Transaction, links: Sequence[_Link]) -> Iterator[str]:
    current = head(transaction)
    previous = genesis(current.ledger_id)
    for expected, item in enumerate(links, 1):
        if item.sequence != expected:
            yield f"falta la operación {expected}"
        if item.previous != previous or item.hash != link(item.previous, item.body):
            yield f"la operación {item.sequence} no encadena con la anterior"
        if _told(item) != item.operation:
            yield f"la operación {item.sequence} no es la que dice su auditoría"
        previous = item.hash
    if (current.revision, current.audit_hash) != (len(links), previous):
        yield "la cadena no termina en la huella del libro"
    if transaction.rows(_OPERATIONS)[0][0] != len(links):
        yield "hay operaciones sin auditoría"


def _told(item: _Link) -> Row:
    """Return an operation as its audit body tells it."""
    body = json.loads(item.body)
    return (
        *(body["revision"], body["action"], body["actor"], body["host"]),
        *(body["recorded_at"], body["ids"]["customers"][0], canonical(body["ids"])),
    )


def check_rows(transaction: Transaction) -> Check:
    """Check I15 for the rows: they are those that the operations wrote, unchanged."""
    bodies = {row[0]: json.loads(row[1]) for row in transaction.rows(_BODIES)}
    documents = transaction.rows(_DOCUMENTS)
    applications = transaction.rows(_APPLICATIONS)
    offenders = [
        *_differing(bodies, "documents", documents, _asked_document),
        *_differing(bodies, "applications", applications, _asked_application),
        *_missing_customers(transaction, bodies),
        *_changed_parameters(transaction, bodies),
    ]
    title = "Cada fila es la que se registró"
    return Check("I15", title, len(documents) + len(applications), tuple(offenders[:5]))


def _differing(
    bodies: Mapping[int, Body],
    part: str,
    rows: Sequence[Row],
    asked: Callable[[Row, Body], Row],
) -> Iterator[str]:
    """Derive each operation's digest again from the tables."""
    derived = {}
    for revision, own in groupby(rows, key=lambda row: row[0]):
        ids = bodies[revision]["ids"] if revision in bodies else _NO_IDS
        derived[revision] = digest(asked(row[1:], ids) for row in own)
    for revision in sorted(derived.keys() | bodies.keys()):
        told = bodies[revision]["digests"][part] if revision in bodies else ""
        if told != derived.get(revision, _NOTHING):
            yield f"operación {revision}: {_PARTS[part]} no son los registrados"


_PARTS: Final = {"documents": "los documentos", "applications": "las aplicaciones"}
_NOTHING: Final = digest(())
_NO_IDS: Final = dict.fromkeys(("customers", "documents", "applications"), (0, 0))


def _asked(row_id: int | None, ids: Sequence[int]) -> int | None:
    """Return an id as the request had it: its own rows from −1 down."""
    start, stop = ids
    own = row_id is not None and start <= row_id < stop
    return start - row_id - 1 if own and row_id is not None else row_id


def _asked_document(row: Row, ids: Body) -> Row:
    return (
        *(_asked(row[0], ids["documents"]), *row[1:5]),
        *(_asked(row[5], ids["customers"]), row[6], str(row[7]), str(row[8])),
        *row[9:],
    )


def _asked_application(row: Row, ids: Body) -> Row:
    documents = ids["documents"]
    return (
        *(_asked(row[0], ids["applications"]), row[1]),
        *(_asked(row[2], documents), _asked(row[3], documents)),
        *(_asked(row[4], ids["customers"]), row[5], row[6], str(row[7])),
        *(_asked(row[8], ids["applications"]), row[9]),
    )


def _missing_customers(
    transaction: Transaction, bodies: Mapping[int, Body]
) -> Iterator[str]:
    present = {row[0] for row in transaction.rows(_CUSTOMERS)}
    made = {i for body in bodies.values() for i in range(*body["ids"]["customers"])}
    for row_id in sorted(made ^ present):
        yield f"cliente {row_id}: no es de los registrados"


def _changed_parameters(
    transaction: Transaction, bodies: Mapping[int, Body]
) -> Iterator[str]:
    """Play the recorded changes again: they must end where the parameters stand."""
    told = {
        key: value
        for revision in sorted(bodies)
        for whose, key, _, value in bodies[revision]["changes"]
        if whose == "parameter"
    }
    stored = {row[0]: row[1] for row in transaction.rows(_PARAMETERS)}
    for key in sorted(told.keys() | stored.keys()):
        if told.get(key) != stored.get(key):
            yield f"parámetro {key}: no vale lo que se registró"
