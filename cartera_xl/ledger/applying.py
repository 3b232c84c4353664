"""Applying credits, settling without one, refunding, and taking any of it back.

The decision is pure: requests and the position of the documents in, outcomes and rows
out. Every request of a batch sees what the earlier ones leave, and all of them stand or
none does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.ledger import refusals
from cartera_xl.ledger.books import Books
from cartera_xl.ledger.documents import LINKING_USES, Application, Side, Use
from cartera_xl.ledger.requests import Decision, Outcome, Policy, Request, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Position, Reversal

_ANYTHING: Final = Policy()


def decide(
    requests: Iterable[Request | Reversal],
    position: Position,
    policy: Policy = _ANYTHING,
) -> Decision:
    """Decide a batch: every request posts, or none does.

    A balance is guarded on every day from the effective date on, not only as it is
    now: what is un-applied in May was not free in April.
    """
    books = Books(position)
    outcomes = [_post(request, books, policy) for request in requests]
    if all(outcome.status is Status.POSTED for outcome in outcomes):
        return Decision(tuple(outcomes), tuple(books.new))
    return Decision(tuple(_with_batch(outcome) for outcome in outcomes), ())


def _post(request: Request | Reversal, books: Books, policy: Policy) -> Outcome:
    if refusal := post(request, books, policy):
        return Outcome(request.row, *refusal)
    return Outcome(request.row, Status.POSTED)


def post(request: Request | Reversal, books: Books, policy: Policy) -> Refusal | None:
    """Post one request into the books, or say why not."""
    if isinstance(request, Request):
        refusal = _broken_rule(request, books, policy)
    else:
        refusal = _broken_reversal_rule(request, books, policy)
    if refusal is None:
        books.post(_row(request, books))
    return refusal


def _with_batch(outcome: Outcome) -> Outcome:
    if outcome.status is Status.POSTED:
        return Outcome(outcome.row, *refusals.BATCH_REFUSED)
    return outcome


def _row(request: Request | Reversal, books: Books) -> Application:
    """Return the row of a request that breaks no rule."""
    if not isinstance(request, Request):
        original = books.applications[request.application_id]
        return original._replace(
            id=books.next_id(),
            amount=-original.amount,
            effective=request.effective,
            reverses=original.id,
            note=request.note,
        )
    item = books.items[next(i for i in _ends(request) if i is not None)]
    return Application(
        books.next_id(),
        request.use,
        request.from_id,
        request.to_id,
        item.customer_id,
        item.currency,
        request.amount,
        request.effective,
        note=request.note,
    )


def _broken_rule(request: Request, books: Books, policy: Policy) -> Refusal | None:
    if request.amount <= 0:
        return refusals.AMOUNT_NOT_POSITIVE
    return (
        _broken_ends(request, books)
        or _voided(request, books)
        or _broken_match(request, books)
        or _broken_issue(request, books)
        or broken_date(request.effective, policy)
        or _broken_policy(request, books, policy)
        or _broken_limit(request, request.amount, request.effective, books)
    )


def _broken_reversal_rule(
    request: Reversal, books: Books, policy: Policy
) -> Refusal | None:
    original = books.applications.get(request.application_id)
    if original is None:
        return refusals.application_not_found(request.application_id)
    if original.reverses is not None:
        return refusals.is_reversal(original.id)
    if original.id in books.reversed_ids:
        return refusals.already_reversed(original.id)
    if request.effective < original.effective:
        return refusals.before_original(original.effective)
    return (
        _missing(original, books)
        or broken_date(request.effective, policy)
        or _broken_limit(original, -original.amount, request.effective, books)
    )


# The sides that the two ends of each use stand on.
_TO_DEBIT: Final = (None, Side.DEBIT)
_FROM_CREDIT: Final = (Side.CREDIT, None)
_SIDES: Final = {
    **dict.fromkeys(Use, (_TO_DEBIT,)),
    **dict.fromkeys(LINKING_USES, ((Side.CREDIT, Side.DEBIT),)),
    Use.REFUND: (_FROM_CREDIT,),
    Use.VOID: (_FROM_CREDIT, _TO_DEBIT),
}


def _ends(row: Request | Application) -> tuple[int | None, int | None]:
    return row.from_id, row.to_id


def _missing(row: Request | Application, books: Books) -> Refusal | None:
    for document_id in _ends(row):
        if document_id is not None and document_id not in books.items:
            return refusals.document_not_found(document_id)
    return None


def _broken_ends(request: Request, books: Books) -> Refusal | None:
    if missing := _missing(request, books):
        return missing
    sides = tuple(
        None if i is None else books.items[i].kind.side for i in _ends(request)
    )
    return (
        None if sides in _SIDES[request.use] else refusals.wrong_document(request.use)
    )


def _voided(request: Request, books: Books) -> Refusal | None:
    for document_id in _ends(request):
        if document_id is not None and books.is_voided(document_id):
            return refusals.voided(books.items[document_id])
    return None


def _broken_match(request: Request, books: Books) -> Refusal | None:
    if request.from_id is None or request.to_id is None:
        return None
    credit, debit = books.items[request.from_id], books.items[request.to_id]
    if credit.customer_id != debit.customer_id:
        return refusals.customers_differ(credit, debit)
    if credit.currency != debit.currency:
        return refusals.currencies_differ(credit, debit)
    return None


def _broken_issue(request: Request, books: Books) -> Refusal | None:
    """An application counts from when both documents exist (odoo/odoo PR 7539)."""
    items = (books.items[i] for i in _ends(request) if i is not None)
    latest = max(items, key=lambda item: item.issued)
    return refusals.before_issue(latest) if request.effective < latest.issued else None


def broken_date(effective: date, policy: Policy) -> Refusal | None:
    """Return why nothing may be dated on a day: it has not come, or is closed."""
    if effective > policy.today:
        return refusals.in_future(policy.today)
    if effective < policy.open_from:
        return refusals.month_closed(policy.open_from)
    return None


def _broken_policy(request: Request, books: Books, policy: Policy) -> Refusal | None:
    if request.use is Use.REFUND and not policy.refunds:
        return refusals.REFUNDS_NOT_ALLOWED
    if request.use is not Use.ADJUSTMENT or request.to_id is None:
        return None
    currency = books.items[request.to_id].currency
    left = policy.adjustable(currency) - books.adjusted(request.to_id)
    if request.amount > left:
        return refusals.exceeds_adjustment(left, currency)
    return None


def _told_of_batch(refusal: Refusal, item: OpenItem, books: Books) -> Refusal:
    """Say where nothing is left because the batch itself takes it, not the ledger."""
    before = books.position.items.get(item.id)
    if item.balance or before is None or not before.balance:
        return refusal
    return refusals.taken_by_batch(refusal, before)


def _broken_limit(
    row: Request | Application, amount: int, since: date, books: Books
) -> Refusal | None:
    for document_id, refuse in zip(
        _ends(row), (refusals.exceeds_credit, refusals.exceeds_debit), strict=True
    ):
        if document_id is not None:
            available = books.available(document_id, since)
            if amount > available:
                item = books.items[document_id]
                refusal = refuse(item, available, since)
                return _told_of_batch(refusal, item, books)
    return None
