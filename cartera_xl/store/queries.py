"""Reading the books: each function takes an open transaction and gives ledger rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.documents import Kind
from cartera_xl.store import rows
from cartera_xl.store.facts import voided_ids
from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.ledger.requests import Position
    from cartera_xl.store.transaction import Transaction

Identity = tuple[Kind, str, int]  # kind, number, instalment

_BY_ID: Final = f"""
    SELECT {rows.ITEM} FROM document d
    WHERE d.company_id = :company AND d.id IN :id_list"""
_BY_NUMBER: Final = f"""
    SELECT {rows.ITEM} FROM document d
    WHERE d.company_id = :company AND d.kind IN :kind_list AND d.number IN :number_list
    ORDER BY d.edition"""
_FEW: Final = 100  # documents that are looked for in one search
_HAS_KIND: Final = """
    SELECT 1 FROM document WHERE company_id = :company AND kind = :kind LIMIT 1"""
_QUOTES: Final = f"""
    SELECT {rows.ITEM} FROM document d
    WHERE d.company_id = :company AND d.kind = 'quote' AND d.issued <= :at
    ORDER BY d.id"""
_INVOICES_NAMING: Final = """
    SELECT id, number FROM document
    WHERE company_id = :company AND kind = 'invoice' AND reference = :reference
    ORDER BY id"""
_APPLICATIONS: Final = f"""
    SELECT {rows.APPLICATION} FROM application a
    WHERE a.company_id = :company AND a.id IN :id_list"""
_TOUCHING: Final = " UNION ".join(
    f"""SELECT {rows.APPLICATION} FROM application a
        WHERE a.company_id = :company AND a.{column} IN :id_list"""
    for column in ("from_id", "to_id")
)
_CUSTOMERS: Final = f"""
    SELECT {rows.CUSTOMER} FROM customer WHERE company_id = :company ORDER BY id"""
_CONTACTS: Final = f"""
    SELECT {rows.CONTACT} FROM contact WHERE company_id = :company ORDER BY id"""
_CODES: Final = """
    SELECT code FROM customer WHERE company_id = :company AND code IN :code_list"""
_LAST_PAYMENTS: Final = """
    SELECT customer_id, MAX(issued) FROM document
    WHERE company_id = :company AND kind IN ('receipt', 'advance') AND issued <= :at
      AND id NOT IN (
          SELECT from_id FROM application
          WHERE company_id = :company AND use = 'void' AND effective <= :at
            AND from_id IS NOT NULL
          GROUP BY from_id HAVING SUM(amount) > 0)
    GROUP BY customer_id"""
_TAKEN_SINCE: Final = """
    WITH touching AS (
        SELECT amount, revision FROM application
        WHERE company_id = :company AND (from_id = :id OR to_id = :id))
    SELECT SUM(amount) FROM touching WHERE revision IN (
        SELECT DISTINCT revision FROM touching ORDER BY revision DESC LIMIT :postings)
    """


def items_by_id(transaction: Transaction, ids: Iterable[int]) -> Iterator[OpenItem]:
    """Return documents with today's balance, which may be zero."""
    for chunk in chunks(ids):
        yield from rows.items(transaction.rows(_BY_ID, id_list=chunk))


def find_documents(
    transaction: Transaction, keys: Iterable[Identity], *, with_voided: bool = False
) -> dict[Identity, OpenItem]:
    """Return those documents that the ledger holds, with today's balance.

    A voided document is not there, unless asked for: of several editions it is the last
    one, and the one that stands before any that does not.
    """
    wanted = set(keys)
    gone = voided_ids(transaction)
    found: dict[Identity, OpenItem] = {}
    voided: dict[Identity, OpenItem] = {}
    for kinds, own in _searches(wanted):
        for numbers in chunks(sorted(own)):
            result = transaction.rows(_BY_NUMBER, kind_list=kinds, number_list=numbers)
            for item in rows.items(result):
                if item.id in gone:
                    if with_voided:
                        voided[item.kind, item.number, item.instalment] = item
                    continue
                found[item.kind, item.number, item.instalment] = item
    found = voided | found
    return {key: found[key] for key in wanted & found.keys()}


def _searches(keys: set[Identity]) -> Iterator[tuple[list[str], set[str]]]:
    """Yield kinds, and the numbers to look for among them: one search for a few keys.

    With many, each kind is searched for its own numbers.
    """
    if len(keys) <= _FEW:
        yield sorted({str(kind) for kind, *_ in keys}), {key[1] for key in keys}
        return
    numbers: defaultdict[Kind, set[str]] = defaultdict(set)
    for kind, number, _ in keys:
        numbers[kind].add(number)
    for kind, own in numbers.items():
        yield [str(kind)], own


def kinds_held(transaction: Transaction) -> list[Kind]:
    """Return the kinds of which the ledger has a document."""
    return [
        kind for kind in Kind if transaction.one(_HAS_KIND, kind=str(kind)) is not None
    ]


def quotes(transaction: Transaction, at: date) -> list[OpenItem]:
    """Return the quotes made up to a day; their balance is 0."""
    return rows.items(transaction.rows(_QUOTES, at=at))


def invoice_naming(transaction: Transaction, reference: str) -> str:
    """Return the number of the invoice that names a document and stands; "": none."""
    gone = voided_ids(transaction)
    found = transaction.rows(_INVOICES_NAMING, reference=reference)
    return next((number for row_id, number in found if row_id not in gone), "")


def applications_by_id(
    transaction: Transaction, ids: Iterable[int]
) -> Iterator[Application]:
    """Return applications; reversals are applications too."""
    for chunk in chunks(ids):
        yield from rows.applications(transaction.rows(_APPLICATIONS, id_list=chunk))


def position(transaction: Transaction, document_ids: Iterable[int]) -> Position:
    """Return what the rules of applying need to know of some documents."""
    from cartera_xl.ledger.requests import Position

    ids = sorted(set(document_ids))
    touching: dict[int, Application] = {}
    for chunk in chunks(ids):
        found = rows.applications(transaction.rows(_TOUCHING, id_list=chunk))
        touching.update((application.id, application) for application in found)
    return Position(
        {item.id: item for item in items_by_id(transaction, ids)},
        tuple(touching[row_id] for row_id in sorted(touching)),
    )


def taken_since(transaction: Transaction, document_id: int, postings: int) -> int:
    """Return what a document's last postings took from its balance."""
    row = transaction.one(_TAKEN_SINCE, id=document_id, postings=max(postings, 0))
    return 0 if row is None or row[0] is None else int(row[0])


def customers(transaction: Transaction) -> list[Customer]:
    """Return all customers."""
    return rows.customers(transaction.rows(_CUSTOMERS))


def contacts(transaction: Transaction) -> list[Contact]:
    """Return all contacts, oldest first."""
    return rows.contacts(transaction.rows(_CONTACTS))


def known_codes(transaction: Transaction, codes: Iterable[str]) -> Iterator[str]:
    """Return those customer codes that are taken."""
    for chunk in chunks(codes):
        yield from (row[0] for row in transaction.rows(_CODES, code_list=chunk))


def last_payments(transaction: Transaction, at: date) -> dict[int, date]:
    """Return the day of each customer's last payment up to a day.

    What was voided by then was none.
    """
    found = transaction.rows(_LAST_PAYMENTS, at=at)
    return rows.days_by_id(found)
