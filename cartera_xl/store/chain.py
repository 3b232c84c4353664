"""Going through the audit chain again, from its first link to the head of the ledger.

Who cuts off the last operations and sets the head back leaves a shorter, valid chain:
that is found only with a hash that was kept elsewhere (`anchor`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.store.audit import genesis
from cartera_xl.store.bodies import read
from cartera_xl.store.canonical import link
from cartera_xl.store.check import Check
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartera_xl.store.head import Head
    from cartera_xl.store.transaction import Transaction

LINKS: Final = """
    SELECT a.sequence, a.body, a.previous, a.hash, o.revision, o.action, o.actor,
           o.host, o.recorded_at, o.first_id, o.result
    FROM audit a
    LEFT JOIN operation o ON o.company_id = a.company_id AND o.key = a.key
    WHERE a.company_id = :company ORDER BY a.sequence"""
_OPERATIONS: Final = "SELECT COUNT(*) FROM operation WHERE company_id = :company"
_TITLE: Final = "La cadena de auditoría está completa y termina en la huella del libro"


class Link(NamedTuple):
    """One link, with what the operation's own row says."""

    sequence: int
    body: str
    previous: str
    hash: str
    operation: tuple[Any, ...]


def check_chain(transaction: Transaction, anchor: str | None = None) -> Check:
    """Check I15: the chain holds and ends at the head; a kept hash is part of it."""
    rows = transaction.rows(LINKS)
    links = [Link._make((*row[:4], tuple(row[4:]))) for row in rows]
    offenders = list(breaks(head(transaction), links))
    if transaction.rows(_OPERATIONS)[0][0] != len(links):
        offenders.append("hay operaciones sin auditoría")
    if anchor and anchor not in {item.hash for item in links}:
        offenders.append("la huella guardada no está en la cadena: falta historia")
    return Check("I15", _TITLE, len(links), tuple(offenders[:5]))


def breaks(current: Head, links: Sequence[Link]) -> Iterator[str]:
    """Give every place where a chain does not hold."""
    previous = genesis(current.ledger_id)
    for expected, item in enumerate(links, 1):
        if item.sequence != expected:
            yield f"falta la operación {expected}"
        if item.previous != previous or item.hash != link(item.previous, item.body):
            yield f"la operación {item.sequence} no encadena con la anterior"
        body = read(item.body)
        if body is None or body.told != item.operation:
            yield f"la operación {item.sequence} no es la que dice su auditoría"
        previous = item.hash
    if (current.revision, current.audit_hash) != (len(links), previous):
        yield "la cadena no termina en la huella del libro"
