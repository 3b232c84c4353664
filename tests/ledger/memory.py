"""A ledger in memory for the tests of the pure rules, and short ways to write rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cartera_xl.ledger.aging import DEFAULT_RANGES, Basis, Ranges
from cartera_xl.ledger.applying import decide
from cartera_xl.ledger.balances import Journal, open_item, open_items, settled_amounts
from cartera_xl.ledger.documents import Application, Document, Kind, OpenItem, Use
from cartera_xl.ledger.portfolio import portfolio
from cartera_xl.ledger.requests import Decision, Policy, Position, Request, Reversal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.ledger.indicators import Figure, Indicators

T0 = date(2026, 1, 15)
ANYTHING = Policy()


def on(days: int) -> date:
    return T0 + timedelta(days=days)


def indicators(items: Iterable[OpenItem], at: date) -> dict[str, Indicators]:
    sums = portfolio(items, at)
    return {currency: sums.indicators(currency) for currency in sums.currencies}


def age(
    items: Iterable[OpenItem],
    at: date,
    ranges: Ranges = DEFAULT_RANGES,
    basis: Basis = Basis.DUE,
) -> tuple[Figure, ...]:
    """Age documents of one currency."""
    sums = portfolio(items, at, ranges, basis)
    return sums.buckets(*sums.currencies or ("COP",))


def doc(
    id: int,  # noqa: A002 - the field's own name
    total: int,
    day: int = 0,
    due: int | None = None,
    kind: Kind = Kind.INVOICE,
    customer: int = 1,
    currency: str = "COP",
    reference: str = "",
    instalment: int = 1,
) -> Document:
    due_day = day if due is None else due
    return Document(
        id,
        kind,
        f"D{abs(id)}",
        instalment,
        customer,
        currency,
        on(day),
        on(due_day),
        total,
        reference=reference,
    )


def receipt(id: int, total: int, day: int = 0, customer: int = 1) -> Document:  # noqa: A002
    return doc(id, total, day, kind=Kind.RECEIPT, customer=customer)


def credit_note(id: int, total: int, day: int = 0, reference: str = "") -> Document:  # noqa: A002
    return doc(id, total, day, kind=Kind.CREDIT_NOTE, reference=reference)


def pay(from_id: int, to_id: int, amount: int, day: int = 0) -> Request:
    return Request(1, Use.PAYMENT, from_id, to_id, amount, on(day))


def settle(use: Use, to_id: int, amount: int, day: int = 0) -> Request:
    return Request(1, use, None, to_id, amount, on(day))


def refund(from_id: int, amount: int, day: int = 0) -> Request:
    return Request(1, Use.REFUND, from_id, None, amount, on(day))


def take_back(application_id: int, day: int = 0) -> Reversal:
    return Reversal(1, application_id, on(day))


def position(
    documents: Iterable[Document], applications: Iterable[Application] = ()
) -> Position:
    rows = tuple(applications)
    settled = settled_amounts(rows)
    return Position(
        {d.id: open_item(d, d.total - settled.get(d.id, 0)) for d in documents}, rows
    )


class Ledger:
    """Documents and applications, each stamped with the revision it came in at."""

    def __init__(self, *documents: Document) -> None:
        self.revision = 1
        self.documents = [(document, 1) for document in documents]
        self.applications: list[tuple[Application, int]] = []

    def add(self, *documents: Document) -> None:
        self.revision += 1
        self.documents += [(document, self.revision) for document in documents]

    def post(
        self, *requests: Request | Reversal, policy: Policy = ANYTHING
    ) -> Decision:
        """Decide a batch and keep its rows, with ids 1, 2, … in order of posting."""
        decision = decide(requests, self.position, policy)
        self.keep(decision.applications)
        return decision

    def keep(self, applications: Iterable[Application]) -> None:
        """Keep rows that were decided, with the ids that follow."""
        self.revision += 1
        for application in applications:
            row = application._replace(id=len(self.applications) + 1)
            self.applications.append((row, self.revision))

    @property
    def rows(self) -> list[Application]:
        return [application for application, _ in self.applications]

    @property
    def position(self) -> Position:
        return position((d for d, _ in self.documents), self.rows)

    @property
    def balances(self) -> dict[int, int]:
        return {id_: item.balance for id_, item in self.position.items.items()}

    def items(self, day: int = 10_000, known: int | None = None) -> list[OpenItem]:
        journal = Journal(self.documents, self.applications)
        return open_items(journal, on(day), known)

    def at(self, day: int, known: int | None = None) -> dict[int, int]:
        """Return the balances above zero at a day, by document."""
        return {item.id: item.balance for item in self.items(day, known)}
