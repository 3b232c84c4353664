"""The position of a batch while it is being decided: each row moves it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.balances import lowest_balance, open_item
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.facts import VOIDED
from cartera_xl.ledger.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cartera_xl.ledger.documents import Application, Document, Identity, OpenItem
    from cartera_xl.ledger.facts import Fact
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.ledger.requests import Position


class Mark(NamedTuple):
    """How far a batch had come: what is new since then can be taken back."""

    documents: int
    applications: int
    facts: int
    customers: int
    contacts: int
    changes: int
    numbers: Mapping[str, int]


class Books:
    """Documents with their balances, and the applications that touch them."""

    def __init__(self, position: Position) -> None:
        self.position = position
        self.items = dict(position.items)
        self.applications: dict[int, Application] = {}
        self.reversed_ids: set[int | None] = set()
        self.new: list[Application] = []
        self.documents: list[Document] = []
        self.known = Known(position)
        self.customers: list[Customer] = []
        self.contacts: list[Contact] = []
        self.changes: list[tuple[int, str, object]] = []  # customer, field, value
        self.last_numbers = dict(position.last_numbers)
        self._touching: defaultdict[int, list[Application]] = defaultdict(list)
        self._same: defaultdict[Identity, list[int]] = defaultdict(list)
        for item in position.items.values():
            self._same[item.kind, item.number, item.instalment].append(item.id)
        for application in position.applications:
            self._index(application)

    @property
    def facts(self) -> list[Fact]:
        """Return the facts that the batch states."""
        return self.known.stated

    def next_id(self) -> int:
        """Return the id of the application that comes next: −1, −2, …."""
        return -len(self.new) - 1

    def post(self, application: Application) -> None:
        """Take in a new row: it moves the balances of its documents."""
        self.new.append(application)
        self._index(application)
        self._move(application, application.amount)

    def enter(self, document: Document, row_id: int = 0) -> int:
        """Take in a new document; give the id that it gets in this batch.

        That is the next one, unless other rows of the batch know it by `row_id`: where
        a document before it was refused, the number of that one stays free.
        """
        row_id = row_id or self._next_document()
        edition = self._last_edition(document) + 1
        entered = document._replace(id=row_id, edition=edition)
        self.documents.append(entered)
        balance = 0 if document.kind.side is Side.NONE else document.total
        self.items[row_id] = open_item(entered, balance)
        self._same[identity(document)].append(row_id)
        return row_id

    def _next_document(self) -> int:
        return self.documents[-1].id - 1 if self.documents else -1

    def _last_edition(self, document: Document) -> int:
        """Return the last edition that there was of a document, 0 for none."""
        same = self._same[identity(document)]
        entered = {row_id for row_id in same if row_id < 0}
        return max(
            self.position.voided.get(identity(document), 0),
            len(same) - len(entered),
            *(d.edition for d in self.documents if entered and d.id in entered),
        )

    def same(self, document: Document | OpenItem) -> Iterator[OpenItem]:
        """Return those documents of a document's kind, number and instalment.

        Only those that stand: what was voided has left its number free.
        """
        for row_id in self._same[identity(document)]:
            if not self.is_voided(row_id):
                yield self.items[row_id]

    def state(self, fact: Fact) -> None:
        """Take in a fact."""
        self.known.state(fact)

    def number(self, prefix: str) -> str:
        """Return the next number of a series: «RC-18»."""
        self.last_numbers[prefix] = last = self.last_numbers.get(prefix, 0) + 1
        return f"{prefix}{last}"

    def family(self, customer_id: int) -> int:
        """Return the customer that a customer's record shows as."""
        return self.known.family(customer_id)

    def available(self, document_id: int, since: date) -> int:
        """Return what may still be taken from a document as of a day."""
        touching = self._touching[document_id]
        return lowest_balance(self.items[document_id].balance, touching, since)

    def free_from(self, document_id: int, since: date) -> date:
        """Return the first day from `since` on from which a document is whole.

        It is later than `since` where something stood on it until it was un-applied.
        """
        total = self.items[document_id].total
        touching = self._touching[document_id]
        days = {since, *(a.effective for a in touching if a.effective > since)}
        return min(
            (day for day in days if self.available(document_id, day) == total),
            default=since,
        )

    def last_moved(self, document_id: int) -> date:
        """Return the last day on which a document's balance moved; its own without."""
        issued = self.items[document_id].issued
        return max((a.effective for a in self._touching[document_id]), default=issued)

    def adjusted(self, document_id: int) -> int:
        """Return how much of a document was closed by adjustments."""
        return self._used(document_id, Use.ADJUSTMENT)

    def is_voided(self, document_id: int) -> bool:
        """Tell whether a document was taken out."""
        if self.items[document_id].kind is Kind.QUOTE:
            return self.known.quote_state(document_id) == VOIDED
        return self._used(document_id, Use.VOID) > 0

    def live(self, document_id: int) -> list[Application]:
        """Return what moved a document's balance and stands: neither end of a pair."""
        return [
            a
            for a in self._touching[document_id]
            if a.reverses is None and a.id not in self.reversed_ids
        ]

    def credits_of(self, customer_id: int, currency: str) -> Iterator[OpenItem]:
        """Return the free credits of a customer, whichever of its records has them."""
        family = self.family(customer_id)
        for item in self.items.values():
            if (
                item.kind.side is Side.CREDIT
                and item.balance > 0
                and item.currency == currency
                and self.family(item.customer_id) == family
            ):
                yield item

    def debits_of(self, customer_id: int, currency: str) -> Iterator[OpenItem]:
        """Return the open invoices of a customer, whichever of its records has them."""
        family = self.family(customer_id)
        for item in self.items.values():
            if (
                item.kind.side is Side.DEBIT
                and item.balance > 0
                and item.currency == currency
                and self.family(item.customer_id) == family
            ):
                yield item

    def mark(self) -> Mark:
        """Return how far the batch has come."""
        return Mark(
            len(self.documents),
            len(self.new),
            len(self.known.stated),
            len(self.customers),
            len(self.contacts),
            len(self.changes),
            dict(self.last_numbers),
        )

    def back_to(self, mark: Mark) -> None:
        """Take back everything since a mark."""
        for application in reversed(self.new[mark.applications :]):
            self._unindex(application)
            self._move(application, -application.amount)
        for document in self.documents[mark.documents :]:
            del self.items[document.id]
            self._same[identity(document)].remove(document.id)
        del self.new[mark.applications :]
        del self.documents[mark.documents :]
        self.known.back_to(mark.facts)
        del self.customers[mark.customers :]
        del self.contacts[mark.contacts :]
        del self.changes[mark.changes :]
        self.last_numbers = dict(mark.numbers)

    def _used(self, document_id: int, use: Use) -> int:
        return sum(a.amount for a in self._touching[document_id] if a.use is use)

    def _move(self, application: Application, amount: int) -> None:
        for document_id in _ends(application):
            item = self.items[document_id]
            self.items[document_id] = item._replace(balance=item.balance - amount)

    def _index(self, application: Application) -> None:
        self.applications[application.id] = application
        if application.reverses is not None:
            self.reversed_ids.add(application.reverses)
        for document_id in _ends(application):
            self._touching[document_id].append(application)

    def _unindex(self, application: Application) -> None:
        del self.applications[application.id]
        self.reversed_ids.discard(application.reverses)
        for document_id in _ends(application):
            self._touching[document_id].remove(application)


def _ends(application: Application) -> list[int]:
    return [i for i in (application.from_id, application.to_id) if i is not None]


def identity(document: Document | OpenItem) -> Identity:
    """Return what tells a document from others of the company."""
    return document.kind, document.number, document.instalment
