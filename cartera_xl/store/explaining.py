"""Why the database refused a posting, in the words of the ledger's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.ledger import refusals
from cartera_xl.ledger.checks import check_posting
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.lengths import too_long_in
from cartera_xl.ledger.problems import Problem
from cartera_xl.ledger.refusals import label, money
from cartera_xl.store import queries
from cartera_xl.store.command import Refused, Stale, Status
from cartera_xl.store.facts import open_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Posting
    from cartera_xl.store.transaction import Transaction


def explain(transaction: Transaction, posting: Posting) -> Refused | None:
    """Return what is wrong with a posting as the ledger stands; None: nothing is."""
    if closed_month := closed(transaction, posting):
        return closed_month
    if duplicates := tuple(_duplicates(transaction, posting)):
        return Refused(Status.DUPLICATE, duplicates)
    position = queries.position(transaction, _named(posting))
    problems = check_posting(posting, position)
    broken = tuple(problem for problem in problems if problem.blocks)
    return Refused(Status.RULES, broken) if broken else None


def closed(transaction: Transaction, posting: Posting) -> Refused | None:
    """Return why a posting does not fit the open months; None: it does."""
    since = open_from(transaction)
    if since is None:
        return None
    days = [d.issued for d in posting.documents if d.kind.side is not Side.NONE]
    days += [a.effective for a in posting.applications]
    if not days or min(days) >= since:
        return None
    refusal = refusals.month_closed(since)
    problem = Problem(texts.day(min(days)), refusal.status, refusal.sentence)
    return Refused(Status.RULES, (problem,))


def unfit(posting: Posting) -> Refused | None:
    """Return why a posting has a text that no workbook could show; None: it has none.

    The doors look before; this is for whoever comes in by none of them.
    """
    wrong = too_long_in(posting)
    if wrong is None:
        return None
    refusal = refusals.text_too_long(wrong)
    problem = Problem(wrong.start, refusal.status, refusal.sentence)
    return Refused(Status.RULES, (problem,))


def _named(posting: Posting) -> set[int]:
    ends = (end for a in posting.applications for end in (a.from_id, a.to_id))
    return {end for end in ends if end is not None and end > 0}


def _duplicates(transaction: Transaction, posting: Posting) -> Iterator[Problem]:
    keys = [(d.kind, d.number, d.instalment) for d in posting.documents]
    for kind, number, instalment in queries.find_documents(transaction, keys):
        name = texts.document_label(kind, number, instalment)
        yield Problem(name, "repetido", f"{name} ya está en la cartera.")
    for code in queries.known_codes(transaction, [c.code for c in posting.customers]):
        yield Problem(code, "cliente_repetido", f"El cliente {code} ya existe.")


def stale(transaction: Transaction, versions: Mapping[int, int]) -> Refused | None:
    """Return the documents that moved on since a person saw them."""
    current = {i.id: i for i in queries.items_by_id(transaction, versions)}
    moved = [item for item in current.values() if item.version != versions[item.id]]
    if not moved:
        return None
    rows = [(item, _seen(transaction, item, versions[item.id])) for item in moved]
    return Refused(
        Status.STALE,
        tuple(_moved_on(item, seen) for item, seen in rows),
        tuple(Stale(item.id, seen, item.balance) for item, seen in rows),
    )


def _seen(transaction: Transaction, item: OpenItem, version: int) -> int:
    """Return a balance as it was at an earlier version: each posting makes one."""
    since = queries.taken_since(transaction, item.id, item.version - version)
    return item.balance + since


def _moved_on(item: OpenItem, seen: int) -> Problem:
    was, now = money(seen, item.currency), money(item.balance, item.currency)
    return Problem(
        label(item),
        "saldo_cambio",
        f"El saldo de {label(item)} cambió: era {was} y ahora es {now}. Actualice.",
    )
