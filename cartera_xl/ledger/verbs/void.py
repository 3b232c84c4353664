"""Voiding a document: its applications are reversed, its number stays taken.

A voided receipt keeps its consecutive number; the money goes out of the balances from
the day on which it had come in, while that month is open. Money that went back to the
customer is not taken for never paid out: a refund is taken back first.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import Side, Use
from cartera_xl.ledger.requests import Cause, Reversal, reversal_date
from cartera_xl.ledger.verbs.transfers import (
    halves_of,
    is_transfer,
    moved_days,
    take_out_halves,
    voiding,
    with_other_halves,
)
from cartera_xl.ledger.verbs.verb import Rejection, post_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
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
    applied = standing(asked.document_id, books)
    halves = halves_of(applied, books)
    moved = moved_days(halves, books)
    return (
        reverse_all(asked.row, applied, books, policy, asked.reason, moved)
        or _take_out_halves(asked, halves, moved, books, policy)
        or take_out(asked.row, asked.document_id, books, policy, asked.reason)
    )


def _take_out_halves(
    asked: Void,
    halves: list[OpenItem],
    moved: Mapping[int, date],
    books: Books,
    policy: Policy,
) -> Rejection | None:
    """Void what a joined customer's credit went through, each pair on its own day."""
    for half in halves:
        day = undoing_day(moved[half.id], policy)
        if rejection := take_out_halves(
            asked.row, [half], day, books, policy, asked.reason
        ):
            return rejection
    return None


def _broken_rule(asked: Void, books: Books) -> Refusal | None:
    item = books.items.get(asked.document_id)
    if item is None:
        return refusals.document_not_found(asked.document_id)
    if item.kind.side is Side.NONE:
        return refusals.not_voidable(item)
    if is_transfer(item):
        return refusals.half_of_transfer(item)
    if not asked.reason.strip():
        return refusals.REASON_MISSING
    if books.is_voided(item.id):
        return refusals.voided(item)
    for application in books.live(item.id):
        if application.use is Use.REFUND:
            return refusals.built_upon_use(item, application)
    return None


def standing(document_id: int, books: Books) -> list[Application]:
    """Return what stands on a document: also what came with it as a receipt.

    Where it goes through a transfer, the other half of that too.
    """
    own = {a.id: a for a in books.live(document_id)}
    for application_id in books.known.companions(document_id):
        if application_id not in books.reversed_ids:
            own[application_id] = books.applications[application_id]
    return with_other_halves(own.values(), books)


def reverse_all(
    row: int,
    applications: list[Application],
    books: Books,
    policy: Policy,
    reason: str,
    moved: Mapping[int, date] = MappingProxyType({}),
) -> Rejection | None:
    """Post the reversal of applications as an undoing: it leaves no trace.

    `moved` are days, by document, before which nothing of that document is undone.
    """
    reversals = _reversals(row, applications, policy, reason, moved)
    return post_all(reversals, books, policy)


def _reversals(
    row: int,
    applications: list[Application],
    policy: Policy,
    reason: str,
    moved: Mapping[int, date],
) -> Iterator[Reversal]:
    for application in applications:
        ends = (application.from_id, application.to_id)
        days = [moved[end] for end in ends if end is not None and end in moved]
        day = undoing_day(max([application.effective, *days]), policy)
        yield Reversal(row, application.id, day, reason)


def undoing_day(original: date, policy: Policy) -> date:
    """Return the day of what undoes something of a day."""
    return reversal_date(original, Cause.UNDO, policy.today, policy.open_from)


def take_out(
    row: int, document_id: int, books: Books, policy: Policy, reason: str
) -> Rejection | None:
    """Post the void of a document that nothing stands on any more.

    What was un-applied stood on it until then: a void cannot count from before.
    """
    item = books.items[document_id]
    day = books.free_from(item.id, undoing_day(item.issued, policy))
    return post_all([voiding(row, item, day, reason)], books, policy)
