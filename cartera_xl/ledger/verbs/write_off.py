"""Castigo: giving up a balance, with a reason and somebody who approves it.

The document stays, settled by an application of its own kind, so that what comes in
later can still be told from it (art. 146 ET asks for the proof).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import WriteOff as WriteOffFact
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class WriteOff:
    """A balance to give up; without an amount, all of it."""

    row: int
    document_id: int
    day: date
    reason: str
    approver: str
    amount: int | None = None  # minor units

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: WriteOff, books: Books, policy: Policy) -> Rejection | None:
    """Post a write-off, with the reason on record."""
    if not asked.reason.strip():
        return Rejection(asked.row, refusals.REASON_MISSING)
    if not asked.approver.strip():
        return Rejection(asked.row, refusals.APPROVER_MISSING)
    item = books.items.get(asked.document_id)
    amount = asked.amount
    if amount is None:
        amount = item.balance if item else 1
    if item and books.is_voided(item.id):
        return Rejection(asked.row, refusals.voided(item))
    if item and amount == 0 and asked.amount is None:
        why = f"{refusals.label(item)} no tiene saldo"
        return Rejection(asked.row, refusals.nothing_to_apply(why))
    request = Request(
        asked.row, Use.WRITE_OFF, None, asked.document_id, amount, asked.day
    )
    if rejection := post_all([request], books, policy):
        return rejection
    books.state(WriteOffFact(0, books.new[-1].id, asked.reason, asked.approver))
    return None
