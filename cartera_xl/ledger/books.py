"""The position of a batch while it is being decided: each row moves it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cartera_xl.ledger.balances import lowest_balance
from cartera_xl.ledger.documents import Use

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import Application
    from cartera_xl.ledger.requests import Position


class Books:
    """Documents with their balances, and the applications that touch them."""

    def __init__(self, position: Position) -> None:
        self.items = dict(position.items)
        self.applications: dict[int, Application] = {}
        self.reversed_ids: set[int | None] = set()
        self.new: list[Application] = []
        self._touching: defaultdict[int, list[Application]] = defaultdict(list)
        for application in position.applications:
            self._index(application)

    def next_id(self) -> int:
        """Return the id of the row that comes next: −1, −2, …."""
        return -len(self.new) - 1

    def post(self, application: Application) -> None:
        """Take in a new row: it moves the balances of its documents."""
        self.new.append(application)
        self._index(application)
        for document_id in _ends(application):
            item = self.items[document_id]
            self.items[document_id] = item._replace(
                balance=item.balance - application.amount
            )

    def available(self, document_id: int, since: date) -> int:
        """Return what may still be taken from a document as of a day."""
        touching = self._touching[document_id]
        return lowest_balance(self.items[document_id].balance, touching, since)

    def adjusted(self, document_id: int) -> int:
        """Return how much of a document was closed by adjustments."""
        touching = self._touching[document_id]
        return sum(a.amount for a in touching if a.use is Use.ADJUSTMENT)

    def _index(self, application: Application) -> None:
        self.applications[application.id] = application
        self.reversed_ids.add(application.reverses)
        for document_id in _ends(application):
            self._touching[document_id].append(application)


def _ends(application: Application) -> list[int]:
    return [i for i in (application.from_id, application.to_id) if i is not None]
