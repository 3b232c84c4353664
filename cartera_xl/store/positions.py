"""The position of a batch: what the rules have to know, and no more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import (
    Certificate,
    Event,
    Taxes,
    Tender,
    Withholding,
    WriteOff,
)
from cartera_xl.store import queries, rows
from cartera_xl.store.facts import event_outcomes, facts_of, quote_states, voided
from cartera_xl.store.families import families
from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cartera_xl.ledger.documents import Identity, OpenItem
    from cartera_xl.ledger.facts import Fact
    from cartera_xl.ledger.requests import Position
    from cartera_xl.store.transaction import Transaction

_OPEN_OF: Final = f"""
    SELECT {rows.ITEM} FROM document d
    WHERE d.company_id = :company AND d.customer_id IN :id_list
      AND (d.open > 0 OR d.free > 0)"""
_ALL_OPEN: Final = " UNION ALL ".join(
    f"""SELECT {rows.ITEM} FROM document d
        WHERE d.company_id = :company AND d.{column} > 0"""
    for column in ("open", "free")
)
_SAME_IDENTITY: Final = f"""
    SELECT {rows.ITEM} FROM document d
    WHERE d.company_id = :company AND d.kind = :kind AND d.number IN :number_list"""
_ALL_CODES: Final = "SELECT code FROM customer WHERE company_id = :company"


@dataclass(frozen=True, slots=True)
class Needs:
    """Which part of the ledger a batch is about.

    `customers`: all that they have open, on every record of theirs. `identities`: the
    documents that hold those numbers. `everything`: all that is open. `codes`: whether
    customers are made or renamed. `events`: steps of collecting that are ended.
    """

    documents: Collection[int] = ()
    applications: Collection[int] = ()
    customers: Collection[int] = ()
    identities: Collection[Identity] = ()
    everything: bool = False
    codes: bool = False
    events: Collection[int] = ()


def position_of(
    transaction: Transaction, needs: Needs, last_numbers: Mapping[str, int]
) -> Position:
    """Return the position of a batch."""
    joined = families(transaction)
    items = _items(transaction, needs, joined)
    companions = _companions(transaction, items)
    touching = queries.position(transaction, items)
    found = {a.id: a for a in touching.applications}
    missing = {*needs.applications, *_values(companions)} - found.keys()
    if missing:
        more = list(queries.applications_by_id(transaction, missing))
        ends = {e for a in more for e in (a.from_id, a.to_id) if e is not None}
        touching = queries.position(transaction, {*items, *ends})
        found = {a.id: a for a in (*touching.applications, *more)}
    quotes = [i.id for i in touching.items.values() if i.kind is Kind.QUOTE]
    return replace(
        touching,
        applications=tuple(found[row_id] for row_id in sorted(found)),
        families=joined,
        companions=companions,
        voided=voided(transaction),
        last_numbers=last_numbers,
        codes=_codes(transaction) if needs.codes else (),
        quote_states=quote_states(transaction, quotes) if quotes else {},
        events={e.id: e for e in facts_of(transaction, Event, "id", needs.events)},
        event_outcomes=event_outcomes(transaction, needs.events),
        facts=_facts(transaction, found) if _corrects(needs) else {},
        document_facts=_document_facts(transaction, touching.items)
        if _corrects(needs)
        else {},
    )


def _items(
    transaction: Transaction, needs: Needs, joined: Mapping[int, int]
) -> set[int]:
    ids = set(needs.documents)
    if needs.applications:
        for a in queries.applications_by_id(transaction, needs.applications):
            ids |= {end for end in (a.from_id, a.to_id) if end is not None}
    if needs.everything:
        ids |= {item.id for item in rows.items(transaction.rows(_ALL_OPEN))}
    for chunk in chunks(sorted(_records(needs.customers, joined))):
        found = rows.items(transaction.rows(_OPEN_OF, id_list=chunk))
        ids |= {item.id for item in found}
    return ids | {i.id for i in same_identity(transaction, needs.identities)}


def _records(customers: Iterable[int], joined: Mapping[int, int]) -> set[int]:
    """Return all records of some customers, whichever of them was named."""
    mains = {joined.get(customer, customer) for customer in customers}
    return mains | {record for record, main in joined.items() if main in mains}


def same_identity(
    transaction: Transaction, identities: Iterable[Identity]
) -> list[OpenItem]:
    """Return every edition of the documents with some numbers."""
    by_kind: defaultdict[Kind, set[str]] = defaultdict(set)
    for kind, number, _ in identities:
        by_kind[kind].add(number)
    return [
        item
        for kind, numbers in by_kind.items()
        for chunk in chunks(sorted(numbers))
        for item in rows.items(
            transaction.rows(_SAME_IDENTITY, kind=str(kind), number_list=chunk)
        )
    ]


def _companions(
    transaction: Transaction, items: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """Return what came with the receipts among some documents."""
    came: defaultdict[int, list[int]] = defaultdict(list)
    for fact in facts_of(transaction, Withholding, "document_id", items):
        assert fact.document_id is not None
        came[fact.document_id].append(fact.application_id)
    return {receipt: tuple(ids) for receipt, ids in came.items()}


def _values(companions: Mapping[int, tuple[int, ...]]) -> set[int]:
    return {row_id for ids in companions.values() for row_id in ids}


def _codes(transaction: Transaction) -> frozenset[str]:
    return frozenset(row[0] for row in transaction.rows(_ALL_CODES))


def _corrects(needs: Needs) -> bool:
    """Tell whether settlements may have to be made again, with what stands behind."""
    return bool(needs.identities or needs.applications)


def _facts(
    transaction: Transaction, applications: Iterable[int]
) -> dict[int, tuple[Fact, ...]]:
    ids = list(applications)
    behind: defaultdict[int, list[Fact]] = defaultdict(list)
    found: tuple[Withholding | Certificate | WriteOff, ...] = (
        *facts_of(transaction, Withholding, "application_id", ids),
        *facts_of(transaction, Certificate, "application_id", ids),
        *facts_of(transaction, WriteOff, "application_id", ids),
    )
    for fact in found:
        behind[fact.application_id].append(fact)
    for tender in facts_of(transaction, Tender, "application_id", ids):  # of refunds
        if tender.application_id is not None:
            behind[tender.application_id].append(tender)
    return {row_id: tuple(own) for row_id, own in behind.items()}


def _document_facts(
    transaction: Transaction, documents: Iterable[int]
) -> dict[int, tuple[Tender | Taxes, ...]]:
    """Return the means and the taxes of documents, to be stated again."""
    ids = list(documents)
    behind: defaultdict[int, list[Tender | Taxes]] = defaultdict(list)
    for tender in facts_of(transaction, Tender, "document_id", ids):
        if tender.document_id is not None:
            behind[tender.document_id].append(tender)
    for taxes in facts_of(transaction, Taxes, "document_id", ids):
        behind[taxes.document_id].append(taxes)
    return {row_id: tuple(own) for row_id, own in behind.items()}
