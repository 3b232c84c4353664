"""The books that everybody adds up: deterministic, and with their sums known.

Of N rows 42 % are invoices, 22 % receipts, 4 % credit notes and 32 % applications;
N / 10 customers, whose share of the invoices falls as 1 / rank (Zipf).
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.posting import Customer, Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TODAY: Final = date(2026, 6, 30)
BEFORE: Final = date(2026, 3, 31)  # a cut-off that has to be rolled back to
LIMITS: Final = (30, 60, 90, 180, 360)
_DAYS: Final = 730
_TERMS: Final = (0, 15, 30, 30, 30, 45, 60, 60, 90)

PLACES: Final = 3 + len(LIMITS) + 2
# Per customer code: not due, overdue, credit, then the ranges; an amount and a count
# of documents each.
Figures = dict[str, tuple[int, ...]]


class Settlement(NamedTuple):
    """A part of an invoice that something pays."""

    day: date
    invoice: Document
    amount: int


def code(customer_id: int) -> str:
    """Return the code of the n-th customer, whatever the sign of its id."""
    return f"C{abs(customer_id):06d}"


def workload(rows: int) -> Posting:
    """Return N rows as one posting."""
    chance = random.Random(rows)
    customers = _customers(rows // 10)
    invoices = _invoices(chance, rows * 42 // 100, len(customers))
    settlements = _settlements(chance, invoices, rows * 32 // 100)
    groups = _paired(settlements, rows * 26 // 100)
    every = len(groups) * 4 // 26
    notes = set(chance.sample(range(len(groups)), every))
    documents, applications = list(invoices), list[Application]()
    for position, group in enumerate(groups):
        source = _source(chance, position, position in notes, group, len(documents))
        documents.append(source)
        applications += _applications(source, group, len(applications))
    return Posting(customers, (), tuple(documents), tuple(applications))


def _customers(count: int) -> tuple[Customer, ...]:
    return tuple(
        Customer(-n, code(n), f"Comercial {n:06d} S.A.S.", f"{900_000_000 + n}")
        for n in range(1, count + 1)
    )


def _invoices(chance: random.Random, count: int, customers: int) -> list[Document]:
    weights = list(accumulate(1 / rank for rank in range(1, customers + 1)))
    found = []
    for n in range(1, count + 1):
        customer = bisect_left(weights, chance.random() * weights[-1]) + 1
        issued = TODAY - timedelta(chance.randrange(_DAYS))
        due = issued + timedelta(chance.choice(_TERMS))
        total = int(10 ** chance.uniform(6.5, 9.5))  # centavos
        found.append(invoice(-n, f"FE{n}", -customer, issued, due, total))
    return found


def invoice(
    row_id: int, number: str, customer: int, issued: date, due: date, total: int
) -> Document:
    """Return an invoice in pesos."""
    return Document(
        row_id, Kind.INVOICE, number, 1, customer, "COP", issued, due, total
    )


def _settlements(
    chance: random.Random, invoices: Sequence[Document], count: int
) -> list[Settlement]:
    """Pay invoices in one or several parts, seven in ten of them to the end."""
    hits: dict[Document, int] = defaultdict(int)
    for document in chance.choices(invoices, k=count):
        hits[document] += 1
    found = []
    for document, parts in hits.items():
        paid = document.total if chance.random() < 0.7 else document.total * 6 // 10
        shares = [paid // parts] * (parts - 1)
        for amount in (*shares, paid - sum(shares)):
            day = document.issued + timedelta(chance.randrange(3, 120))
            found.append(Settlement(min(day, TODAY), document, amount))
    return found


def _paired(settlements: Iterable[Settlement], count: int) -> list[list[Settlement]]:
    """Put neighbours of one customer together until so many groups are left."""
    ordered = sorted(settlements, key=lambda s: (-s.invoice.customer_id, s.day))
    surplus = len(ordered) - count
    groups: list[list[Settlement]] = []
    for settlement in ordered:
        last = groups[-1] if groups else []
        alike = last and last[0].invoice.customer_id == settlement.invoice.customer_id
        if surplus and alike and len(last) < 3:
            last.append(settlement)
            surplus -= 1
        else:
            groups.append([settlement])
    return groups


def _source(
    chance: random.Random,
    position: int,
    is_note: bool,
    group: Sequence[Settlement],
    documents: int,
) -> Document:
    """Return the receipt or credit note of a group; one in ten keeps something."""
    extra = chance.randrange(1, 10**8) if chance.random() < 0.1 else 0
    day = max(settlement.day for settlement in group)
    return Document(
        -documents - 1,
        Kind.CREDIT_NOTE if is_note else Kind.RECEIPT,
        f"{'NC' if is_note else 'RC'}{position + 1}",
        1,
        group[0].invoice.customer_id,
        "COP",
        day,
        day,
        sum(settlement.amount for settlement in group) + extra,
    )


def _applications(
    source: Document, group: Sequence[Settlement], before: int
) -> list[Application]:
    use = Use.CREDIT if source.kind is Kind.CREDIT_NOTE else Use.PAYMENT
    return [
        Application(
            -before - n,
            use,
            source.id,
            settlement.invoice.id,
            source.customer_id,
            "COP",
            settlement.amount,
            source.issued,
        )
        for n, settlement in enumerate(group, start=1)
    ]


def control(posting: Posting, at: date) -> Figures:
    """Return what everybody has to arrive at: the plainest sum that there is."""
    left = {document.id: document.total for document in posting.documents}
    for application in posting.applications:
        if application.effective <= at:
            for end in (application.from_id, application.to_id):
                if end is not None:
                    left[end] -= application.amount
    figures: dict[str, list[int]] = defaultdict(lambda: [0] * 2 * PLACES)
    for document in posting.documents:
        if left[document.id] and document.issued <= at:
            sums = figures[code(document.customer_id)]
            add(
                sums, document.kind is Kind.INVOICE, document.due, at, left[document.id]
            )
    return frozen(figures)


def add(sums: list[int], is_debit: bool, due: date, at: date, balance: int) -> None:
    """Count one balance where it belongs."""
    late = (at - due).days
    places = [int(late > 0), 3 + (bisect_left(LIMITS, late) + 1 if late > 0 else 0)]
    for place in places if is_debit else [2]:
        sums[2 * place] += balance
        sums[2 * place + 1] += 1


def frozen(figures: dict[str, list[int]]) -> Figures:
    return {name: tuple(sums) for name, sums in figures.items()}
