"""Taking back a batch's applications, each the opposite way from how it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.requests import Request, Reversal, Status
from cartera_xl.ledger.verbs.restating import restate
from cartera_xl.ledger.verbs.void import undoing_day

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy
    from cartera_xl.ledger.verbs.undo import Batch, Undo


def what_to_take_back(batch: Batch, books: Books) -> list[Application]:
    """Return the applications of a batch that count beyond it, the newest first.

    What it applied and took back itself is settled, and what it entered and voided
    stays void.
    """
    rows = [books.applications[row_id] for row_id in batch.applications]
    settled = {a.reverses for a in rows} & set(batch.applications)
    return [
        a
        for a in reversed(rows)
        if a.reverses not in settled
        and not (a.use is Use.VOID and voided_id(a) in batch.documents)
    ]


def voided_id(void: Application) -> int | None:
    """Return the document that a void takes out: it has only one end."""
    return void.from_id if void.to_id is None else void.to_id


def take_back(
    asked: Undo, application: Application, books: Books, policy: Policy
) -> Refusal | None:
    """Reverse an application; a reversal's original is applied again."""
    day = undoing_day(application.effective, policy)
    if application.reverses is not None:
        return _apply_again(asked, application, day, books, policy)
    if application.id in books.reversed_ids:  # taken back already, one by one
        return None
    if application.use is Use.VOID and (
        item := _later_edition(asked, application, books)
    ):
        return refusals.duplicate(refusals.label(item))
    reversal = Reversal(asked.row, application.id, day, asked.reason)
    return applying.post(reversal, books, policy)


def _apply_again(
    asked: Undo, reversal: Application, day: date, books: Books, policy: Policy
) -> Refusal | None:
    """Apply what a reversal took back, with what stands behind it."""
    request = Request(
        asked.row,
        reversal.use,
        reversal.from_id,
        reversal.to_id,
        -reversal.amount,
        day,
        asked.reason,
    )
    if refusal := applying.post(request, books, policy):
        return _used_since(refusal, reversal, books) or refusal
    assert reversal.reverses is not None
    restate(reversal.reverses, books.new[-1].id, books)
    return None


def _used_since(
    refusal: Refusal, reversal: Application, books: Books
) -> Refusal | None:
    """Name what later used the balance that a reversal had given back."""
    end = {
        Status.EXCEEDS_CREDIT: reversal.from_id,
        Status.EXCEEDS_DEBIT: reversal.to_id,
    }.get(refusal.status)
    if end is None:
        return None
    later = [a for a in books.live(end) if a.id > reversal.id]
    return refusals.built_upon_use(books.items[end], later[-1]) if later else None


def _later_edition(asked: Undo, void: Application, books: Books) -> OpenItem | None:
    """Return the document that took the number of a voided one since."""
    gone = voided_id(void)
    assert gone is not None
    for item in books.same(books.items[gone]):
        if item.id not in asked.batch.documents:
            return item
    return None
