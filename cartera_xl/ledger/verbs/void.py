"""Voiding a document: its applications are reversed, its number stays taken.

A voided receipt keeps its consecutive number; the money goes out of the balances from
the day on which it had come in, while that month is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import Side, Use
from cartera_xl.ledger.requests import Cause, Request, Reversal, reversal_date
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Void:
    """A document to take out, and why."""

    row: int
    document_id: int
    reason: str

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Void, books: Books, policy: Policy) -> Rejection | None:
    """Post the reversal of all that touches a document, then its void."""
    if refusal := _broken_rule(asked, books):
        return Rejection(asked.row, refusal)
    return reverse_all(
        asked.row, standing(asked.document_id, books), books, policy, asked.reason
    ) or take_out(asked.row, asked.document_id, books, policy, asked.reason)


def _broken_rule(asked: Void, books: Books) -> Refusal | None:
    item = books.items.get(asked.document_id)
    if item is None:
        return refusals.document_not_found(asked.document_id)
    if item.kind.side is Side.NONE:
        return refusals.wrong_document(Use.VOID)
    if not asked.reason.strip():
        return refusals.REASON_MISSING
    return refusals.voided(item) if books.is_voided(item.id) else None


def standing(document_id: int, books: Books) -> list[Application]:
    """Return what stands on a document: also what came with it as a receipt."""
    own = {a.id: a for a in books.live(document_id)}
    for application_id in books.position.companions.get(document_id, ()):
        if application_id not in books.reversed_ids:
            own[application_id] = books.applications[application_id]
    return [own[row_id] for row_id in sorted(own)]


def reverse_all(
    row: int,
    applications: list[Application],
    books: Books,
    policy: Policy,
    reason: str,
) -> Rejection | None:
    """Post the reversal of applications as an undoing: it leaves no trace."""
    return post_all(_reversals(row, applications, policy, reason), books, policy)


def _reversals(
    row: int, applications: list[Application], policy: Policy, reason: str
) -> Iterator[Reversal]:
    for application in applications:
        day = undoing_day(application.effective, policy)
        yield Reversal(row, application.id, day, reason)


def undoing_day(original: date, policy: Policy) -> date:
    """Return the day of what undoes something of a day."""
    return reversal_date(original, Cause.UNDO, policy.today, policy.open_from)


def take_out(
    row: int, document_id: int, books: Books, policy: Policy, reason: str
) -> Rejection | None:
    """Post the void of a document that nothing stands on any more."""
    item = books.items[document_id]
    debit = item.kind.side is Side.DEBIT
    from_id, to_id = (None, item.id) if debit else (item.id, None)
    day = undoing_day(item.issued, policy)
    request = Request(row, Use.VOID, from_id, to_id, item.total, day, reason)
    return post_all([request], books, policy)
